package lucida.weights.keras;

import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/** The tensors that are stored for one layer: by the last part of their names, "kernel", "gamma", or in Keras 3 by number. */
record KerasTensors(String layer, SequencedMap<String, Supplier<Tensor>> stored) {
  /** Lists them with their shapes in Keras' order of axes: "kernel [3, 3, 4, 8], bias [8]". */
  String shapes() {
    return stored.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().get().shape()).collect(Collectors.joining(", "));
  }

  /**
   * One of them.
   *
   * @param place its number, where it is stored by number
   * @param names as versions of Keras call it
   */
  Tensor get(int place, String... names) {
    return Stream.concat(Stream.of(names), Stream.of(Integer.toString(place))).filter(stored::containsKey).findFirst()
        .map(name -> stored.getOrDefault(name, () -> Tensor.vector()).get().to(Precision.FLOAT32))
        .orElseThrow(() -> new WeightsException(layer + " has no weights '" + names[0] + "', only " + stored.keySet()));
  }
}
