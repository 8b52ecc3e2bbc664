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
 * An activation that is several operations in a graph and one in an epilogue. It is recognised by its formula, which is built for the
 * value and compared with what the readers of the value compute.
 */
record ActivationFormula(Activation activation, UnaryOperator<Expr> formula) {
  private static final List<ActivationFormula> ALL = List.of(new ActivationFormula(new Silu(), ActivationFunctions::silu),
      new ActivationFormula(new Clip(0, 6), ActivationFunctions::relu6),
      new ActivationFormula(new Clip(0, 1), x -> x.clip(0, 1)));

  /** An upper bound on the number of steps of these formulas. */
  private static final int MOST = 8;

  /** An activation of a value, the steps that compute it, and its result. */
  record Found(Activation activation, Set<Step> steps, Expr end) {}

  /** The activation that all readers of x compute together, if nothing else reads x or an intermediate value. */
  static Optional<Found> of(Expr x, Readers readers) {
    return readers.isResult(x) ? Optional.empty() : new Search(x, Input.of("x", x.shape()), readers).found();
  }

  /** @param stand stands for x in the formulas */
  private record Search(Expr x, Input stand, Readers readers) {
    Optional<Found> found() {
      Set<Step> near = near();
      return ALL.stream().flatMap(a -> {
        Expr formula = a.formula.apply(stand);
        return near.stream().filter(step -> isSame(formula, step.target()))
            .map(step -> new Found(a.activation, between(step), step.target()));
      }).filter(this::isPrivate).findFirst();
    }

    private Set<Step> near() {
      Set<Step> near = new HashSet<>();
      Deque<Step> open = new ArrayDeque<>(readers.of(x));
      while (!open.isEmpty() && near.size() < MOST) {
        Step step = open.remove();
        if (near.add(step)) open.addAll(readers.of(step.target()));
      }
      return near;
    }

    private boolean isSame(Expr formula, Expr e) {
      if (formula.equals(stand)) return e.equals(x);
      if (!(formula instanceof Apply apply)) return formula.equals(e);
      Optional<Step> step = readers.maker(e).filter(maker -> maker.op().equals(apply.op()));
      if (step.isEmpty()) return false;
      List<Expr> inputs = step.get().inputs();
      return areSame(apply.inputs(), inputs)
          || step.get().op() instanceof Bilinear(Product _, _) && areSame(apply.inputs(), inputs.reversed());
    }

    private boolean areSame(List<Expr> formulas, List<Expr> all) {
      boolean same = formulas.size() == all.size();
      for (int i = 0; same && i < all.size(); i++) same = isSame(formulas.get(i), all.get(i));
      return same;
    }

    /** The steps from x to the last one. */
    private Set<Step> between(Step last) {
      Set<Step> steps = new HashSet<>();
      Deque<Step> open = new ArrayDeque<>(List.of(last));
      while (!open.isEmpty()) {
        Step step = open.remove();
        if (!steps.add(step)) continue;
        for (Expr input : step.inputs()) if (!input.equals(x)) readers.maker(input).ifPresent(open::add);
      }
      return steps;
    }

    private boolean isPrivate(Found found) {
      return found.steps.containsAll(readers.of(x)) && found.steps.stream().map(Step::target).filter(e -> !e.equals(found.end))
          .allMatch(e -> !readers.isResult(e) && found.steps.containsAll(readers.of(e)));
    }
  }
}
