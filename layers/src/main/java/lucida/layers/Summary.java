package lucida.layers;

import java.util.Map;
import java.util.Objects;
import lucida.core.Shape;

/** The table that a network prints itself as. */
final class Summary {
  private Summary() {}

  static String of(Network network) {
    Map<String, Shape> shapes = network.shapes();
    int width = network.nodes().stream().mapToInt(node -> node.name().length()).max().orElse(0);
    String row = "%-" + Math.max(width, 5) + "s  %-20s %-18s %12s %15s%n";
    StringBuilder table = new StringBuilder("%s for pictures %s%n".formatted(network.name(), network.input()));
    table.append(row.formatted("layer", "kind", "output", "parameters", "multiply-adds"));
    long parameters = 0;
    long work = 0;
    for (Network.Node node : network.nodes()) {
      Shape output = Objects.requireNonNull(shapes.get(node.name()));
      long own = node.layer().parameters().values().stream().mapToLong(Shape::size).sum();
      long adds = node.layer().multiplyAdds(output);
      table.append(row.formatted(node.name(), node.layer().kind(), output, own == 0 ? "" : "%,d".formatted(own),
          adds == 0 ? "" : "%,d".formatted(adds)));
      parameters += own;
      work += adds;
    }
    return table.append("%,d parameters, %,d multiply-adds a picture".formatted(parameters, work)).toString();
  }
}
