package lucida.benchmarks;

/** How much one call of a benchmark does. */
public record WorkPerCall(double operations, Unit unit) {
  /** What is counted. */
  public enum Unit {
    /** Multiplications and additions, to be compared with the machine's peak. */
    FLOP,
    /** Cells of a result. */
    CELL
  }

  /** Counts multiplications and additions. */
  public static WorkPerCall flop(double operations) {
    return new WorkPerCall(operations, Unit.FLOP);
  }

  /** Counts cells of the result. */
  public static WorkPerCall cells(double operations) {
    return new WorkPerCall(operations, Unit.CELL);
  }
}
