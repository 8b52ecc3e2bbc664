package lucida.cli;

import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Sweep;

/**
 * What kernels do on this machine: how far they are from the definition, and how fast.
 *
 * @param float32 the largest error of a matrix product and a convolution, in units of rounding of the sum of magnitudes
 * @param float64 the same in float64
 * @param gigaflops of float32 matrix products, in the best run
 */
record KernelTrial(double float32, double float64, double gigaflops) {
  /** The terms of the longest sum, each of which may round once on either side. */
  private static final int TERMS = 129;
  /** In GFLOP/s. */
  private static final double FAST = 5;
  /** In nanoseconds. */
  private static final long A_WHILE = 400_000_000L;
  private static final long LONGEST = 3_000_000_000L;

  static KernelTrial of(Kernels kernels) {
    return new KernelTrial(error(kernels, Precision.FLOAT32), error(kernels, Precision.FLOAT64), speed(kernels));
  }

  boolean agrees() { return float32 <= 2 * TERMS && float64 <= 2 * TERMS; }

  private static double error(Kernels kernels, Precision precision) {
    MatrixProduct product = new MatrixProduct(1, 67, TERMS, 65);
    Convolution convolution = new Convolution(2, 1, 5, 7, Sweep.of(13, 3, 2, 1), Sweep.of(17, 3, 1, 1));
    Kernels scalar = new ScalarKernels();
    return Math.max(
        error(precision, product.sizeP(), product.sizeQ(), product.sizeR(), (p, q, r) -> kernels.product(product, p, q, r),
            (p, q, r) -> scalar.product(product, p, q, r)),
        error(precision, convolution.input().size(), convolution.filter().size(), convolution.output().size(),
            (x, w, z) -> kernels.convolve(convolution, x, w, z), (x, w, z) -> scalar.convolve(convolution, x, w, z)));
  }

  private interface Call {
    void run(Storage a, Storage b, Storage result);
  }

  private static double error(Precision precision, int sizeA, int sizeB, int size, Call call, Call definition) {
    Storage a = waves(precision, sizeA, 0.7);
    Storage b = waves(precision, sizeB, 1.3);
    Storage is = precision.allocate(size);
    Storage should = precision.allocate(size);
    Storage magnitude = precision.allocate(size);
    call.run(a, b, is);
    definition.run(a, b, should);
    definition.run(magnitudes(a), magnitudes(b), magnitude);
    double worst = 0;
    for (int i = 0; i < size; i++)
      worst = Math.max(worst, Math.abs(is.get(i) - should.get(i)) / precision.ulp(magnitude.get(i)));
    return worst;
  }

  private static Storage waves(Precision precision, int size, double pace) {
    Storage cells = precision.allocate(size);
    for (int i = 0; i < size; i++) cells.set(i, Math.sin(pace * i));
    return cells;
  }

  private static Storage magnitudes(Storage of) {
    Storage cells = of.precision().allocate(of.length());
    for (int i = 0; i < of.length(); i++) cells.set(i, Math.abs(of.get(i)));
    return cells;
  }

  /** Products of square matrices, small ones first to warm up, large ones only where the others are no work at all. */
  private static double speed(Kernels kernels) {
    double best = 0;
    for (int n = 64; n <= 1024 && (n <= 128 || best > FAST); n *= 2) best = Math.max(best, gigaflops(kernels, n));
    return best;
  }

  /** The best run, once none has been faster for a while. */
  private static double gigaflops(Kernels kernels, int n) {
    MatrixProduct g = new MatrixProduct(1, n, n, n);
    Storage p = waves(Precision.FLOAT32, g.sizeP(), 0.7);
    Storage q = waves(Precision.FLOAT32, g.sizeQ(), 1.3);
    Storage r = Precision.FLOAT32.allocate(g.sizeR());
    long best = Long.MAX_VALUE;
    long start = System.nanoTime();
    long improved = start;
    for (long now = start; now - improved < A_WHILE && now - start < LONGEST;) {
      kernels.product(g, p, q, r);
      long then = System.nanoTime();
      if (then - now < best) {
        best = then - now;
        improved = then;
      }
      now = then;
    }
    return 2.0 * n * n * n / best;
  }
}
