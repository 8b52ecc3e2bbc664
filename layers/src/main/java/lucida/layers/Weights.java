package lucida.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** The values of a network's parameters by their full names. */
public record Weights(SequencedMap<String, Tensor> tensors) {
  private static final int SHOWN = 10;

  /** In the order given. */
  public Weights {
    tensors = new LinkedHashMap<>(tensors);
  }

  /** The same, rounded or widened to a precision. */
  public Weights to(Precision precision) {
    SequencedMap<String, Tensor> converted = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> converted.put(name, tensor.to(precision)));
    return new Weights(converted);
  }

  /**
   * These weights if they are a network's, each parameter there with its shape and nothing else.
   *
   * @throws IllegalArgumentException naming the tensors that are missing, unexpected or of another shape, at most ten of each
   */
  public Weights checkedFor(Network network) {
    Map<String, Shape> wanted = network.parameters();
    List<String> problems = new ArrayList<>();
    list(problems, "missing", wanted.keySet().stream().filter(name -> !tensors.containsKey(name)).toList());
    list(problems, "unexpected", tensors.keySet().stream().filter(name -> !wanted.containsKey(name)).toList());
    list(problems, "of another shape",
        tensors.entrySet().stream()
            .filter(t -> wanted.containsKey(t.getKey()) && !t.getValue().shape().equals(wanted.get(t.getKey())))
            .map(t -> t.getKey() + " " + t.getValue().shape() + " for " + wanted.get(t.getKey())).toList());
    if (!problems.isEmpty())
      throw new IllegalArgumentException("These are not the weights of " + network.name() + ": " + String.join("; ", problems));
    return this;
  }

  private static void list(List<String> problems, String what, List<String> names) {
    if (names.isEmpty()) return;
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    problems.add(names.size() + " " + what + ": " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more);
  }
}
