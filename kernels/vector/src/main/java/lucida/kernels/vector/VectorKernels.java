package lucida.kernels.vector;

import lucida.core.Cells;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Strided;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.fused.FusedVectorKernels;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** Kernels on the Vector API. Every call goes to the kernels of its result's precision: {@link #of} is the only place that asks for it. */
final class VectorKernels implements Kernels {
  private final int threads;
  private final Kernels floats;
  private final Kernels doubles;
  private final FusedKernels fused;

  VectorKernels(int threads) {
    if (FloatMicroKernel.L < 2) throw new IllegalStateException("this processor has no vectors that the Java runtime can use");
    this.threads = threads;
    Workers workers = new Workers(threads);
    this.floats = new FloatKernels(workers);
    this.doubles = new DoubleKernels(workers);
    this.fused = new FusedVectorKernels(this, workers);
  }

  private Kernels of(Cells result) {
    return switch (result) {
      case Floats floats32 -> floats;
      case Doubles doubles64 -> doubles;
    };
  }

  @Override
  public String name() { return "vector"; }

  @Override
  public String description() {
    return "Vector API, " + FloatMicroKernel.S.vectorBitSize() + " bits, micro-kernels of " + FloatMicroKernel.HEIGHT
        + " × 2 vectors, "
        + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public FusedKernels fused() { return fused; }

  @Override
  public void map(Elementary f, Cells x, Cells y) { of(y).map(f, x, y); }

  @Override
  public void add(Cells x, Cells y, Cells z) { of(z).add(x, y, z); }

  @Override
  public void multiply(Cells x, Cells y, Cells z) { of(z).multiply(x, y, z); }

  @Override
  public void scale(double a, Cells x, Cells y) { of(y).scale(a, x, y); }

  @Override
  public void gate(double below, double above, Cells x, Cells v, Cells y) { of(y).gate(below, above, x, v, y); }

  @Override
  public void move(Strided strided, Cells source, Cells target) { of(target).move(strided, source, target); }

  @Override
  public void sum(Reduction r, Cells x, Cells y) { of(y).sum(r, x, y); }

  @Override
  public void expand(Reduction r, Cells y, Cells x) { of(x).expand(r, y, x); }

  @Override
  public void argMax(Reduction r, Cells x, int[] choice) { of(x).argMax(r, x, choice); }

  @Override
  public void argMax(Pool g, Cells x, int[] choice) { of(x).argMax(g, x, choice); }

  @Override
  public void gather(int[] choice, Cells v, Cells y) { of(y).gather(choice, v, y); }

  @Override
  public void scatterAdd(int[] choice, Cells y, Cells v) { of(v).scatterAdd(choice, y, v); }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Cells x, Cells y) { of(y).resample(planes, rows, columns, x, y); }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Cells y, Cells x) {
    of(x).resampleAdjoint(planes, rows, columns, y, x);
  }

  @Override
  public void convolve(Convolution g, Cells x, Cells w, Cells z) { of(z).convolve(g, x, w, z); }

  @Override
  public void convolveInputAdjoint(Convolution g, Cells w, Cells z, Cells x) { of(x).convolveInputAdjoint(g, w, z, x); }

  @Override
  public void convolveFilterAdjoint(Convolution g, Cells x, Cells z, Cells w) { of(w).convolveFilterAdjoint(g, x, z, w); }

  @Override
  public void product(MatrixProduct g, Cells p, Cells q, Cells r) { of(r).product(g, p, q, r); }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Cells q, Cells r, Cells p) { of(p).productLeftAdjoint(g, q, r, p); }

  @Override
  public void productRightAdjoint(MatrixProduct g, Cells p, Cells r, Cells q) { of(q).productRightAdjoint(g, p, r, q); }
}
