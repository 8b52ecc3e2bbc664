package lucida.kernels.vector;

import lucida.core.kernel.Kernels;
import lucida.core.testkit.KernelsContract;

/** The whole contract. */
class VectorKernelsTest extends KernelsContract {
  @Override
  protected Kernels create(int threads) { return new VectorKernels(threads); }
}
