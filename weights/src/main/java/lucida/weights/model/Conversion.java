package lucida.weights.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.layers.Model;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightOptions;

/**
 * Weights to be written down again.
 *
 * @param tensors by their names, as the file stores them
 * @param architecture whose names they are, if they are those of a built-in one
 */
public record Conversion(NamedTensors tensors, Optional<String> architecture) {
  /** Weights without a network: wrappers and counters are taken off if they are an architecture's, else nothing is changed. */
  static Conversion of(NamedTensors tensors) {
    return ArchitectureMatch.of(tensors, WeightOptions.NONE)
        .filter(found -> found.mismatch().size() == 0 && found.sets().size() == 1 && found.head().isEmpty())
        .map(found -> marked(found.tensors(), found.network().name())).orElseGet(() -> new Conversion(tensors, Optional.empty()));
  }

  /** The weights of a network, under the names of the built-in architecture that it is, if it is one. */
  public static Conversion of(Model model) {
    Optional<Model> builtIn = EquivalentArchitecture.builtIn(model);
    NamedTensors tensors = NamedTensors.of(model.network().name(), Map.of(), named(builtIn.orElse(model)));
    return builtIn.map(same -> marked(tensors, same.network().name())).orElseGet(() -> new Conversion(tensors, Optional.empty()));
  }

  private static Conversion marked(NamedTensors tensors, String architecture) {
    Map<String, String> metadata = new LinkedHashMap<>(tensors.metadata());
    metadata.put("architecture", architecture);
    return new Conversion(NamedTensors.of(tensors.source(), metadata, tensors.stream().toList()), Optional.of(architecture));
  }

  private static List<NamedTensor> named(Model model) {
    return model.weights().tensors().entrySet().stream().map(t -> NamedTensor.of(t.getKey(), t.getValue())).toList();
  }
}
