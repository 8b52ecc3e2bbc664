package lucida.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Program.Step;

/** Which step makes a value, and which steps read it. */
final class Readers {
  private final Map<Expr, Set<Step>> readers = new HashMap<>();
  private final Map<Expr, Step> makers = new HashMap<>();
  private final Set<Expr> results;

  Readers(List<Step> steps, List<Expr> results) {
    for (Step step : steps) {
      makers.put(step.target(), step);
      for (Expr x : step.inputs()) readers.computeIfAbsent(x, _ -> new LinkedHashSet<>()).add(step);
    }
    this.results = new HashSet<>(results);
  }

  /** The step that makes a value. */
  Optional<Step> maker(Expr e) { return Optional.ofNullable(makers.get(e)); }

  /** The steps that read a value. */
  Set<Step> of(Expr x) { return readers.getOrDefault(x, Set.of()); }

  /** Whether a value is a result of the program. */
  boolean isResult(Expr x) { return results.contains(x); }

  /** The single reader of a value that is not a result; it may read it twice. */
  Optional<Step> only(Expr x) {
    Set<Step> all = of(x);
    return all.size() == 1 && !isResult(x) ? all.stream().findFirst() : Optional.empty();
  }
}
