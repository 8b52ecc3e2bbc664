package lucida.judge.faithfulness;

import lucida.cam.Baseline;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.pictures.MapComparison;

/**
 * Coherency — Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252.
 *
 * <pre>
 *   100 · (1 + ρ(L(x̃), L(x))) / 2,  x̃ = L̂ ∘ x        [ME 10]
 * </pre>
 *
 * ρ is Pearson's correlation. The map of what the map leaves of the picture should be the map.
 */
public record Coherency() implements Metric {
  @Override
  public String name() { return "coherency"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Coherency", "Poppi, Cornia, Baraldi, Cucchiara, CVPR Workshops 2021, arXiv 2104.10252", "[ME 10]",
        "How the map of what the map leaves of the picture is correlated with the map itself.", Better.HIGHER, MetricUnit.PERCENT,
        "0 to 100 %");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      double percent = percent(judged);
      return Double.isNaN(percent) ? Judgement.leftOut("a flat map is not correlated with another") : Judgement.of(percent);
    });
  }

  /** NaN if either map is flat. */
  static double percent(JudgedMap judged) {
    record Left(Mutes mutes, Baseline baseline) {}
    return 50 * (1 + new MapComparison(
        judged.shownFor(new Left(Mutes.IN_PROPORTION, Baseline.ZERO),
            () -> judged.about(Blend.of(judged.x(), judged.normalised(), Baseline.ZERO))),
        judged.shown()).pearson());
  }
}
