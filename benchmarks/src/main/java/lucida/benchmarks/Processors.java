package lucida.benchmarks;

import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;

/** Kernels on all processors. */
final class Processors {
  private Processors() {}

  static Kernels kernels(String name) {
    return KernelChoice.named(name, Runtime.getRuntime().availableProcessors()).kernels();
  }
}
