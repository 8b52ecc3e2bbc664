package lucida.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Product;
import lucida.autodiff.run.Program.Step;
import lucida.core.kernel.Epilogue.Activation;
import lucida.core.kernel.Epilogue.Clip;
import lucida.core.kernel.Epilogue.Silu;

/**
 * An activation that is several operations in a graph and one in an epilogue. It is found by its own formula, written once more for the value
 * and compared with what the readers of the value compute.
 */
record ActivationFormula(Activation activation, UnaryOperator<Expr> formula) {
  private static final List<ActivationFormula> ALL = List.of(new ActivationFormula(new Silu(), ActivationFunctions::silu),
      new ActivationFormula(new Clip(0, 6), ActivationFunctions::relu6),
      new ActivationFormula(new Clip(0, 1), x -> x.clip(0, 1)));

  /** More steps than any of the formulas has. */
  private static final int MOST = 8;

  /** An activation of a value, and the steps that compute it, the last of which has its result. */
  record Found(Activation activation, Set<Step> steps, Expr end) {}

  /** The activation that all who read x compute, if nobody else reads x or a value between. */
  static Optional<Found> of(Expr x, Readers readers) {
    if (readers.isResult(x)) return Optional.empty();
    Set<Step> near = near(x, readers);
    return ALL.stream().flatMap(a -> near.stream().flatMap(step -> a.endingWith(step, x, readers).stream())).findFirst();
  }

  private static Set<Step> near(Expr x, Readers readers) {
    Set<Step> near = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(readers.of(x));
    while (!open.isEmpty() && near.size() < MOST) {
      Step step = open.remove();
      if (near.add(step)) open.addAll(readers.of(step.target()));
    }
    return near;
  }

  private Optional<Found> endingWith(Step last, Expr x, Readers readers) {
    Input stand = Input.of("x", x.shape());
    if (!isSame(formula.apply(stand), last.target(), stand, x, readers)) return Optional.empty();
    Set<Step> steps = between(x, last, readers);
    boolean isPrivate = steps.containsAll(readers.of(x)) && steps.stream().filter(step -> !step.equals(last))
        .allMatch(step -> !readers.isResult(step.target()) && steps.containsAll(readers.of(step.target())));
    return isPrivate ? Optional.of(new Found(activation, steps, last.target())) : Optional.empty();
  }

  private static boolean isSame(Expr formula, Expr e, Input stand, Expr x, Readers readers) {
    if (formula.equals(stand)) return e.equals(x);
    if (!(formula instanceof Apply apply)) return formula.equals(e);
    Optional<Step> step = readers.maker(e).filter(maker -> maker.op().equals(apply.op()));
    if (step.isEmpty()) return false;
    List<Expr> inputs = step.get().inputs();
    return areSame(apply.inputs(), inputs, stand, x, readers)
        || step.get().op() instanceof Bilinear(Product _, _) && areSame(apply.inputs(), inputs.reversed(), stand, x, readers);
  }

  private static boolean areSame(List<Expr> formulas, List<Expr> all, Input stand, Expr x, Readers readers) {
    boolean same = formulas.size() == all.size();
    for (int i = 0; same && i < all.size(); i++) same = isSame(formulas.get(i), all.get(i), stand, x, readers);
    return same;
  }

  private static Set<Step> between(Expr x, Step last, Readers readers) {
    Set<Step> steps = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(last));
    while (!open.isEmpty()) {
      Step step = open.remove();
      if (!steps.add(step)) continue;
      for (Expr input : step.inputs()) if (!input.equals(x)) readers.maker(input).ifPresent(open::add);
    }
    return steps;
  }
}
