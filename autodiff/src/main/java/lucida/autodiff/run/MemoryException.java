package lucida.autodiff.run;

import lucida.core.Precision;

/** A program that takes more memory than this JVM may use, known before it runs. */
public final class MemoryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final long MEBIBYTE = 1L << 20;

  private MemoryException(String message) { super(message); }

  /** Checks that the cells that are alive at once fit into the heap. What else is in it is not known: a program that passes may still not fit. */
  static void check(Program program, Precision precision) {
    long bytes = precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
    check(program.peak() * bytes);
  }

  /**
   * Checks that the given number of bytes fits into the heap.
   *
   * @throws MemoryException if they do not
   */
  public static void check(long needed) {
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most)
      throw new MemoryException(
          "the activations take " + needed / MEBIBYTE + " MiB at once, and this JVM may use " + most / MEBIBYTE
              + ": what helps is a smaller picture or batch, or a larger heap (-Xmx)");
  }
}
