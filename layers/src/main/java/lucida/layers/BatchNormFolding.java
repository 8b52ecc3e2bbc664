package lucida.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * A network without its batch norms, which in inference are s ⊙ x + t of each channel with s = γ/√(σ² + ε) and t = β − μ ⊙ s.
 *
 * <p>Where a batch norm alone reads a convolution or a dense layer, that one takes it in: w′ = s ⊙ w of each output, b′ = s ⊙ b + t, and keeps
 * its name. Elsewhere it becomes a convolution of 1×1 with a filter s for each channel and the bias t, under its own name.
 */
public final class BatchNormFolding {
  private final Network network;
  /** The node that takes in each batch norm that can be taken in. */
  private final Map<String, Network.Node> into = new HashMap<>();
  /** The names of these nodes. */
  private final Set<String> taking = new HashSet<>();

  private BatchNormFolding(Network network) {
    this.network = network;
    Map<String, Network.Node> byName = new HashMap<>();
    Map<String, Integer> readers = new HashMap<>();
    for (Network.Node node : network.nodes()) {
      byName.put(node.name(), node);
      node.inputs().forEach(name -> readers.merge(name, 1, Integer::sum));
    }
    for (Network.Node node : network.nodes()) {
      Network.Node read = byName.get(node.inputs().getFirst());
      if (!(node.layer() instanceof BatchNorm) || read == null || readers.getOrDefault(read.name(), 0) > 1) continue;
      if (read.layer() instanceof Conv2d || read.layer() instanceof Dense) {
        into.put(node.name(), read);
        taking.add(read.name());
      }
    }
  }

  /** The same network without batch norms; the weights of {@link #folded(Model)} are its. */
  public static Network folded(Network network) {
    return new BatchNormFolding(network).network();
  }

  /** The model without batch norms: in inference the same scores but for rounding, computed with float64 where its weights are. */
  public static Model folded(Model model) {
    BatchNormFolding folding = new BatchNormFolding(model.network());
    return new Model(folding.network(), folding.weights(model.weights().tensors()));
  }

  private Network network() {
    List<Network.Node> nodes = new ArrayList<>();
    for (Network.Node node : network.nodes())
      if (!into.containsKey(node.name()))
        nodes.add(new Network.Node(node.name(), layer(node), node.inputs().stream().map(this::renamed).toList()));
    SequencedMap<String, String> aliases = new LinkedHashMap<>();
    network.aliases().forEach((alias, name) -> aliases.put(alias, renamed(name)));
    return new Network(network.name(), network.input(), nodes, aliases, network.scoreKind());
  }

  private String renamed(String name) {
    Network.Node takes = into.get(name);
    return takes == null ? name : takes.name();
  }

  private Layer layer(Network.Node node) {
    boolean takes = taking.contains(node.name());
    return switch (node.layer()) {
      case Conv2d(int inputs, int outputs, Windows windows, int groups, boolean _) when takes ->
        new Conv2d(inputs, outputs, windows, groups, true);
      case Dense(int inputs, int outputs, boolean _) when takes -> new Dense(inputs, outputs, true);
      case BatchNorm(int channels, double _, double _) -> new Conv2d(channels, channels, Windows.of(1, 1, 1, 0), channels, true);
      default -> node.layer();
    };
  }

  private Weights weights(Map<String, Tensor> of) {
    SequencedMap<String, Tensor> folded = new LinkedHashMap<>();
    for (Network.Node node : network.nodes()) {
      if (node.layer() instanceof BatchNorm norm) fold(node.name(), norm, of, folded);
      else for (String key : node.layer().parameters().keySet()) folded.put(node.name() + "." + key, get(of, node.name() + "." + key));
    }
    return new Weights(folded);
  }

  /** w′ = s ⊙ w and b′ = s ⊙ b + t; or s and t themselves. */
  private void fold(String name, BatchNorm norm, Map<String, Tensor> of, SequencedMap<String, Tensor> folded) {
    Tensor s = get(of, name + ".weight").zip(get(of, name + ".running_var"), (gamma, v) -> gamma / Math.sqrt(v + norm.epsilon()));
    Tensor t = get(of, name + ".bias").minus(get(of, name + ".running_mean").times(s));
    String target = renamed(name);
    if (target.equals(name)) {
      folded.put(name + ".weight", s.reshape(Shape.of(norm.channels(), 1, 1, 1)));
      folded.put(name + ".bias", t);
      return;
    }
    Tensor w = get(of, target + ".weight");
    int perOutput = w.size() / norm.channels();
    folded.put(target + ".weight", Tensor.filled(w.shape(), w.precision(), i -> s.cell(i / perOutput) * w.cell(i)));
    Tensor b = of.get(target + ".bias");
    folded.put(target + ".bias", b == null ? t : s.times(b).plus(t));
  }

  private static Tensor get(Map<String, Tensor> of, String name) { return Objects.requireNonNull(of.get(name)); }
}
