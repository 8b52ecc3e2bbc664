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
import lucida.autodiff.op.Op;

/**
 * The calls that some formulas are made of, in the order of a depth-first walk, inputs before outputs. Of equal calls there is one:
 * common subexpressions are eliminated.
 *
 * @param calls what is to be computed
 * @param given the inputs, and the nodes at which the graph was cut
 * @param results the wanted formulas, each by the call that computes it
 */
public record Calls(List<Call> calls, List<Expr> given, List<Expr> results) {
  /** One call, and the formulas it reads once equal calls are one. */
  public record Call(Apply target, List<Expr> inputs) {
    /** What is applied. */
    public Op op() { return target.op(); }
  }

  private record Key(Op op, List<Expr> inputs) {}

  /** The calls of some formulas; the nodes of the cut are given, and nothing below them is called. */
  public static Calls of(Collection<? extends Expr> wanted, Expr... cut) {
    Set<Expr> isCut = new HashSet<>(Arrays.asList(cut));
    SequencedMap<Key, Call> calls = new LinkedHashMap<>();
    Map<Expr, Expr> equal = new HashMap<>();
    List<Expr> given = new ArrayList<>();
    for (Expr e : Graph.order(wanted, e -> isCut.contains(e) ? List.of() : e.inputs())) {
      if (e instanceof Apply y && !isCut.contains(y)) {
        List<Expr> inputs = y.inputs().stream().map(equal::get).toList();
        equal.put(e, calls.computeIfAbsent(new Key(y.op(), inputs), _ -> new Call(y, inputs)).target());
      } else {
        equal.put(e, e);
        if (!(e instanceof Constant)) given.add(e);
      }
    }
    return new Calls(List.copyOf(calls.values()), List.copyOf(given), wanted.stream().map(equal::get).toList());
  }
}
