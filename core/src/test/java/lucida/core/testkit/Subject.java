package lucida.core.testkit;

import lucida.core.kernel.Kernels;

/** The kernels that a contract examines. */
public interface Subject {
  /** Those kernels, on so many threads. */
  Kernels kernels(int threads);
}
