/** Tensors, shapes, precision, and the kernels that compute on flat arrays. Knows nothing of derivatives. */
module lucida.core {
  requires static transitive org.jspecify;

  exports lucida.core;
  exports lucida.core.kernel;

  uses lucida.core.kernel.KernelProvider;
}
