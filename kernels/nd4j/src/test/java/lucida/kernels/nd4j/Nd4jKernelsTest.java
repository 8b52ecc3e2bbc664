package lucida.kernels.nd4j;

import lucida.core.kernel.Kernels;
import lucida.core.testkit.FusedContract;
import lucida.core.testkit.KernelsContract;

class Nd4jKernelsTest extends KernelsContract implements FusedContract {
  @Override
  protected Kernels create(int threads) {
    return new Nd4jKernelProvider().create(threads);
  }
}
