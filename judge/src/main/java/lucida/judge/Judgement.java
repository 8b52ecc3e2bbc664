package lucida.judge;

import java.util.List;

/** What a metric says of one map. */
public sealed interface Judgement {
  /**
   * A value.
   *
   * @param value in the metric's unit
   * @param curve numbers from which the value, or the summary of many pictures, is made: the scores of an insertion, an IoU for each threshold; often none
   * @param flags what should be known about it
   */
  record Value(double value, List<Double> curve, List<String> flags) implements Judgement {
    /** Lists are kept as they are now. */
    public Value {
      if (!Double.isFinite(value)) throw new IllegalArgumentException("A judgement of " + value + ": say why there is none");
      curve = List.copyOf(curve);
      flags = List.copyOf(flags);
    }
  }

  /** There is no value, for a reason in words; it is counted, not averaged. */
  record LeftOut(String reason) implements Judgement {
    /** A line break becomes a blank. */
    public LeftOut {
      reason = reason.replaceAll("\\p{Cntrl}", " ");
    }
  }

  /** A value with nothing to add. */
  static Judgement of(double value) { return new Value(value, List.of(), List.of()); }

  /** A value with the numbers that it is made from. */
  static Judgement of(double value, List<Double> curve) {
    return new Value(value, curve, List.of());
  }

  /** No value. */
  static Judgement leftOut(String reason) { return new LeftOut(reason); }
}
