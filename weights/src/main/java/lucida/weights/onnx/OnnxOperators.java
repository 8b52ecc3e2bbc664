package lucida.weights.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lucida.weights.WeightsException;

/** The operators that are read, by name. */
public final class OnnxOperators {
  private static final Map<String, OnnxOperator> ALL = all();

  private OnnxOperators() {}

  private static Map<String, OnnxOperator> all() {
    Map<String, OnnxOperator> all = new TreeMap<>();
    for (Map<String, OnnxOperator> family : List.of(Arithmetic.all(), Activations.all(), Convolutions.all(), Poolings.all(),
        Reductions.all(), Normalizations.all(),
        Shapes.all(), Slices.all(), Padding.all(), Resizing.all(), Comparisons.all(), Scattering.all(), Einsum.all()))
      all.putAll(family);
    return all;
  }

  static Optional<OnnxOperator> named(String op) { return Optional.ofNullable(ALL.get(op)); }

  /** The operator of a node. */
  static OnnxOperator of(OnnxNode node) {
    return named(node.op()).orElseThrow(() -> new WeightsException(node.title() + ": its inputs are not all known at import"));
  }

  /** Their names, those included that are folded at import. */
  public static List<String> names() {
    TreeMap<String, Boolean> names = new TreeMap<>();
    ALL.keySet().forEach(name -> names.put(name, true));
    Folding.names().forEach(name -> names.put(name, true));
    return List.copyOf(names.keySet());
  }
}
