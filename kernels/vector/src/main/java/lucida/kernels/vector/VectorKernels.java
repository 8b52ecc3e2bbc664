package lucida.kernels.vector;

import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Storage;
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

  private Kernels of(Storage result) {
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
  public void map(Elementary f, Storage x, Storage y) { of(y).map(f, x, y); }

  @Override
  public void add(Storage x, Storage y, Storage z) { of(z).add(x, y, z); }

  @Override
  public void multiply(Storage x, Storage y, Storage z) { of(z).multiply(x, y, z); }

  @Override
  public void scale(double a, Storage x, Storage y) { of(y).scale(a, x, y); }

  @Override
  public void gate(double below, double above, Storage x, Storage v, Storage y) { of(y).gate(below, above, x, v, y); }

  @Override
  public void move(Strided strided, Storage source, Storage target) { of(target).move(strided, source, target); }

  @Override
  public void sum(Reduction r, Storage x, Storage y) { of(y).sum(r, x, y); }

  @Override
  public void expand(Reduction r, Storage y, Storage x) { of(x).expand(r, y, x); }

  @Override
  public void argMax(Reduction r, Storage x, int[] choice) { of(x).argMax(r, x, choice); }

  @Override
  public void argMax(Pool g, Storage x, int[] choice) { of(x).argMax(g, x, choice); }

  @Override
  public void gather(int[] choice, Storage v, Storage y) { of(y).gather(choice, v, y); }

  @Override
  public void scatterAdd(int[] choice, Storage y, Storage v) { of(v).scatterAdd(choice, y, v); }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Storage x, Storage y) { of(y).resample(planes, rows, columns, x, y); }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Storage y, Storage x) {
    of(x).resampleAdjoint(planes, rows, columns, y, x);
  }

  @Override
  public void convolve(Convolution g, Storage x, Storage w, Storage z) { of(z).convolve(g, x, w, z); }

  @Override
  public void convolveInputAdjoint(Convolution g, Storage w, Storage z, Storage x) { of(x).convolveInputAdjoint(g, w, z, x); }

  @Override
  public void convolveFilterAdjoint(Convolution g, Storage x, Storage z, Storage w) { of(w).convolveFilterAdjoint(g, x, z, w); }

  @Override
  public void product(MatrixProduct g, Storage p, Storage q, Storage r) { of(r).product(g, p, q, r); }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) { of(p).productLeftAdjoint(g, q, r, p); }

  @Override
  public void productRightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) { of(q).productRightAdjoint(g, p, r, q); }
}
