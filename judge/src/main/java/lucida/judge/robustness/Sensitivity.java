package lucida.judge.robustness;

import java.util.Locale;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Max-sensitivity and average sensitivity — Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392.
 *
 * <pre>
 *   max, or mean, over x' around x of  ‖L(x') − L(x)‖ / ‖L(x)‖        [ME 8]
 * </pre>
 *
 * Deviation: the paper's definition does not divide; its authors' code and Captum do, by ‖L(x)‖, and Quantus by ‖x‖: both are here. The maximum is that of a few
 * samples, a lower bound; Quantus draws 200.
 *
 * @param over which number of the samples
 * @param scale what is divided by
 * @param samples how many x', each explained anew
 * @param radius r, of x' = x + uniform noise within ±r (max(x) − min(x))
 */
public record Sensitivity(Over over, Scale scale, int samples, double radius) implements Metric {
  /** Which number of the samples. */
  public enum Over {
    /** The largest. */
    MAX,
    /** The mean. */
    AVG
  }

  /** What a change of the map is compared with. */
  public enum Scale {
    /** ‖L(x)‖. */
    MAP,
    /** ‖x‖, as in Quantus. */
    PICTURE
  }

  @Override
  public String name() {
    return over.name().toLowerCase(Locale.ROOT) + "-sensitivity" + switch (scale) {
      case MAP -> "";
      case PICTURE -> "-quantus";
    };
  }

  @Override
  public MetricStatement statement() {
    return new MetricStatement(over == Over.MAX ? "Max-Sensitivity" : "Avg-Sensitivity",
        "Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392", "[ME 8]",
        "How much the map changes " + (over == Over.MAX ? "at most" : "on average")
            + " when the picture changes a little, divided by the norm of the "
            + (scale == Scale.MAP ? "map." : "picture."),
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long maps() { return samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor L = judged.shown();
      double norm = scale == Scale.MAP ? L.norm() : judged.x().norm();
      if (norm == 0) return Judgement.leftOut(scale == Scale.MAP ? "the map is 0 everywhere" : "the picture is 0 everywhere");
      double[] changes = new PerturbedMaps(samples, radius).of(judged, (_, other) -> other.minus(L).norm() / norm).toArray();
      return Judgement.of(over == Over.MAX ? Tensor.vector(changes).max() : Tensor.vector(changes).mean());
    });
  }
}
