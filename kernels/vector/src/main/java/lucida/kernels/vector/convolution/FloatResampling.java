package lucida.kernels.vector.convolution;

import jdk.incubator.vector.DoubleVector;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.cellwise.ElementaryFunctions;
import lucida.kernels.vector.lanes.DoubleScratch;
import lucida.kernels.vector.lanes.FloatLanes;

/** One sparse map along the rows and one along the columns of planes: a row of results is summed over rows in double, then over columns. */
public final class FloatResampling {
  private static final int D = DoubleVector.SPECIES_PREFERRED.length();
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;
  private final DoubleScratch scratch;

  public FloatResampling(Workers workers, DoubleScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** y[p, i, j] = Σ_ab rows_ia · columns_jb · x[p, a, b]. */
  public void apply(int planes, CompressedRows rows, CompressedRows columns, float[] x, float[] y) {
    int W = columns.extent();
    int I = rows.results();
    int J = columns.results();
    int batch = Math.max(1, TASK / Math.max(1, W + J));
    int all = planes * I;
    workers.run((all + batch - 1) / batch, (long) all * (W + J), task -> {
      double[] line = scratch.take(W);
      for (int row = task * batch; row < Math.min(all, (task + 1) * batch); row++) {
        int i = row % I;
        gather(rows, i, x, row / I * rows.extent() * W, W, line);
        for (int j = 0; j < J; j++) {
          double sum = 0;
          for (int t = columns.start()[j]; t < columns.start()[j + 1]; t++) sum += columns.weight()[t] * line[columns.index()[t]];
          y[row * J + j] = FloatLanes.round(rows.start()[i] == rows.start()[i + 1] ? 0 : sum);
        }
      }
      scratch.give(line);
    });
  }

  /** line[b] = Σ_a rows_ia · x[from + a·W + b]. */
  private static void gather(CompressedRows rows, int i, float[] x, int from, int W, double[] line) {
    for (int b = 0; b < W; b += D) {
      boolean whole = b <= W - D;
      DoubleVector sum = DoubleVector.zero(ElementaryFunctions.S);
      for (int t = rows.start()[i]; t < rows.start()[i + 1]; t++) {
        int at = from + rows.index()[t] * W + b;
        DoubleVector v = whole ? FloatLanes.load(x, at) : FloatLanes.load(x, at, W - b);
        sum = v.fma(DoubleVector.broadcast(ElementaryFunctions.S, rows.weight()[t]), sum);
      }
      if (whole) sum.intoArray(line, b);
      else sum.intoArray(line, b, ElementaryFunctions.S.indexInRange(b, W));
    }
  }
}
