package lucida.weights.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Flatten;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.Weights;

/**
 * What the scores of a network are, read off its last layers. A softmax over all scores, or over all of a position, or a sigmoid at the end is left off, also where
 * layers follow that keep every score; what cannot be left off makes the scores values.
 */
public final class NetworkEnd {
  /** What a layer does with scores that pass through it. */
  public enum Role {
    /** Makes logits of features: a dense layer, a convolution. */
    LINEAR,
    /** Takes the mean or the largest of several positions. */
    POOL,
    /** Is linear above 0. */
    RECTIFIER,
    /** Moves, adds or scales. */
    ARITHMETIC,
    /** Changes no score, nor their order where only one axis has several. */
    SAME,
    /** The softmax over all scores, or its logarithm. */
    SOFTMAX,
    /** A sigmoid of each score. */
    SIGMOID,
    /** Anything else. */
    OTHER
  }

  /** Says what a layer of an importer does. */
  @FunctionalInterface
  public interface Roles {
    /**
     * The role of a layer.
     *
     * @param x the shape of its first input for one picture, without the batch
     */
    Role of(Layer layer, Shape x);
  }

  /** A node on a way back from the scores, and whether a pooling lies between. */
  private record Step(String node, boolean pooled) {}

  private final Network network;
  private final Roles roles;
  private final Map<String, Shape> shapes;
  private final Map<String, Network.Node> nodes = new HashMap<>();

  private NetworkEnd(Network network, Roles roles) {
    this.network = network;
    this.roles = roles;
    this.shapes = network.shapes();
    network.nodes().forEach(node -> nodes.put(node.name(), node));
  }

  /** The model up to its logits, with what its scores are. */
  public static Model read(Model model, Roles roles) {
    NetworkEnd end = new NetworkEnd(model.network(), roles);
    Network.Node last = end.lastThatChanges();
    Optional<ScoreKind> kind = end.kind(last);
    return kind.isPresent()
        ? end.upTo(last.inputs().getFirst(), kind.get(), model)
        : end.upTo(model.network().output(), end.endsLinearly() ? ScoreKind.LOGITS : ScoreKind.VALUE, model);
  }

  private Network.Node lastThatChanges() {
    Network.Node at = node(network.output());
    while (role(at) == Role.SAME && isOneRow(at) && nodes.containsKey(at.inputs().getFirst())) at = node(at.inputs().getFirst());
    return at;
  }

  /** What the layer makes of logits, if it can be left off. */
  private Optional<ScoreKind> kind(Network.Node last) {
    if (!isOneRow(last) && !isMap(last) || !nodes.containsKey(last.inputs().getFirst())) return Optional.empty();
    return switch (role(last)) {
      case SOFTMAX -> Optional.of(ScoreKind.SOFTMAX);
      case SIGMOID -> Optional.of(ScoreKind.SIGMOID);
      case LINEAR, POOL, RECTIFIER, ARITHMETIC, SAME, OTHER -> Optional.empty();
    };
  }

  /** Whether on every way back from the scores a linear layer comes before anything that is not linear; class maps may be rectified. */
  private boolean endsLinearly() {
    Deque<Step> ahead = new ArrayDeque<>(List.of(new Step(network.output(), false)));
    Set<Step> seen = new HashSet<>();
    while (!ahead.isEmpty()) {
      Step step = ahead.pop();
      if (step.node().equals(Network.INPUT) || !seen.add(step)) continue;
      Network.Node node = node(step.node());
      Role role = role(node);
      switch (role) {
        case POOL, ARITHMETIC, SAME ->
          node.inputs().forEach(from -> ahead.push(new Step(from, step.pooled() || role == Role.POOL)));
        case RECTIFIER -> {
          if (!step.pooled()) return false;
        }
        case SOFTMAX, SIGMOID, OTHER -> {
          return false;
        }
        case LINEAR -> {} // this way ends
      }
    }
    return true;
  }

  private Network.Node node(String name) { return Objects.requireNonNull(nodes.get(name)); }

  private Shape shape(String name) {
    return name.equals(Network.INPUT) ? network.input() : Objects.requireNonNull(shapes.get(name));
  }

  private Role role(Network.Node node) {
    return roles.of(node.layer(), shape(node.inputs().getFirst()));
  }

  /** Whether at most one axis of what it reads and of what it gives has several cells. */
  private boolean isOneRow(Network.Node node) {
    return node.inputs().size() == 1 && isOneRow(shape(node.name())) && isOneRow(shape(node.inputs().getFirst()));
  }

  /** Whether it reads and gives scores of positions, [classes, rows, columns]. */
  private boolean isMap(Network.Node node) {
    return node.inputs().size() == 1 && shape(node.name()).rank() == 3;
  }

  private static boolean isOneRow(Shape s) {
    return Arrays.stream(s.extents()).filter(extent -> extent != 1).count() <= 1;
  }

  private Model upTo(String last, ScoreKind kind, Model model) {
    List<Network.Node> kept = new ArrayList<>(network.nodes().subList(0, network.nodes().indexOf(node(last)) + 1));
    if (shape(last).rank() != 1 && isOneRow(shape(last)))
      kept.add(new Network.Node(free("logits"), new Flatten(), List.of(last)));
    SequencedMap<String, String> aliases = new LinkedHashMap<>(network.aliases());
    Set<String> names = new HashSet<>();
    kept.forEach(node -> names.add(node.name()));
    aliases.values().removeIf(name -> !names.contains(name));
    Network cut = new Network(network.name(), network.input(), kept, aliases, kind);
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(model.weights().tensors());
    weights.keySet().retainAll(cut.parameters().keySet());
    return new Model(cut, new Weights(weights));
  }

  private String free(String name) {
    String free = name;
    for (int i = 1; nodes.containsKey(free) || network.aliases().containsKey(free); i++) free = name + "_" + i;
    return free;
  }
}
