package lucida.cam;

/** Is told how far long work is. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (_, _) -> {};

  /** So many of so many steps are done. */
  void report(long done, long total);
}
