package lucida.benchmarks;

/** The amount of work that one call of a benchmark does. */
public record WorkPerCall(double operations, Unit unit) {
  /** The unit of work. */
  public enum Unit {
    /** Floating-point operations, compared with the machine's peak. */
    FLOP,
    /** Cells of the result. */
    CELL
  }

  /** Work in floating-point operations. */
  public static WorkPerCall flop(double operations) {
    return new WorkPerCall(operations, Unit.FLOP);
  }

  /** Work in cells of the result. */
  public static WorkPerCall cells(double operations) {
    return new WorkPerCall(operations, Unit.CELL);
  }
}
