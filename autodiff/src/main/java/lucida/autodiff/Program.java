package lucida.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Reshape;

/**
 * Formulas made ready to run: equal calls made once, in an order, with what is dead after each step. Knows no values and no precision,
 * so that one program serves many runs.
 *
 * @param steps what is computed, in order
 * @param given the inputs, and the nodes at which the graph was cut, whose values are given when it runs
 * @param results what was wanted
 */
public record Program(List<Step> steps, List<Expr> given, List<Expr> results) {
  /** One call: what it computes, and which of its inputs nobody needs afterwards. */
  public record Step(Apply target, List<Expr> inputs, List<Expr> dying) {
    /** What is applied. */
    public Op op() { return target.op(); }

    /** Cells it allocates. */
    long cells() { return isView() ? 0 : target.shape().size(); }

    /** Whether the result shares the cells of its input. */
    boolean isView() { return target.op() instanceof Linear(Reshape _, _); }
  }

  private record Call(Op op, List<Expr> inputs) {}

  /** The program for some formulas; the nodes of the cut are given when it runs, and nothing below them is computed. */
  public static Program of(Collection<? extends Expr> wanted, Expr... cut) {
    Set<Expr> given = new HashSet<>(Arrays.asList(cut));
    SequencedMap<Call, Apply> calls = new LinkedHashMap<>();
    Map<Expr, Expr> equal = new HashMap<>();
    List<Expr> leaves = new ArrayList<>();
    for (Expr e : Graph.order(wanted, e -> given.contains(e) ? List.of() : e.inputs())) {
      if (e instanceof Apply y && !given.contains(y))
        equal.put(e, calls.computeIfAbsent(new Call(y.op(), y.inputs().stream().map(equal::get).toList()), _ -> y));
      else {
        equal.put(e, e);
        if (!(e instanceof Constant)) leaves.add(e);
      }
    }
    List<Expr> results = wanted.stream().map(equal::get).toList();
    List<Map.Entry<Call, Apply>> depthFirst = List.copyOf(calls.sequencedEntrySet());
    Program early = schedule(depthFirst, leaves, results);
    Program late = schedule(asLateAsPossible(depthFirst), leaves, results);
    return late.peak() < early.peak() ? late : early;
  }

  /** Each call as late as its users allow: the order for jets, where the depth-first order is the one for training. */
  private static List<Map.Entry<Call, Apply>> asLateAsPossible(List<Map.Entry<Call, Apply>> calls) {
    Map<Expr, Integer> height = new HashMap<>(); // the longest way up to a result
    for (Map.Entry<Call, Apply> call : calls.reversed()) {
      int above = height.getOrDefault(call.getValue(), 0) + 1;
      for (Expr x : call.getKey().inputs()) height.merge(x, above, Math::max);
    }
    return calls.stream().sorted(Comparator.comparingInt(call -> -height.getOrDefault(call.getValue(), 0))).toList();
  }

  private static Program schedule(List<Map.Entry<Call, Apply>> calls, List<Expr> leaves, List<Expr> results) {
    Set<Expr> later = new HashSet<>(results);
    List<Step> steps = new ArrayList<>(calls.size());
    for (Map.Entry<Call, Apply> call : calls.reversed()) {
      List<Expr> dying = new ArrayList<>(2);
      for (Expr x : call.getKey().inputs()) if (later.add(x)) dying.add(x);
      steps.add(new Step(call.getValue(), call.getKey().inputs(), List.copyOf(dying)));
    }
    return new Program(List.copyOf(steps.reversed()), List.copyOf(leaves), results);
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
  public String toString() { return Formula.listing(this); }
}
