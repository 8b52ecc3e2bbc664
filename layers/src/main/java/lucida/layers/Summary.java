package lucida.layers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lucida.core.Shape;

/**
 * A network as a table.
 *
 * @param network which one
 * @param rows one for each layer, in the order of the graph
 */
public record Summary(Network network, List<Row> rows) {
  /**
   * One layer.
   *
   * @param node its name, what it is and what it reads
   * @param output the shape of its output for one picture, without the batch
   * @param parameters how many numbers are trained in it; running statistics are not counted, as usual
   * @param multiplyAdds multiplications and additions for one picture, counted as one
   */
  public record Row(Network.Node node, Shape output, long parameters, long multiplyAdds) {}

  /** Of a network. */
  public static Summary of(Network network) {
    Map<String, Shape> shapes = network.shapes();
    return new Summary(network, network.nodes().stream().map(node -> {
      Shape output = Objects.requireNonNull(shapes.get(node.name()));
      return new Row(node, output, trained(node.layer()), node.layer().multiplyAdds(output));
    }).toList());
  }

  private static long trained(Layer layer) {
    return layer.parameters().entrySet().stream().filter(p -> !p.getKey().startsWith("running_"))
        .mapToLong(p -> p.getValue().size())
        .sum();
  }

  /** How many numbers are trained in it. */
  public long parameters() { return rows.stream().mapToLong(Row::parameters).sum(); }

  /** Multiplications and additions for one picture, counted as one. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  @Override
  public String toString() {
    int width = rows.stream().mapToInt(row -> row.node().name().length()).max().orElse(0);
    String line = "%-" + Math.max(width, 5) + "s  %-20s %-18s %12s %15s\n";
    StringBuilder table = new StringBuilder("%s for pictures %s\n".formatted(network.name(), network.input()));
    table.append(line.formatted("layer", "kind", "output", "parameters", "multiply-adds"));
    for (Row row : rows)
      table.append(line.formatted(row.node().name(), row.node().layer().kind(), row.output(), counted(row.parameters()),
          counted(row.multiplyAdds())));
    return table.append(String.format(Locale.ROOT, "%,d parameters, %,d multiply-adds a picture", parameters(), multiplyAdds()))
        .toString();
  }

  private static String counted(long number) { return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number); }
}
