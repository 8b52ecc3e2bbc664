package lucida.weights;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;

/** Weight files as models: which built-in architecture the tensors belong to is read off their names and shapes. */
public final class ModelFiles {
  private static final List<String> WRAPPERS = List.of("module.", "model.", "_orig_mod.");

  private ModelFiles() {}

  /**
   * The model of a weight file.
   *
   * @throws WeightsException if the file cannot be read
   * @throws IllegalArgumentException if the tensors are those of no built-in architecture, naming the nearest and what differs
   */
  public static Model open(Path file) { return model(WeightFiles.read(file)); }

  /** The model of these tensors, recognised. */
  public static Model model(NamedTensors tensors) {
    NamedTensors bare = unwrapped(tensors);
    return Architectures.names().stream().flatMap(name -> sized(name, bare).stream())
        .min(Comparator.comparingLong(network -> differing(network, bare)))
        .map(network -> new Model(network, weights(bare))).orElseThrow(() -> new IllegalArgumentException(tensors.source()
            + " holds the weights of no built-in architecture: its tensors are " + NamedTensors.listed(bare.names())));
  }

  /** The model of these tensors, for a network that is known. */
  public static Model model(NamedTensors tensors, Network network) {
    return new Model(network, weights(unwrapped(tensors)));
  }

  /** The tensors as weights, without the counters of batches that batch norms keep in training. */
  private static Weights weights(NamedTensors tensors) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    for (NamedTensor t : tensors) if (!t.name().endsWith("num_batches_tracked")) weights.put(t.name(), t.tensor());
    return new Weights(weights);
  }

  private static NamedTensors unwrapped(NamedTensors tensors) {
    for (String wrapper : WRAPPERS)
      if (!tensors.names().isEmpty() && tensors.names().stream().allMatch(name -> name.startsWith(wrapper)))
        return unwrapped(tensors.strip(wrapper));
    return tensors;
  }

  /** The architecture with as many classes as the tensors have, if its last layer is among them. */
  private static Optional<Network> sized(String name, NamedTensors tensors) {
    String last = Architectures.named(name).parameters().lastEntry().getKey();
    if (!tensors.has(last)) return Optional.empty();
    Tensor bias = tensors.get(last);
    return bias.shape().rank() == 1 && bias.size() > 0 ? Optional.of(Architectures.named(name, bias.size())) : Optional.empty();
  }

  private static long differing(Network network, NamedTensors tensors) {
    long fitting = network.parameters().entrySet().stream()
        .filter(p -> tensors.has(p.getKey()) && tensors.get(p.getKey()).shape().equals(p.getValue())).count();
    long counted = tensors.names().stream().filter(name -> !name.endsWith("num_batches_tracked")).count();
    return network.parameters().size() + counted - 2 * fitting;
  }
}
