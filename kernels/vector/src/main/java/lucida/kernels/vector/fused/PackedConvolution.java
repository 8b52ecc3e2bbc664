package lucida.kernels.vector.fused;

import lucida.core.kernel.ConvolutionFace;

/** A way to compute a face of the convolution with a filter that is packed for it. */
interface PackedConvolution {
  /** Packs a filter. It serves any batch. */
  Packed pack(ConvolutionFace face, float[] w);

  /** z = finish(x ∗ w), or of the input adjoint; x and z channels-last. */
  void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z);
}
