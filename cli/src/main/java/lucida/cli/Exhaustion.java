package lucida.cli;

/** The message when memory or the stack runs out. */
final class Exhaustion {
  private Exhaustion() {}

  /** What ran out, and what would help. */
  static String sentence(VirtualMachineError e) {
    return switch (e) {
      case OutOfMemoryError _ -> ("%,d MB of memory did not suffice; --batch 1, fewer --samples or a smaller picture take less, "
          + "and LUCIDA_JAVA_OPTIONS=-Xmx8g gives 8 GB").formatted(Runtime.getRuntime().maxMemory() >> 20);
      case StackOverflowError _ -> "the input is nested too deeply; LUCIDA_JAVA_OPTIONS=-Xss64m allows more";
      default -> e.toString();
    };
  }
}
