package lucida.weights;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.layers.BatchNormFolding;
import lucida.layers.Mismatch;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;

/**
 * Which built-in architecture tensors are the weights of, by their names and shapes.
 *
 * @param network the nearest
 * @param tensors under its names: without the prefix of a wrapper, and without counters of batches
 * @param mismatch what differs
 */
record Recognition(Network network, NamedTensors tensors, Mismatch mismatch) {
  private static final List<String> WRAPPERS = List.of("module.", "model.", "_orig_mod.");
  /** Batch norms keep it in training, and nobody reads it. */
  private static final String COUNTER = "num_batches_tracked";

  /** The nearest architecture, if at least half of its parameters are there. */
  static Optional<Recognition> of(NamedTensors tensors) {
    NamedTensors bare = bare(tensors);
    SequencedMap<String, Shape> given = new LinkedHashMap<>();
    bare.forEach(t -> given.put(t.name(), t.tensor().shape()));
    Stream<Network> known = Architectures.names().stream().map(name -> sized(name, given))
        .flatMap(network -> Stream.of(network, BatchNormFolding.folded(network)));
    return known.map(network -> new Recognition(network, bare, Mismatch.of(network.parameters(), given)))
        .min(Comparator.comparingInt(found -> found.mismatch.size())).filter(Recognition::isNear);
  }

  private boolean isNear() {
    return 2 * (mismatch.missing().size() + mismatch.misshapen().size()) <= network.parameters().size();
  }

  /** Without what a wrapper or training put around or beside the weights. */
  static NamedTensors bare(NamedTensors tensors) {
    NamedTensors counted = tensors.filter(name -> !name.endsWith(COUNTER));
    for (String wrapper : WRAPPERS) if (allBegin(counted.names(), wrapper)) return bare(counted.strip(wrapper));
    return counted;
  }

  private static boolean allBegin(Collection<String> names, String prefix) {
    return !names.isEmpty() && names.stream().allMatch(name -> name.startsWith(prefix));
  }

  /** The architecture with as many classes as the tensors have, if its last bias is among them. */
  private static Network sized(String name, SequencedMap<String, Shape> given) {
    Network usual = Architectures.named(name);
    Shape bias = given.get(usual.parameters().lastEntry().getKey());
    return bias != null && bias.rank() == 1 && bias.size() > 0 ? Architectures.named(name, bias.size()) : usual;
  }
}
