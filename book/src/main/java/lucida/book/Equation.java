package lucida.book;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One numbered equation of docs/equations.md: what it says and how it is evaluated. A tag may have several, as a definition and an identity. */
public sealed interface Equation {
  /** Its number: "GC 3". */
  String tag();

  /** What it is about, in a few words. */
  String title();

  /** The formula. */
  Notation statement();

  /** Where it is evaluated. */
  Domain domain();

  /** "definition", "identity", … */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Evaluates it at a point of its domain. */
  Outcome evaluate(EvaluationPoint point);

  /** A definition: its numbers are reported at one channel and position. */
  record Definition(String tag, String title, Notation statement, Domain domain, Function<EvaluationPoint, NumberTable> numbers)
      implements
        Equation {
    @Override
    public Outcome evaluate(EvaluationPoint point) { return new Outcome.Numbers(numbers.apply(point)); }
  }

  /** A measurement: numbers without a claim. */
  record Measurement(String tag, String title, Notation statement, Domain domain, Function<EvaluationPoint, NumberTable> numbers)
      implements
        Equation {
    @Override
    public Outcome evaluate(EvaluationPoint point) { return new Outcome.Numbers(numbers.apply(point)); }
  }

  /**
   * An identity, which holds to rounding on its domain.
   *
   * @param routes how the two sides are computed independently
   * @param residual the difference of the sides, relative to their size
   * @param counterexample where it must not hold
   */
  record Identity(String tag, String title, Notation statement, Domain domain, Function<EvaluationPoint, String> routes,
      ToDoubleFunction<EvaluationPoint> residual, Counterexample counterexample) implements Equation {
    Identity(String tag, String title, Notation statement, Domain domain, String routes, ToDoubleFunction<EvaluationPoint> residual,
        Counterexample counterexample) {
      this(tag, title, statement, domain, _ -> routes, residual, counterexample);
    }

    @Override
    public Outcome evaluate(EvaluationPoint point) {
      double there = counterexample.residual().orElse(residual).applyAsDouble(EvaluationPoint.small(counterexample.head()));
      return new Outcome.Residual(residual.applyAsDouble(point), routes.apply(point), counterexample.text(), there);
    }
  }

  /**
   * A limit: a gap within a bound that goes to 0.
   *
   * @param routes how both sides are computed
   * @param parameter the name of the parameter: "σ", "steps"
   * @param rule what bounds the gap
   * @param gaps the gap and its bound at each value of the parameter, in the order in which the bound shrinks
   * @param contrast a similar quantity that exceeds the same bound
   */
  record Limit(String tag, String title, Notation statement, Domain domain, String routes, String parameter, String rule,
      Function<EvaluationPoint, List<Outcome.Step>> gaps, String contrast, Function<EvaluationPoint, List<Outcome.Step>> contrasted)
      implements
        Equation {
    @Override
    public Outcome evaluate(EvaluationPoint point) {
      return new Outcome.Sequence(routes, parameter, rule, gaps.apply(point), contrast, contrasted.apply(point));
    }
  }

  /**
   * An equation that is listed but not evaluated yet.
   *
   * @param note which part of it is covered, or empty
   */
  record Uncovered(String tag, String title, Notation statement, String note) implements Equation {
    @Override
    public Domain domain() { return Domain.ANY; }

    @Override
    public String kind() { return "not yet covered"; }

    @Override
    public Outcome evaluate(EvaluationPoint point) {
      return new Outcome.NotEvaluated(
          "Not evaluated yet." + (note.isEmpty() ? "" : " " + note));
    }
  }
}
