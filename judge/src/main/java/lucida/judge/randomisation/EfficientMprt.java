package lucida.judge.randomisation;

import java.util.Arrays;
import java.util.List;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Efficient MPRT — Hedström, Weber, Lapuschkin, Höhne, XAI in Action at NeurIPS 2023, arXiv 2401.06465.
 *
 * <pre>
 *   (ξ(L of the random network) − ξ(L)) / ξ(L),  ξ = −Σ_b q_b log q_b,  q: the histogram of the map's values        [ME 7]
 * </pre>
 *
 * All layers of the other network are random. The bins are equal, from the least to the largest value of the map. The curve has ξ of both.
 *
 * @param bins how many; 100 in Quantus
 */
public record EfficientMprt(int bins) implements Metric {
  @Override
  public String name() { return "emprt"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Efficient MPRT",
        "Hedström, Weber, Lapuschkin, Höhne, XAI in Action at NeurIPS 2023, arXiv 2401.06465",
        "[ME 7]", "How much the entropy of the map's values rises when all layers have random weights.", Better.HIGHER,
        MetricUnit.NUMBER, "−1 or more");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      double own = entropy(judged.shown());
      if (own == 0) return Judgement.leftOut("the values of the map have no entropy");
      double random = entropy(judged.shownFor(this,
          () -> LayerOrder.random(judged).probe(judged.x(), judged.probe().target())));
      return Judgement.of(rise(own, random), List.of(own, random));
    });
  }

  /** How much the entropy rises, as a part of itself; of one that is 0 NaN or infinite. */
  public static double rise(double own, double random) {
    return (random - own) / own;
  }

  /** ξ, in nats. */
  public double entropy(Tensor map) {
    double least = map.min(), range = map.max() - least;
    if (range == 0) return 0;
    double[] count = new double[bins];
    for (int e = 0; e < map.size(); e++) count[(int) Math.min(bins - 1, bins * ((map.cell(e) - least) / range))]++;
    return Arrays.stream(count).filter(c -> c > 0).map(c -> -c / map.size() * Math.log(c / map.size())).sum();
  }
}
