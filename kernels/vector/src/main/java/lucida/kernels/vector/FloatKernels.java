package lucida.kernels.vector;

import static lucida.kernels.vector.lanes.FloatLanes.array;
import static lucida.kernels.vector.lanes.FloatLanes.round;

import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Strided;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.cellwise.FloatCellwise;
import lucida.kernels.vector.cellwise.FloatMoves;
import lucida.kernels.vector.cellwise.FloatSelections;
import lucida.kernels.vector.cellwise.FloatSums;
import lucida.kernels.vector.cellwise.LoopNest;
import lucida.kernels.vector.convolution.CompressedRows;
import lucida.kernels.vector.convolution.FloatConvolution;
import lucida.kernels.vector.convolution.FloatResampling;
import lucida.kernels.vector.lanes.DoubleScratch;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatBlockedProduct;
import lucida.kernels.vector.matmul.FloatMatrixProduct;

/** The kernels of one precision, on common workers and scratch arrays. */
final class FloatKernels implements Kernels {
  private final FloatCellwise cellwise;
  private final FloatMoves moves;
  private final FloatSums sums;
  private final FloatSelections selections;
  private final FloatResampling resampling;
  private final FloatConvolution convolution;
  private final FloatMatrixProduct matrices;

  FloatKernels(Workers workers) {
    int keep = 4 * workers.threads() + 4;
    FloatScratch scratch = new FloatScratch(keep);
    DoubleScratch wide = new DoubleScratch(keep);
    FloatBlockedProduct blocked = new FloatBlockedProduct(workers, scratch);
    this.cellwise = new FloatCellwise(workers, wide);
    this.moves = new FloatMoves(workers);
    this.sums = new FloatSums(workers, wide);
    this.selections = new FloatSelections(workers);
    this.resampling = new FloatResampling(workers, wide);
    this.convolution = new FloatConvolution(workers, scratch, blocked);
    this.matrices = new FloatMatrixProduct(workers, scratch, blocked);
  }

  @Override
  public String name() { return "vector"; }

  @Override
  public String description() { return "Vector API, float"; }

  @Override
  public void map(Elementary f, Storage x, Storage y) { cellwise.map(f, array(x), array(y)); }

  @Override
  public void add(Storage x, Storage y, Storage z) { cellwise.add(array(x), array(y), array(z)); }

  @Override
  public void multiply(Storage x, Storage y, Storage z) { cellwise.multiply(array(x), array(y), array(z)); }

  @Override
  public void scale(double a, Storage x, Storage y) { cellwise.scale(round(a), array(x), array(y)); }

  @Override
  public void gate(double below, double above, Storage x, Storage v, Storage y) {
    cellwise.gate(round(below), round(above), array(x), array(v), array(y));
  }

  /** Targets that may be written twice, where the order matters, are left to the definition. */
  @Override
  public void move(Strided strided, Storage source, Storage target) {
    if (strided.size() == 0) return;
    LoopNest nest = LoopNest.of(strided);
    if (nest.isInjective()) moves.move(nest, array(source), array(target));
    else Kernels.super.move(strided, source, target);
  }

  @Override
  public void sum(Reduction r, Storage x, Storage y) { sums.sum(r, array(x), array(y)); }

  @Override
  public void expand(Reduction r, Storage y, Storage x) { sums.expand(r, array(y), array(x)); }

  @Override
  public void argMax(Reduction r, Storage x, int[] choice) { selections.argMax(r, array(x), choice); }

  @Override
  public void argMax(Pool g, Storage x, int[] choice) { selections.argMax(g, array(x), choice); }

  @Override
  public void gather(int[] choice, Storage v, Storage y) { selections.gather(choice, array(v), array(y)); }

  @Override
  public void scatterAdd(int[] choice, Storage y, Storage v) { selections.scatterAdd(choice, array(y), array(v)); }

  @Override
  public void resample(int planes, Taps rows, Taps columns, Storage x, Storage y) {
    resampling.apply(planes, CompressedRows.of(rows), CompressedRows.of(columns), array(x), array(y));
  }

  @Override
  public void resampleAdjoint(int planes, Taps rows, Taps columns, Storage y, Storage x) {
    resampling.apply(planes, CompressedRows.of(rows).adjoint(), CompressedRows.of(columns).adjoint(), array(y), array(x));
  }

  @Override
  public void convolve(Convolution g, Storage x, Storage w, Storage z) { convolution.convolve(g, array(x), array(w), array(z)); }

  @Override
  public void convolveInputAdjoint(Convolution g, Storage w, Storage z, Storage x) {
    convolution.inputAdjoint(g, array(w), array(z), array(x));
  }

  @Override
  public void convolveFilterAdjoint(Convolution g, Storage x, Storage z, Storage w) {
    convolution.filterAdjoint(g, array(x), array(z), array(w));
  }

  @Override
  public void product(MatrixProduct g, Storage p, Storage q, Storage r) { matrices.product(g, array(p), array(q), array(r)); }

  @Override
  public void productLeftAdjoint(MatrixProduct g, Storage q, Storage r, Storage p) {
    matrices.leftAdjoint(g, array(q), array(r), array(p));
  }

  @Override
  public void productRightAdjoint(MatrixProduct g, Storage p, Storage r, Storage q) {
    matrices.rightAdjoint(g, array(p), array(r), array(q));
  }
}
