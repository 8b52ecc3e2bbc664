package lucida.core.kernel;

/** Makes the kernels of one implementation; found by {@link java.util.ServiceLoader}. */
public interface KernelProvider {
  /** The name it is asked for by: {@code --kernels NAME}, {@code -Dlucida.kernels=NAME}. */
  String name();

  /** The highest is chosen when none is asked for; below 0 only when asked for. */
  int priority();

  /**
   * The kernels, on at most the given number of threads.
   *
   * @throws IllegalStateException if they cannot run here; the message is the reason, in one sentence
   */
  Kernels create(int threads);
}
