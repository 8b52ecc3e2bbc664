package lucida.core.testkit;

import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;

/** The definition itself: here the closed forms and the identities are the evidence. */
class ScalarKernelsTest extends KernelsContract {
  @Override
  protected Kernels create(int threads) {
    return new ScalarKernels();
  }
}
