package lucida.judge.faithfulness;

import java.util.List;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * ROAD combined, as pytorch-grad-cam has it (ROADCombined): ROAD of a picture, least and most relevant first, in one number.
 *
 * <pre>
 *   mean over t = 20, 40, 60, 80 % of  ( p^c(x without its least relevant t) − p^c(x without its most relevant t) ) / 2        [ME 4]
 * </pre>
 *
 * Deviation: that code takes the percentiles 20 to 80 of the map, and removes nothing of a flat part of it; here pixels of equal saliency are removed in part, see {@link Road}.
 */
public record RoadCombined() implements Metric {
  private static final List<Integer> TENTHS = List.of(2, 4, 6, 8);

  @Override
  public String name() { return "road-combined"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("ROAD combined", "Gildenblat et al., pytorch-grad-cam; Rong et al., ICML 2022, arXiv 2202.00449",
        "[ME 4]",
        "Half the difference of the class's probability without the least relevant and without the most relevant pixels, on average.",
        Better.HIGHER, MetricUnit.NUMBER, "−0.5 to 0.5");
  }

  @Override
  public long forwards() { return 2L * TENTHS.size(); }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    int n = TENTHS.size();
    PixelOrder least = PixelOrder.leastSalientFirst(judged.shown()), most = PixelOrder.mostSalientFirst(judged.shown());
    return new ScoreRequest(this, 2 * n, i -> Road.removed(judged, i < n ? least : most, TENTHS.get(i % n)), answers -> {
      double sum = 0;
      for (int t = 0; t < n; t++) sum += answers.probability(t) - answers.probability(n + t);
      return Judgement.of(sum / (2 * n));
    });
  }
}
