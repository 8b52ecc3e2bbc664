/** Kernels on the Vector API. */
module lucida.kernels.vector {
  requires static transitive org.jspecify;
  requires lucida.core;
  requires jdk.incubator.vector;

  provides lucida.core.kernel.KernelProvider with lucida.kernels.vector.VectorKernelProvider;
}
