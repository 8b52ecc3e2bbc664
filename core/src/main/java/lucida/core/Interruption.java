package lucida.core;

import java.util.concurrent.CancellationException;

/** Long work ends soon after its thread is interrupted: by an exception, and with the thread's flag left set. */
public final class Interruption {
  private Interruption() {}

  /**
   * Returns if the current thread is not interrupted.
   *
   * @throws CancellationException if it is
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) throw exception();
  }

  /** What ends work that was interrupted. */
  public static CancellationException exception() {
    return new CancellationException("interrupted before it was done");
  }
}
