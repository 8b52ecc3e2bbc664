package lucida.kernels.vector;

import lucida.core.kernel.Workers;

/** The kernels of one precision, on common workers and scratch. */
final class FloatKernels {
  final FloatMatrixProduct matrices;
  final FloatConvolution convolution;

  FloatKernels(Workers workers) {
    FloatScratch scratch = new FloatScratch(4 * workers.threads() + 4);
    FloatProduct blocked = new FloatProduct(workers, scratch);
    this.matrices = new FloatMatrixProduct(workers, scratch, blocked);
    this.convolution = new FloatConvolution(workers, scratch, blocked);
  }
}
