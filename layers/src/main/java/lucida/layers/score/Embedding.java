package lucida.layers.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Scope;
import lucida.layers.ScoreKind;
import lucida.layers.Weights;

/**
 * A model as one that gives a picture features: those of a layer, of a layer with positions their means.
 *
 * @param model whose scores are the features, [N, features]
 */
public record Embedding(Model model) {
  /** The mean of each channel over its positions. */
  private record Means() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().mean(2, 3); }

    @Override
    public String kind() { return "GlobalAveragePool"; }
  }

  /**
   * The features of a layer.
   *
   * @throws IllegalArgumentException if there is no such layer, or it gives neither [features] nor [channels, rows, columns] for a picture
   */
  public static Embedding of(Model whole, String layer) {
    Network network = whole.network();
    String last = network.resolve(layer);
    List<Network.Node> nodes = needed(network, last);
    Shape shape = new Network(network.name(), network.input(), nodes, new LinkedHashMap<>(), ScoreKind.VALUE).shapes().lastEntry()
        .getValue();
    if (shape.rank() != 1 && shape.rank() != 3)
      throw new IllegalArgumentException("Layer '" + layer + "' of " + network.name() + " gives " + shape
          + " for a picture; pictures are compared by [features], or by [channels, rows, columns], whose means are taken");
    if (shape.rank() == 3) nodes.add(new Network.Node(network.free("means"), new Means(), List.of(last)));
    return new Embedding(model(network, nodes, whole.weights().tensors()));
  }

  /** The nodes that a node depends on, and itself, in their order. */
  private static List<Network.Node> needed(Network network, String last) {
    Set<String> wanted = new HashSet<>(Set.of(last));
    List<Network.Node> needed = new ArrayList<>();
    for (Network.Node node : network.nodes().reversed())
      if (wanted.contains(node.name())) {
        needed.addFirst(node);
        wanted.addAll(node.inputs());
      }
    return needed;
  }

  private static Set<String> names(List<Network.Node> nodes) {
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    return names;
  }

  /** A network of values with those of the weights that it has. */
  private static Model model(Network of, List<Network.Node> nodes, SequencedMap<String, Tensor> weights) {
    SequencedMap<String, String> aliases = new LinkedHashMap<>(of.aliases());
    aliases.values().retainAll(names(nodes));
    Network network = new Network(of.name(), of.input(), nodes, aliases, ScoreKind.VALUE);
    SequencedMap<String, Tensor> kept = new LinkedHashMap<>(weights);
    kept.keySet().retainAll(network.parameters().keySet());
    return new Model(network, new Weights(kept));
  }

  /**
   * A model whose scores are the cosines to references.
   *
   * @param references the features of each, [references, features]
   * @throws IllegalArgumentException if one has no length
   */
  public Model similarTo(Tensor references) {
    Network network = model.network();
    String name = network.free("cosine");
    List<Network.Node> nodes = new ArrayList<>(network.nodes());
    nodes.add(new Network.Node(name, new Cosine(references.shape().extent(0), references.shape().extent(1)),
        List.of(network.output())));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(model.weights().tensors());
    weights.put(name + "." + Cosine.REFERENCE, unit(references));
    return model(network, nodes, weights);
  }

  private static Tensor unit(Tensor rows) {
    int features = rows.shape().extent(1);
    double[] length = new double[rows.shape().extent(0)];
    for (int i = 0; i < rows.size(); i++) length[i / features] = Math.hypot(length[i / features], rows.cell(i));
    for (int m = 0; m < length.length; m++)
      if (!(length[m] > 0 && length[m] < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException("the features of reference " + m + " have the length " + length[m]
            + ", so that nothing has an angle with them");
    return Tensor.filled(rows.shape(), rows.precision(), i -> rows.cell(i) / length[i / features]);
  }
}
