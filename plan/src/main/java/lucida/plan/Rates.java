package lucida.plan;

import lucida.core.Floats;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;

/**
 * What this machine does a second, as measured in this process: what predictions of times are made of.
 *
 * @param multiplyAdds of a matrix product of 512³
 * @param near bytes read and written of arrays that stay in the caches
 * @param far bytes read and written of arrays that do not
 */
public record Rates(double multiplyAdds, double near, double far) {
  private static final int SIDE = 512;
  private static final int NEAR = 1 << 16;
  private static final int FAR = 1 << 23;
  /** Enough runs for just-in-time compilation to settle. */
  private static final int RUNS = 60;
  private static final int FEW = 3;

  /** Measures them, which takes about a second. */
  public static Rates measured(Kernels kernels) {
    Floats p = floats(SIDE * SIDE), q = floats(SIDE * SIDE), r = floats(SIDE * SIDE);
    double product = least(RUNS, () -> kernels.product(new MatrixProduct(1, SIDE, SIDE, SIDE), p, q, r));
    return new Rates(Math.pow(SIDE, 3) / product, moved(kernels, NEAR, RUNS), moved(kernels, FAR, FEW));
  }

  /** Bytes a second of a sum of two arrays. */
  private static double moved(Kernels kernels, int cells, int runs) {
    Floats x = floats(cells), y = floats(cells), z = floats(cells);
    int calls = Math.max(1, (1 << 20) / cells);
    double seconds = least(runs, () -> {
      for (int i = 0; i < calls; i++) kernels.add(x, y, z);
    });
    return 3.0 * Float.BYTES * cells * calls / seconds;
  }

  private static Floats floats(int cells) { return new Floats(new float[cells]); }

  /** The seconds of the fastest of some runs. */
  private static double least(int runs, Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      work.run();
      least = Math.min(least, (System.nanoTime() - start) * 1e-9);
    }
    return least;
  }
}
