package lucida.kernels.vector;

import lucida.core.kernel.Workers;

/** The kernels of one precision, on common workers and scratch. */
final class FloatKernels {
  final FloatCellwise cellwise;
  final FloatMoves moves;
  final FloatSums sums;
  final FloatChoices choices;
  final FloatResampling resampling;
  final FloatConvolution convolution;
  final FloatMatrixProduct matrices;

  FloatKernels(Workers workers) {
    int keep = 4 * workers.threads() + 4;
    FloatScratch scratch = new FloatScratch(keep);
    DoubleScratch wide = new DoubleScratch(keep);
    FloatProduct blocked = new FloatProduct(workers, scratch);
    this.cellwise = new FloatCellwise(workers, wide);
    this.moves = new FloatMoves(workers);
    this.sums = new FloatSums(workers, wide);
    this.choices = new FloatChoices(workers);
    this.resampling = new FloatResampling(workers, wide);
    this.convolution = new FloatConvolution(workers, scratch, blocked);
    this.matrices = new FloatMatrixProduct(workers, scratch, blocked);
  }
}
