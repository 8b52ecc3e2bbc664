package lucida.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lucida.core.Shape;

/**
 * What keeps tensors from being a network's parameters.
 *
 * @param missing names of parameters that no tensor has
 * @param unexpected names of tensors that no parameter has
 * @param misshapen "fc.weight [10, 512] for [1000, 512]": of a parameter's name and not of its shape
 */
public record Mismatch(List<String> missing, List<String> unexpected, List<String> misshapen) {
  private static final int SHOWN = 10;

  /** Immutable. */
  public Mismatch {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    misshapen = List.copyOf(misshapen);
  }

  /** Between the parameters that a network expects and the tensors that there are, each by their names. */
  public static Mismatch of(Map<String, Shape> wanted, Map<String, Shape> given) {
    List<String> misshapen = new ArrayList<>();
    given.forEach((name, shape) -> {
      Shape other = wanted.getOrDefault(name, shape);
      if (!other.equals(shape)) misshapen.add(name + " " + shape + " for " + other);
    });
    return new Mismatch(wanted.keySet().stream().filter(name -> !given.containsKey(name)).toList(),
        given.keySet().stream().filter(name -> !wanted.containsKey(name)).toList(), misshapen);
  }

  /** How many tensors differ; 0 if they are the network's. */
  public int size() {
    return missing.size() + unexpected.size() + misshapen.size();
  }

  /** "2 missing: a, b; 1 unexpected: c": at most ten names of each sort, then a count. */
  @Override
  public String toString() {
    List<String> problems = new ArrayList<>();
    list(problems, "missing", missing);
    list(problems, "unexpected", unexpected);
    list(problems, "of another shape", misshapen);
    return String.join("; ", problems);
  }

  private static void list(List<String> problems, String what, List<String> names) {
    if (names.isEmpty()) return;
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    problems.add(names.size() + " " + what + ": " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more);
  }
}
