package lucida.kernels.vector;

import lucida.core.kernel.KernelProvider;
import lucida.core.kernel.Kernels;

/** Offers the kernels on the Vector API. */
public record VectorKernelProvider() implements KernelProvider {
  @Override
  public String name() { return "vector"; }

  @Override
  public int priority() { return 20; }

  @Override
  public Kernels create(int threads) { return new VectorKernels(threads); }
}
