package lucida.book;

import java.util.List;
import java.util.stream.IntStream;

/** The outcome of evaluating an equation. */
public sealed interface Outcome {
  /**
   * Relative rounding of float64 that an identity is allowed: 2.2e-16 in each of some 10⁴ consecutive operations through
   * a network and its derivatives, and 50 times that for cancellation in sums.
   */
  double TOLERANCE = 1e-10;
  /** The least residual of a counterexample: far above any rounding, or it shows nothing. */
  double CLEARLY = 1e-6;

  /** Whether it is as it should be. */
  Verdict verdict();

  /** A definition or measurement: numbers without a verdict. */
  record Numbers(NumberTable table) implements Outcome {
    @Override
    public Verdict verdict() { return Verdict.SHOWN; }
  }

  /**
   * The outcome of an identity.
   *
   * @param residual the difference of the sides, relative to their size
   * @param routes how they were computed
   * @param failsOn where it must fail
   * @param residualThere their residual on the counterexample
   */
  record Residual(double residual, String routes, String failsOn, double residualThere) implements Outcome {
    @Override
    public Verdict verdict() {
      if (!(residual <= TOLERANCE)) return Verdict.FAILS;
      return residualThere > CLEARLY ? Verdict.HOLDS : Verdict.CANNOT_FAIL;
    }
  }

  /**
   * The gap of a limit at one value of its parameter.
   *
   * @param bound what it is allowed there, infinite where nothing is claimed
   */
  record Step(double parameter, double gap, double bound) {
    /** With the bound that every gap is at most half of the one before it. */
    static List<Step> halving(double[] parameters, double[] gaps) {
      return IntStream.range(0, gaps.length)
          .mapToObj(i -> new Step(parameters[i], gaps[i], i == 0 ? Double.POSITIVE_INFINITY : gaps[i - 1] / 2)).toList();
    }
  }

  /**
   * The outcome of a limit.
   *
   * @param routes how both sides were computed
   * @param parameter the name of the parameter that goes to its limit
   * @param rule what bounds the gap
   * @param steps the gap on the way, and its bound
   * @param contrast a similar quantity that does not shrink
   * @param contrasted its gap on the way, and the same bound
   */
  record Sequence(String routes, String parameter, String rule, List<Step> steps, String contrast, List<Step> contrasted)
      implements
        Outcome {
    private static final double MUCH = 4;

    @Override
    public Verdict verdict() {
      if (!isBounded(steps) || !boundShrinks()) return Verdict.FAILS;
      return isBounded(contrasted) ? Verdict.CANNOT_FAIL : Verdict.HOLDS;
    }

    /** Whether every gap is within its bound, or rounding. */
    private static boolean isBounded(List<Step> steps) {
      return steps.stream().allMatch(step -> step.gap() <= Math.max(TOLERANCE, step.bound()));
    }

    /** Whether the last bound is at most a quarter of the first, or rounding: a constant bound says nothing about a limit. */
    private boolean boundShrinks() {
      double first = steps.stream().mapToDouble(Step::bound).filter(Double::isFinite).findFirst().orElse(Double.NaN);
      return steps.getLast().bound() <= Math.max(TOLERANCE, first / MUCH);
    }
  }

  /** The equation is listed only. */
  record NotEvaluated(String note) implements Outcome {
    @Override
    public Verdict verdict() { return Verdict.NOT_COVERED; }
  }
}
