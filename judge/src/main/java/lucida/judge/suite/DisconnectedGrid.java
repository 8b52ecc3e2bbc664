package lucida.judge.suite;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Concat;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/**
 * A network that classifies each cell of an n × n grid of pictures by a head of its own — Rao, Böhle, Schiele, CVPR 2022, arXiv 2205.10435 [GT 2].
 *
 * <pre>
 *   S^{m·classes + c} = head^c(A in cell m),   A = features(x)                         {@link #diPart}
 *   S^{m·classes + c} = head^c(A in cell m),   A in cell m = features(x in cell m)     {@link #diFull}
 * </pre>
 *
 * With either, A outside cell m has no influence on the scores of cell m; with DiFull, no pixel outside it has. What a map shows there is impossible.
 *
 * @param whole the network for one picture
 * @param layer A, through which alone the scores depend on the picture
 * @param n cells along a side
 */
public record DisconnectedGrid(Model whole, String layer, int n) {
  /** What the layer of A is called in the networks that are made. */
  public static final String GRID = "grid";

  /**
   * Finds the layer.
   *
   * @throws IllegalArgumentException if there is no such layer, or the scores depend on the picture beside it
   */
  public DisconnectedGrid {
    layer = whole.network().resolve(layer);
    Optional<String> beside = beside(whole.network(), layer);
    if (beside.isPresent())
      throw new IllegalArgumentException("Behind layer '" + layer + "', " + beside.get() + ": not all passes through that layer");
  }

  /** Whether the scores depend on the picture through a layer alone. */
  public static boolean appliesTo(Network network, String layer) {
    return beside(network, network.resolve(layer)).isEmpty();
  }

  /** What of the picture's way to the scores is beside a layer: "'add' reads 'conv'". */
  private static Optional<String> beside(Network network, String layer) {
    Set<String> features = features(network, layer);
    return network.nodes().stream().filter(node -> !features.contains(node.name()))
        .flatMap(node -> node.inputs().stream()
            .filter(from -> !from.equals(layer) && (features.contains(from) || from.equals(Network.INPUT)))
            .map(from -> "'" + node.name() + "' reads '" + from + "'"))
        .findFirst();
  }

  private static Set<String> features(Network network, String layer) {
    Set<String> features = new LinkedHashSet<>(Set.of(layer));
    for (Network.Node node : network.nodes().reversed()) if (features.contains(node.name())) features.addAll(node.inputs());
    features.remove(Network.INPUT);
    return features;
  }

  /** DiPart: the features see the whole grid, each head sees one cell of them. */
  public Model diPart() {
    Writing writing = new Writing("dipart");
    writing.copy(true, "", Network.INPUT);
    writing.net.alias(GRID);
    return writing.heads(layer);
  }

  /** DiFull: features and head of a cell see nothing but this cell. */
  public Model diFull() {
    Writing writing = new Writing("difull");
    List<String> cells = IntStream.range(0, n * n).mapToObj(m -> {
      String cell = "cell" + m + ".";
      writing.copy(true, cell, writing.net.add(cell + "picture", new GridCell(n, m), Network.INPUT));
      return cell + layer;
    }).toList();
    return writing.heads(writing.net.add(GRID, new GridOfCells(n), cells.toArray(String[]::new)));
  }

  /** The network that is being written. */
  private final class Writing {
    private final NetworkBuilder net;
    private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    private final Set<String> features = features(whole.network(), layer);

    private Writing(String kind) {
      Shape one = whole.network().input();
      net = new NetworkBuilder(whole.network().name() + "-" + kind, Shape.of(one.extent(0), n * one.extent(1), n * one.extent(2)));
    }

    /** Copies the layers up to A, or those behind it, with a prefix to their names; what they read from in front of them is given. */
    private void copy(boolean areFeatures, String prefix, String source) {
      String read = areFeatures ? Network.INPUT : layer;
      UnaryOperator<String> renamed = name -> name.equals(read) ? source : prefix + name;
      for (Network.Node node : whole.network().nodes()) {
        if (features.contains(node.name()) != areFeatures) continue;
        net.add(prefix + node.name(), node.layer(), node.inputs().stream().map(renamed).toArray(String[]::new));
        for (String key : node.layer().parameters().keySet())
          weights.put(prefix + node.name() + "." + key,
              Objects.requireNonNull(whole.weights().tensors().get(node.name() + "." + key)));
      }
    }

    private Model heads(String grid) {
      List<String> scores = IntStream.range(0, n * n).mapToObj(m -> {
        String head = "head" + m + ".";
        copy(false, head, net.add(head + "cell", new GridCell(n, m), grid));
        return head + whole.network().output();
      }).toList();
      net.add("scores", new Concat(), scores.toArray(String[]::new));
      return new Model(net.build().withScores(whole.network().scoreKind()), new Weights(weights));
    }
  }
}
