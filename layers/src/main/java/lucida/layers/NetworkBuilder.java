package lucida.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.core.Shape;

/** Writes a network down layer by layer. The only mutable thing in this room; it is thrown away when the network is built. */
public final class NetworkBuilder {
  private final String name;
  private final Shape input;
  private final List<Network.Node> nodes = new ArrayList<>();
  private final SequencedMap<String, String> aliases = new LinkedHashMap<>();
  private String last = Network.INPUT;

  /** A network for pictures of this shape, [C, H, W]. */
  public NetworkBuilder(String name, Shape input) {
    this.name = name;
    this.input = input;
  }

  /** A layer that reads the one before. Returns its name. */
  public String add(String layerName, Layer layer) {
    return add(layerName, layer, last);
  }

  /** A layer that reads the named ones. Returns its name. */
  public String add(String layerName, Layer layer, String... inputs) {
    nodes.add(new Network.Node(layerName, layer, List.of(inputs)));
    last = layerName;
    return layerName;
  }

  /** Another name for the node that was added last. */
  public void alias(String other) { aliases.put(other, last); }

  /** The name of the node that was added last, the input's before the first. */
  public String last() { return last; }

  /** The network, whose scores are logits. */
  public Network build() {
    return new Network(name, input, nodes, aliases, ScoreKind.LOGITS);
  }
}
