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

/** Who reads the values of some steps. */
final class Readers {
  private final Map<Expr, Set<Step>> readers = new HashMap<>();
  private final Set<Expr> results;

  Readers(List<Step> steps, List<Expr> results) {
    for (Step step : steps) for (Expr x : step.inputs()) readers.computeIfAbsent(x, _ -> new LinkedHashSet<>()).add(step);
    this.results = new HashSet<>(results);
  }

  /** The only step that reads a value which is no result; it may read it twice. */
  Optional<Step> only(Expr x) {
    Set<Step> all = readers.getOrDefault(x, Set.of());
    return all.size() == 1 && !results.contains(x) ? all.stream().findFirst() : Optional.empty();
  }
}
