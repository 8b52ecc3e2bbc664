package lucida.kernels.nd4j;

import lucida.core.kernel.KernelProvider;
import lucida.core.kernel.Kernels;
import org.nd4j.linalg.factory.Nd4j;

/** Offers the kernels on ND4J, if its native library loads. */
public record Nd4jKernelProvider() implements KernelProvider {
  @Override
  public String name() { return "nd4j"; }

  @Override
  public int priority() { return -10; }

  /**
   * From here on ND4J runs each call on the thread that calls, in the whole process: the threads are ours, and share out the work so
   * that results do not depend on their number.
   */
  @Override
  public Kernels create(int threads) {
    try {
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Nd4j.getEnvironment().setMaxThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "the native library of ND4J does not load here (" + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
              + "); there is one for linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64 and windows-x86_64",
          e);
    }
    return new Nd4jKernels(threads);
  }
}
