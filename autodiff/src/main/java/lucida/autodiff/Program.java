package lucida.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
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
    boolean isView() { return target.op() instanceof Reshape; }
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
    Program early = schedule(calls.sequencedEntrySet().stream().toList(), leaves, results);
    Program late = schedule(asLateAsPossible(calls), leaves, results);
    return late.peak() < early.peak() ? late : early;
  }

  /** Each call as late as its users allow: the order for jets, where the depth-first order is the one for training. */
  private static List<Map.Entry<Call, Apply>> asLateAsPossible(SequencedMap<Call, Apply> calls) {
    Map<Expr, Integer> height = new HashMap<>(); // the longest way up to a result
    TreeMap<Integer, List<Map.Entry<Call, Apply>>> levels = new TreeMap<>();
    for (Map.Entry<Call, Apply> call : calls.sequencedEntrySet().reversed()) {
      int h = height.getOrDefault(call.getValue(), 0);
      call.getKey().inputs().forEach(x -> height.merge(x, h + 1, Math::max));
      levels.computeIfAbsent(h, _ -> new ArrayList<>()).add(call);
    }
    List<Map.Entry<Call, Apply>> order = new ArrayList<>();
    levels.values().forEach(order::addAll);
    return order.reversed();
  }

  private static Program schedule(List<Map.Entry<Call, Apply>> calls, List<Expr> leaves, List<Expr> results) {
    Set<Expr> later = new HashSet<>(results);
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<Call, Apply> call : calls.reversed()) {
      List<Expr> inputs = call.getKey().inputs();
      steps.add(new Step(call.getValue(), inputs, inputs.stream().filter(later::add).toList()));
    }
    return new Program(List.copyOf(steps.reversed()), List.copyOf(leaves), results);
  }

  /** The most cells alive at once, inputs apart, known before anything runs. Literals count while a step reads them. */
  public long peak() {
    long live = 0;
    long peak = 0;
    Map<Expr, Expr> allocated = new HashMap<>(); // for each result the one whose cells it shares
    Map<Expr, Integer> sharing = new HashMap<>();
    for (Step step : steps) {
      live += step.cells();
      peak = Math.max(peak, live + literals(step.inputs()));
      Expr first = step.inputs().getFirst();
      Expr from = step.isView() ? allocated.getOrDefault(first, first) : step.target();
      allocated.put(step.target(), from);
      if (step.isView()) sharing.computeIfPresent(from, (_, n) -> n + 1);
      else sharing.put(from, 1);
      for (Expr dead : step.dying()) {
        Expr cells = allocated.getOrDefault(dead, dead);
        if (sharing.containsKey(cells) && sharing.merge(cells, -1, Integer::sum) == 0) live -= cells.shape().size();
      }
    }
    return Math.max(peak, live + literals(results));
  }

  private static long literals(List<Expr> read) {
    return read.stream().filter(Constant.class::isInstance).mapToLong(e -> e.shape().size()).sum();
  }

  /** One line for each step: "t3 = t1 ∗ w   [8, 64, 56, 56]". */
  @Override
  public String toString() { return Formula.listing(this); }
}
