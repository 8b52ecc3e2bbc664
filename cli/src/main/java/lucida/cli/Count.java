package lucida.cli;

/** Checks the numbers that options ask for. */
final class Count {
  private Count() {}

  /**
   * Checks that it lies in the option's range.
   *
   * @throws IllegalArgumentException if not, with the range
   */
  static void check(String option, long n, long most) {
    check(option, n, 1, most);
  }

  /** The same for a range that does not begin at 1. */
  static void check(String option, long n, long least, long most) {
    if (n < least || n > most)
      throw new IllegalArgumentException("%s %d: the range is %d to %d".formatted(option, n, least, most));
  }
}
