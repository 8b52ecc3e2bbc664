package lucida.weights.keras;

import java.util.SequencedMap;
import java.util.function.Supplier;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/** The tensors that are stored for one layer: by the last part of their names, "kernel", "gamma", or in Keras 3 by number. */
record KerasTensors(String layer, SequencedMap<String, Supplier<Tensor>> stored) {
  /**
   * One of them.
   *
   * @param name as Keras calls it
   * @param place its number, where it is stored by number
   */
  Tensor get(String name, int place) {
    Supplier<Tensor> found = stored.getOrDefault(name, stored.getOrDefault(Integer.toString(place), () -> {
      throw new WeightsException(layer + " has no weights '" + name + "', only " + stored.keySet());
    }));
    return found.get().to(Precision.FLOAT32);
  }
}
