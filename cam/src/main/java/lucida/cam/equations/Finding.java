package lucida.cam.equations;

import java.util.List;

/** What was found about an equation. */
public sealed interface Finding {
  /**
   * Relative rounding of float64 that an identity is allowed: 2.2e-16 in each of some 10⁴ operations that lie one after the other through
   * a network and its derivatives, and 50 times that for cancellation in sums.
   */
  double TOLERANCE = 1e-10;
  /** A counterexample is off by far more than any rounding, or it shows nothing. */
  double CLEARLY = 1e-6;

  /** Whether it is as it should be. */
  Verdict verdict();

  /** Numbers without a verdict. */
  record Numbers(Table table) implements Finding {
    @Override
    public Verdict verdict() { return Verdict.SHOWN; }
  }

  /**
   * Of an identity.
   *
   * @param residual how far the sides are apart, relative to their size
   * @param routes how they were computed
   * @param failsOn where it must fail
   * @param residualThere how far they are apart there
   */
  record Residual(double residual, String routes, String failsOn, double residualThere) implements Finding {
    @Override
    public Verdict verdict() {
      if (!(residual <= TOLERANCE)) return Verdict.FAILS;
      return residualThere > CLEARLY ? Verdict.HOLDS : Verdict.CANNOT_FAIL;
    }
  }

  /** The gap of a limit at one value of its parameter. */
  record Step(double parameter, double gap) {}

  /**
   * Of a limit.
   *
   * @param routes how both sides were computed
   * @param parameter what goes to its end
   * @param steps the gap on the way
   * @param contrast what looks alike and does not shrink
   * @param contrasted its gap on the way
   */
  record Sequence(String routes, String parameter, List<Step> steps, String contrast, List<Step> contrasted) implements Finding {
    private static final double MUCH = 4;

    @Override
    public Verdict verdict() {
      if (!shrinks(steps)) return Verdict.FAILS;
      return shrinks(contrasted) ? Verdict.CANNOT_FAIL : Verdict.HOLDS;
    }

    /** The last gap is a quarter of the first or less, or rounding. */
    private static boolean shrinks(List<Step> steps) {
      return steps.getLast().gap() <= Math.max(TOLERANCE, steps.getFirst().gap() / MUCH);
    }
  }

  /** Nothing yet. */
  record Nothing(String note) implements Finding {
    @Override
    public Verdict verdict() { return Verdict.NOT_COVERED; }
  }
}
