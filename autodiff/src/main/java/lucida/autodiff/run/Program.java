package lucida.autodiff.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import lucida.autodiff.Apply;
import lucida.autodiff.Calls.Call;
import lucida.autodiff.Calls;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Formula;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Selection;

/**
 * Formulas scheduled: equal calls made once, in an order, with what is dead after each step. Knows no values and no precision, so that
 * one program serves many runs and any executor.
 *
 * @param steps what is computed, in order
 * @param given the inputs, and the nodes at which the graph was cut, whose values are given when it runs
 * @param results the formulas whose values a run returns
 */
public record Program(List<Step> steps, List<Expr> given, List<Expr> results) {
  /** One call, and which of its inputs nobody needs afterwards. */
  public record Step(Call call, List<Expr> dying) {
    /** The formula that is computed. */
    public Apply target() { return call.target(); }

    /** The formulas that are read. */
    public List<Expr> inputs() { return call.inputs(); }

    /** What is applied. */
    public Op op() { return call.op(); }

    /** Cells it allocates. */
    long cells() { return isView() ? 0 : target().shape().size(); }

    /** Whether the result shares the cells of its input. */
    public boolean isView() { return op() instanceof Linear(Reshape _, _); }
  }

  /** The program for some formulas; the nodes of the cut are given when it runs, and nothing below them is computed. */
  public static Program of(Collection<? extends Expr> wanted, Expr... cut) {
    return of(withSharedSigns(Calls.of(wanted, cut)));
  }

  /** Where y = relu(x) is computed, a gate reads the sign of x off y: a network then keeps one activation for each ReLU, not two. */
  private static Calls withSharedSigns(Calls calls) {
    Map<Expr, Call> rectified = new HashMap<>();
    for (Call y : calls.calls()) if (keepsSign(y)) rectified.putIfAbsent(y.inputs().getFirst(), y);
    SequencedSet<Call> shared = new LinkedHashSet<>();
    for (Call call : calls.calls()) {
      Call y = rectified.get(call.inputs().getFirst());
      if (y == null || !isGate(call) || isOfItself(call)) shared.add(call);
      else {
        shared.add(y);
        shared.add(new Call(call.target(), List.of(y.target(), call.inputs().getLast())));
      }
    }
    return new Calls(List.copyOf(shared), calls.given(), calls.results());
  }

  private static boolean isGate(Call call) { return call.op() instanceof Selection(Gate _, _); }

  private static boolean isOfItself(Call gate) { return gate.inputs().getFirst().equals(gate.inputs().getLast()); }

  private static boolean keepsSign(Call y) {
    return isOfItself(y) && y.op() instanceof Selection(Gate gate, _) && gate.keepsSign();
  }

  /** The program of some calls, in their order or each as late as possible: whichever needs fewer cells at once. */
  public static Program of(Calls calls) {
    Program early = inOrder(calls);
    Program late = inOrder(new Calls(asLateAsPossible(calls.calls()), calls.given(), calls.results()));
    return late.peak() < early.peak() ? late : early;
  }

  /** Each call as late as its users allow: the order for jets, where the depth-first order is the one for training. */
  private static List<Call> asLateAsPossible(List<Call> calls) {
    Map<Expr, Integer> height = new HashMap<>(); // the longest way up to a result
    for (Call call : calls.reversed()) {
      int above = height.getOrDefault(call.target(), 0) + 1;
      for (Expr x : call.inputs()) height.merge(x, above, Math::max);
    }
    return calls.stream().sorted(Comparator.comparingInt(call -> -height.getOrDefault(call.target(), 0))).toList();
  }

  private static Program inOrder(Calls calls) {
    Set<Expr> later = new HashSet<>(calls.results());
    List<Step> steps = new ArrayList<>(calls.calls().size());
    for (Call call : calls.calls().reversed()) {
      List<Expr> dying = new ArrayList<>(2);
      for (Expr x : call.inputs()) if (later.add(x)) dying.add(x);
      steps.add(new Step(call, List.copyOf(dying)));
    }
    return new Program(List.copyOf(steps.reversed()), calls.given(), calls.results());
  }

  /** The most cells alive at once, inputs apart, known before anything runs. Literals count while a step reads them. */
  public long peak() {
    long live = 0;
    long peak = 0;
    Map<Expr, Expr> viewed = new HashMap<>(); // for each view the result whose cells it shares
    Map<Expr, Integer> sharing = new HashMap<>(); // who is alive on the cells of a result
    for (Step step : steps) {
      live += step.cells();
      peak = Math.max(peak, live + literals(step.inputs()));
      if (step.isView()) {
        Expr from = viewed.getOrDefault(step.inputs().getFirst(), step.inputs().getFirst());
        viewed.put(step.target(), from);
        sharing.computeIfPresent(from, (_, n) -> n + 1);
      } else sharing.put(step.target(), 1);
      for (Expr dead : step.dying()) {
        Expr cells = viewed.getOrDefault(dead, dead);
        int alive = sharing.getOrDefault(cells, 0);
        if (alive == 1) live -= cells.shape().size();
        if (alive > 1) sharing.put(cells, alive - 1);
        else sharing.remove(cells);
      }
    }
    return Math.max(peak, live + literals(results));
  }

  private static long literals(List<Expr> read) {
    long cells = 0;
    for (Expr e : read) if (e instanceof Constant) cells += e.shape().size();
    return cells;
  }

  /** One line for each step: "t3 = t1 ∗ w   [8, 64, 56, 56]". */
  @Override
  public String toString() { return Formula.listing(new Calls(steps.stream().map(Step::call).toList(), given, results)); }
}
