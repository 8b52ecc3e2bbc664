package lucida.cam;

/** Is told how far long work is. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (_, _) -> {};

  /** Called when {@code done} of {@code total} steps are done. */
  void report(long done, long total);
}
