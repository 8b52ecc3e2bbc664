package lucida.benchmarks;

/** How much one call of a benchmark does. */
public record Count(double operations, Unit unit) {
  /** What is counted. */
  public enum Unit {
    /** Multiplications and additions, to be compared with the machine's peak. */
    FLOP,
    /** Cells of a result. */
    CELL
  }

  /** So many multiplications and additions. */
  public static Count flop(double operations) {
    return new Count(operations, Unit.FLOP);
  }

  /** So many cells. */
  public static Count cells(double operations) {
    return new Count(operations, Unit.CELL);
  }
}
