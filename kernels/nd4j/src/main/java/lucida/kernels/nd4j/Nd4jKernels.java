package lucida.kernels.nd4j;

import java.util.Arrays;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products, convolutions, maps, sums and average pooling on ND4J. The definition does the rest: what chooses or skips (gate,
 * argMax, gather, scatterAdd), where ND4J has other rules for NaN, for −0 and among equals; what moves cells; other resampling; tanh and
 * softplus, of which ND4J loses the digits; convolutions with factors that are not finite; and what has no cells, which ND4J cannot
 * hold.
 */
final class Nd4jKernels implements Kernels {
  private final Workers workers;

  Nd4jKernels(int threads) {
    this.workers = new Workers(threads);
  }

  @Override
  public String name() { return "nd4j"; }

  @Override
  public String description() {
    int threads = workers.threads();
    return "ND4J, " + Nd4j.factory().blas().getBlasVendor() + ", " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void map(Elementary f, Storage x, Storage y) {
    Cellwise.inPlace(f).ifPresentOrElse(change -> new Cellwise(workers).map(change, x, y), () -> Kernels.super.map(f, x, y));
  }

  @Override
  public void add(Storage x, Storage y, Storage z) { new Cellwise(workers).combine(INDArray::addi, x, y, z); }

  @Override
  public void multiply(Storage x, Storage y, Storage z) { new Cellwise(workers).combine(INDArray::muli, x, y, z); }

  @Override
  public void scale(double a, Storage x, Storage y) { new Cellwise(workers).map(c -> c.muli(a), x, y); }

  @Override
  public void sum(Reduction r, Storage x, Storage y) {
    int[] axes = Arrays.stream(r.full().axes()).filter(r::isSummed).toArray();
    if (x.length() == 0 || axes.length == 0) {
      Kernels.super.sum(r, x, y);
      return;
    }
    try (OffHeap full = OffHeap.uninitialized(x.precision(), 'c', extents(r.full()));
        OffHeap kept = OffHeap.uninitialized(x.precision(), 'c', extents(r.full().without(axes)))) {
      full.put(0, x, 0, x.length());
      Nd4j.exec(new Sum(full.array(), kept.array(), axes));
      kept.get(0, y, 0, y.length());
    }
  }

  private static long[] extents(Shape shape) {
    return Arrays.stream(shape.extents()).asLongStream().toArray();
  }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Storage x, Storage y) {
    AveragePooling.of(rows, columns).ifPresentOrElse(pooling -> pooling.forward(workers, planes, x, y),
        () -> Kernels.super.resample(planes, rows, columns, x, y));
  }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Storage y, Storage x) {
    AveragePooling.of(rows, columns).ifPresentOrElse(pooling -> pooling.adjoint(workers, planes, y, x),
        () -> Kernels.super.resampleAdjoint(planes, rows, columns, y, x));
  }

  @Override
  public void convolve(Convolution g, Storage x, Storage w, Storage z) {
    if (isEmpty(g) || !isFinite(w)) Kernels.super.convolve(g, x, w, z);
    else new UnfoldedConvolution(workers).forward(g, x, w, z);
  }

  @Override
  public void convolveInputAdjoint(Convolution g, Storage w, Storage z, Storage x) {
    for (int i = 0; i < x.length(); i++) x.set(i, 0);
    if (!isEmpty(g)) new UnfoldedConvolution(workers).inputAdjoint(g, w, z, x);
  }

  @Override
  public void convolveFilterAdjoint(Convolution g, Storage x, Storage z, Storage w) {
    if (isEmpty(g) || !isFinite(z)) Kernels.super.convolveFilterAdjoint(g, x, z, w);
    else new UnfoldedConvolution(workers).filterAdjoint(g, x, z, w);
  }

  private static boolean isEmpty(Convolution g) { return g.multiplications() == 0 || g.input().size() == 0; }

  /** Whether unfolded padding may be multiplied with these: 0·∞ is NaN. */
  private static boolean isFinite(Storage cells) {
    for (int i = 0; i < cells.length(); i++) if (!Double.isFinite(cells.get(i))) return false;
    return true;
  }

  @Override
  public void product(MatrixProduct g, Storage p, Storage q, Storage r) {
    if (isEmpty(g)) Kernels.super.product(g, p, q, r);
    else new Products(workers).product(g, p, q, r);
  }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) {
    if (isEmpty(g)) Kernels.super.productLeftAdjoint(g, q, r, p);
    else new Products(workers).leftAdjoint(g, q, r, p);
  }

  @Override
  public void productRightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) {
    if (isEmpty(g)) Kernels.super.productRightAdjoint(g, p, r, q);
    else new Products(workers).rightAdjoint(g, p, r, q);
  }

  private static boolean isEmpty(MatrixProduct g) { return g.batch() == 0 || g.m() == 0 || g.k() == 0 || g.n() == 0; }
}
