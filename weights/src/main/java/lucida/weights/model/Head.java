package lucida.weights.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Dense;
import lucida.layers.Network;
import lucida.weights.WeightOptions;

/**
 * Several dense layers where an architecture has one last: Sequential(Linear, ReLU, Dropout, Linear) in place of "fc", whose weights are
 * "fc.0.weight" and "fc.3.weight". What has no weights shows as a gap between the numbers only.
 *
 * @param name of the layer that is replaced
 * @param parts the dense layers by their numbers
 */
record Head(String name, SequencedMap<Integer, Dense> parts) {
  /** The head that replaces the last layer, if that is missing and there are dense layers that chain. */
  static Optional<Head> of(Network network, Map<String, Shape> given) {
    Network.Node last = network.nodes().getLast();
    if (!(last.layer() instanceof Dense usual) || given.containsKey(last.name() + ".weight")) return Optional.empty();
    String prefix = last.name() + ".";
    SequencedMap<Integer, Dense> parts = new TreeMap<>();
    int inputs = usual.inputs();
    for (Map.Entry<Integer, Shape> entry : weights(prefix, given).entrySet()) {
      Shape weight = entry.getValue();
      if (weight.rank() != 2 || weight.extent(1) != inputs) return Optional.empty();
      inputs = weight.extent(0);
      parts.put(entry.getKey(), new Dense(weight.extent(1), inputs, given.containsKey(prefix + entry.getKey() + ".bias")));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Head(last.name(), parts));
  }

  /** The weights whose names are the prefix and a number, in the order of the numbers. */
  private static SequencedMap<Integer, Shape> weights(String prefix, Map<String, Shape> given) {
    SequencedMap<Integer, Shape> weights = new TreeMap<>();
    given.forEach((name, shape) -> {
      if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,3}\\.weight"))
        weights.put(Integer.parseInt(name.substring(prefix.length(), name.lastIndexOf('.'))), shape);
    });
    return weights;
  }

  /** Whether something without weights stands between two of the layers. */
  boolean hasGaps() {
    return parts.lastEntry().getKey() - parts.firstEntry().getKey() >= parts.size();
  }

  /** The network with this head; the function is put wherever there is a gap between the numbers. */
  Network of(Network network, Activation f) {
    List<Network.Node> nodes = new ArrayList<>(network.nodes());
    List<String> x = nodes.removeLast().inputs();
    int before = parts.firstEntry().getKey();
    for (Map.Entry<Integer, Dense> part : parts.entrySet()) {
      String node = name + "." + part.getKey();
      if (part.getKey() > before + 1) {
        nodes.add(new Network.Node(name + "." + (before + 1), f, x));
        x = List.of(name + "." + (before + 1));
      }
      nodes.add(new Network.Node(node, part.getValue(), x));
      x = List.of(node);
      before = part.getKey();
    }
    return network.withNodes(nodes);
  }

  /** Why it cannot be run as it is. */
  String question() {
    StringBuilder layers = new StringBuilder();
    parts.forEach((number, dense) -> layers.append(layers.isEmpty() ? "" : ", ").append(name).append('.').append(number).append(' ')
        .append(dense.inputs()).append(" → ").append(dense.outputs()));
    return "in place of '" + name + "' there are " + parts.size() + " layers (" + layers
        + "), and the function between them has no weights, so it is in no such file: say it by --head relu (there are "
        + String.join(", ", WeightOptions.HEADS) + ")";
  }
}
