package lucida.kernels.vector;

import lucida.core.kernel.Kernels;
import lucida.core.testkit.FusedContract;
import lucida.core.testkit.KernelsContract;
import lucida.kernels.vector.matmul.DoubleWarmUp;
import lucida.kernels.vector.matmul.FloatWarmUp;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract. */
class VectorKernelsTest extends KernelsContract implements FusedContract {
  @BeforeAll
  static void vectorsAreCompiled() {
    FloatWarmUp.complete();
    DoubleWarmUp.complete();
  }

  @Override
  protected Kernels create(int threads) { return new VectorKernels(threads); }
}
