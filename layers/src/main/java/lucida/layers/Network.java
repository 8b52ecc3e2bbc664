package lucida.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.core.PlainText;
import lucida.core.Shape;

/**
 * A named graph of layers from one input to its scores. It holds no weights and no state: it writes formulas. Made by {@link NetworkBuilder}.
 *
 * @param name what it is called
 * @param input the shape of one picture, [C, H, W]
 * @param nodes the layers, each after those it reads
 * @param aliases other names of nodes: "layer4" for the last node of that stage
 * @param scoreKind what the scores are; {@link Forward#scoreKind} knows how many there are
 */
public record Network(String name, Shape input, List<Node> nodes, SequencedMap<String, String> aliases,
    ScoreKind scoreKind) {
  /** The name by which nodes read the network's input. */
  public static final String INPUT = "input";

  /** A layer with its name and the names of the nodes that it reads. Names come from files: what is not seen in them is made visible. */
  public record Node(String name, Layer layer, List<String> inputs) {
    /** Names are plain text. */
    public Node {
      name = PlainText.of(name);
      inputs = inputs.stream().map(PlainText::of).toList();
    }
  }

  /** Checks that every name is used once and every input comes before. */
  public Network {
    name = PlainText.of(name);
    nodes = List.copyOf(nodes);
    SequencedMap<String, String> others = new LinkedHashMap<>();
    aliases.forEach((other, node) -> others.put(PlainText.of(other), PlainText.of(node)));
    aliases = others;
    if (nodes.isEmpty()) throw new IllegalArgumentException("Network " + name + " has no layers");
    SequencedSet<String> known = new LinkedHashSet<>(List.of(INPUT));
    for (Node node : nodes) {
      for (String from : node.inputs())
        if (!known.contains(from))
          throw new IllegalArgumentException(
              "Network " + name + ": '" + node.name() + "' reads '" + from + "', which does not come before it");
      if (!known.add(node.name()))
        throw new IllegalArgumentException("Network " + name + ": two layers are named '" + node.name() + "'");
    }
  }

  /** The same layers for pictures of another shape, [C, H, W]; whether they fit shows when the formulas are written. */
  public Network forPictures(Shape pictures) {
    return new Network(name, pictures, nodes, aliases, scoreKind);
  }

  /** The same layers, with another meaning of the scores. */
  public Network withScores(ScoreKind kind) {
    return new Network(name, input, nodes, aliases, kind);
  }

  /** Other layers in the place of these. */
  public Network withNodes(List<Node> others) {
    return new Network(name, input, others, aliases, scoreKind);
  }

  /** A layer behind the scores, which gives others; it is called as wished, or nearly so. */
  public Network followedBy(String wished, Layer layer) {
    List<Node> longer = new ArrayList<>(nodes);
    longer.add(new Node(free(wished), layer, List.of(output())));
    return withNodes(longer);
  }

  /**
   * The same layers for another number of classes: the last layer with a matrix or filters gives as many outputs, and keeps its name. A bias that is added apart behind it is left out, for the new
   * layer has one; where what follows does not take another number, as a reshape to a fixed one, the scores are the layer's outputs, of a convolution their means over all positions.
   *
   * @throws IllegalArgumentException naming that layer, if it is neither dense nor a convolution of 1×1
   */
  public Network withClasses(int classes) {
    Node last = head();
    Shape x = last.inputs().getFirst().equals(INPUT) ? input : Objects.requireNonNull(shapes().get(last.inputs().getFirst()));
    Layer other = other(last, x, classes);
    Node head = new Node(last.name(), other, List.of(last.inputs().getFirst()));
    List<Node> before = new ArrayList<>(nodes.subList(0, nodes.indexOf(last)));
    before.add(head);
    Network kept = with(joined(before, nodes.subList(nodes.indexOf(last) + 1, nodes.size())));
    if (kept.hasScores(classes)) return kept;
    Network ended = x.rank() == 1 ? with(before) : with(before).followedBy("mean", new GlobalAveragePool());
    if (ended.hasScores(classes)) return ended;
    throw new IllegalArgumentException("Network " + name + ": with " + classes + " outputs of '" + last.name()
        + "' its scores would not be as many");
  }

  /** The last layer with a matrix or filters: what the scores are made by. */
  public Node head() {
    return nodes.reversed().stream()
        .filter(node -> node.layer().parameters().values().stream().anyMatch(shape -> shape.rank() > 1)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Network " + name + " has no layer with a matrix or filters"));
  }

  private Layer other(Node last, Shape x, int classes) {
    return switch (last.layer()) {
      case Dense dense -> new Dense(dense.inputs(), classes, dense.bias());
      case Conv2d conv when conv.groups() == 1 -> new Conv2d(conv.inputs(), classes, conv.windows(), 1, conv.bias());
      case Layer _ when last.inputs().size() == 1 && x.rank() == 1 -> Dense.of(x.extent(0), classes);
      case Layer layer when last.inputs().size() == 1 && x.rank() == 3 && isOfSinglePixels(layer) ->
        Conv2d.of(x.extent(0), classes, 1, 1, 0);
      case Layer layer -> throw new IllegalArgumentException("Network " + name + ": its last layer with a matrix or filters, '"
          + last.name() + "', is " + layer.kind()
          + "; another number of classes can be had of a dense layer or a convolution of 1×1");
    };
  }

  private static boolean isOfSinglePixels(Layer layer) {
    return layer.parameters().values().stream()
        .allMatch(w -> w.rank() == 1 || w.rank() == 4 && w.extent(2) == 1 && w.extent(3) == 1);
  }

  /** The nodes, and behind them those without parameters; what reads one with parameters reads what that reads. */
  private static List<Node> joined(List<Node> before, List<Node> behind) {
    List<Node> joined = new ArrayList<>(before);
    Map<String, String> instead = new HashMap<>();
    for (Node node : behind) {
      List<String> inputs = node.inputs().stream().map(from -> instead.getOrDefault(from, from)).toList();
      if (node.layer().parameters().isEmpty()) joined.add(new Node(node.name(), node.layer(), inputs));
      else instead.put(node.name(), inputs.getFirst());
    }
    return joined;
  }

  /** Other nodes, and the other names of those that are among them. */
  private Network with(List<Node> others) {
    SequencedMap<String, String> names = new LinkedHashMap<>(aliases);
    names.values().retainAll(others.stream().map(Node::name).toList());
    return new Network(name, input, others, names, scoreKind);
  }

  /** Whether the formulas can be written and end in as many numbers. */
  private boolean hasScores(int classes) {
    try {
      return shapes().lastEntry().getValue().equals(Shape.of(classes));
    } catch (RuntimeException _) { // a layer from a file says in its own way that it takes no such input
      return false;
    }
  }

  /**
   * A layer and all that it reads, directly or not.
   *
   * @throws IllegalArgumentException if there is no such layer
   */
  public SequencedSet<Node> upTo(String layer) {
    Set<String> wanted = new HashSet<>(Set.of(resolve(layer)));
    SequencedSet<Node> before = new LinkedHashSet<>();
    for (Node node : nodes.reversed()) {
      if (!wanted.contains(node.name())) continue;
      before.addFirst(node);
      wanted.addAll(node.inputs());
    }
    return before;
  }

  /** The name if no node has it, by this or another name; else one like it. */
  public String free(String wished) {
    String free = wished;
    while (isTaken(free)) free += "_";
    return free;
  }

  private boolean isTaken(String other) {
    return aliases.containsKey(other) || nodes.stream().anyMatch(node -> node.name().equals(other));
  }

  /** The node whose output are the scores: the last. */
  public String output() { return nodes.getLast().name(); }

  /** The parameters of all layers by their full names ("features.0.weight"), with their shapes. */
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    for (Node node : nodes) node.layer().parameters().forEach((key, shape) -> parameters.put(node.name() + "." + key, shape));
    return parameters;
  }

  /** Writes the formulas for a batch of pictures. */
  public Forward write(int batch, Mode mode) {
    return Forward.of(this, batch, mode);
  }

  /**
   * The node of this name, or of this other name.
   *
   * @throws IllegalArgumentException if there is none; the message names some that are near
   */
  public String resolve(String layer) {
    String asked = PlainText.of(layer), node = aliases.getOrDefault(asked, asked);
    if (nodes.stream().anyMatch(n -> n.name().equals(node))) return node;
    List<String> near = new ArrayList<>(aliases.keySet());
    nodes.forEach(n -> near.add(n.name()));
    throw new IllegalArgumentException("Network " + name + " has no layer '" + layer + "'; " + Names.suggestion(layer, near));
  }

  /** The shape of each node's output for one picture, without the batch. */
  public SequencedMap<String, Shape> shapes() {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, Expr> value : write(1, Mode.INFERENCE).values().entrySet())
      shapes.put(value.getKey(), value.getValue().shape().without(0));
    return shapes;
  }

  /** A table: names, layers, shapes, parameters, multiply-adds. */
  @Override
  public String toString() { return Summary.of(this).toString(); }
}
