package lucida.benchmarks;

import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;

/** Creates kernels that use all processors. */
final class Processors {
  private Processors() {}

  static Kernels kernels(String name) {
    return KernelChoice.named(name, Runtime.getRuntime().availableProcessors()).kernels();
  }
}
