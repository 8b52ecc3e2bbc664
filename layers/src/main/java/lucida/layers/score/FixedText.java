package lucida.layers.score;

import java.util.List;
import lucida.core.Shape;
import lucida.layers.Network;
import lucida.layers.WordEmbedding;
import lucida.layers.architecture.TextNetworks;

/**
 * [AS 1] A network that reads a picture and a text, made one of a picture alone: the text is part of it. Its scores are scores of a picture like any other.
 */
public final class FixedText {
  private FixedText() {}

  /**
   * With a text, its words by their numbers.
   *
   * @throws IllegalArgumentException if the network reads no text
   */
  public static Network of(Network network, List<Integer> text) {
    Shape x = network.input();
    List<Network.Node> nodes = network.nodes().stream()
        .filter(node -> !node.name().equals(TextNetworks.PICTURE) && !node.name().equals(TextNetworks.TEXT))
        .map(node -> fixed(node, text)).toList();
    if (nodes.size() != network.nodes().size() - 2)
      throw new IllegalArgumentException("Network " + network.name() + " reads pictures and no text");
    return network.withNodes(nodes).forPictures(Shape.of(x.extent(0) - 1, x.extent(1), x.extent(2)));
  }

  private static Network.Node fixed(Network.Node node, List<Integer> text) {
    if (node.layer() instanceof WordEmbedding embedding)
      return new Network.Node(node.name(), new WordEmbedding.Fixed(embedding, text), List.of());
    return new Network.Node(node.name(), node.layer(),
        node.inputs().stream().map(from -> from.equals(TextNetworks.PICTURE) ? Network.INPUT : from).toList());
  }
}
