package lucida.judge.localisation;

import java.util.Arrays;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.Judgement;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.PooledMetric;
import lucida.pictures.Normalisation;

/**
 * PxAP — Choe et al., CVPR 2020, arXiv 2001.07437 [ME 12]: the normalised map is cut at every threshold τ in steps of 0.01; precision and recall of its cells as those of the masks, of all
 * pictures together.
 *
 * <pre>
 *   PxAP = Σ_l PxPrec(τ_l) · (PxRec(τ_l) − PxRec(τ_{l−1})),  from the highest threshold down
 * </pre>
 *
 * The value of a picture by itself is the same of its cells alone.
 */
public record Pxap() implements TruthMetric, PooledMetric {
  private static final int BINS = 101;

  @Override
  public String name() { return "pxap"; }

  @Override
  public TruthBy by() { return TruthBy.MASKS; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("PxAP", "Choe, Oh, Lee, Chun, Akata, Shim, CVPR 2020, arXiv 2001.07437", "[ME 12]",
        "Average precision of the map's cells as cells of the object, all thresholds and pictures together.", Better.HIGHER,
        MetricUnit.PERCENT,
        "0 to 100 %");
  }

  /** The curve is how many cells of each bin of values lie on the objects, then how many do not. */
  @Override
  public Judgement compare(Tensor L, Tensor truth) {
    Tensor normalised = Normalisation.MIN_MAX.of(L);
    double[] cells = new double[2 * BINS];
    for (int e = 0; e < truth.size(); e++) {
      int bin = (int) Math.floor(normalised.cell(e) * (BINS - 1));
      cells[truth.cell(e) > 0 ? bin : BINS + bin]++;
    }
    return Judgement.of(averagePrecision(cells), Arrays.stream(cells).boxed().toList());
  }

  @Override
  public double[] addends(Judgement.Value value) { return value.curve().stream().mapToDouble(v -> v).toArray(); }

  @Override
  public double summary(double[] cells, int n) { return averagePrecision(cells); }

  private static double averagePrecision(double... cells) {
    double inside = Arrays.stream(cells, 0, BINS).sum(), hits = 0, shown = 0, sum = 0;
    for (int b = BINS - 1; b >= 0; b--) {
      hits += cells[b];
      shown += cells[b] + cells[BINS + b];
      if (shown > 0) sum += hits / shown * cells[b] / inside;
    }
    return 100 * sum;
  }
}
