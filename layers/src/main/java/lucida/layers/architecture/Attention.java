package lucida.layers.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.ChannelScale;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.SpatialScale;

/**
 * Channel–spatial attention behind a layer of a network — Xu, Wang, Wang, Xu, Lin 2021, arXiv 2101.09666.
 *
 * <pre>
 *   s = softmax(FC2(relu(FC1(GAP(a))))),  b_q = s_q a_q      [GG 1]  channel
 *   T = Σ_q b_q / Σ_q Σ_ij b_q,ij                            [GG 2]  Spatial.PRINTED
 *   d_q = a_q ⊙ T                                            [GG 3]  SpatialScale
 * </pre>
 *
 * <p>Without channel attention b is a, without spatial attention what is classified is b. Everything that reads the layer reads the result instead; the
 * layer keeps its name, so that it can be explained. Deviation: where Σ_q Σ_ij b_q,ij is exactly 0, T is 0.
 *
 * @param after the layer, [C, h, w]
 * @param channel whether there is channel attention
 * @param spatial spatial attention, if there is
 * @param hidden outputs of FC1; a quarter of the channels if it is not said
 * @param classifier outputs of a dense layer and a ReLU in front of the last dense layer of the network, if it is to have them
 */
public record Attention(String after, boolean channel, Optional<Spatial> spatial, OptionalInt hidden, OptionalInt classifier) {
  /** The node of the numbers whose softmax is s. */
  public static final String SCORES = "attention.fc2";
  /** The node of s, [N, C]. */
  public static final String WEIGHTS = "attention.s";
  /** The node of b, which reads a first. */
  private static final String CHANNELS = "attention.b";
  /** The node of d, which reads a first. */
  private static final String POSITIONS = "attention.d";
  private static final String SUFFIX = "+attention(";
  private static final String FORM = "after=LAYER,channel,spatial, either of the last two left out, spatial-softmax in place of spatial,"
      + " and hidden=N or classifier=N beside them";
  /** [GG 1] Along the channels. */
  public static final Activation SOFTMAX = new Activation("softmax", x -> Softmax.softmax(x, 1));

  /** What spatial attention is made of. */
  public enum Spatial {
    /** [GG 2] The share of each position in the sum of all channels. */
    PRINTED(new Activation("share of positions", Attention::share)),
    /** The softmax over all positions of the sum of all channels. */
    SOFTMAX(new Activation("softmax of positions", Attention::softmaxOfPositions));

    private final Activation layer;

    Spatial(Activation layer) { this.layer = layer; }

    /** From b, [N, C, h, w], to T, [N, 1, h, w]. */
    public Activation layer() { return layer; }

    @Override
    public String toString() { return this == PRINTED ? "spatial" : "spatial-softmax"; }
  }

  /** Checks that there is some attention, and the numbers. */
  public Attention {
    if (!channel && spatial.isEmpty())
      throw new IllegalArgumentException("Attention after '" + after + "': neither channel nor spatial; wanted is " + FORM);
    if (hidden.isPresent() && (hidden.getAsInt() < 1 || !channel))
      throw new IllegalArgumentException("Attention: hidden=" + hidden.getAsInt() + " is for channel attention, and at least 1");
    if (classifier.isPresent() && classifier.getAsInt() < 1)
      throw new IllegalArgumentException("Attention: classifier=" + classifier.getAsInt() + " is at least 1");
  }

  /**
   * Reads "after=layer3,channel,spatial".
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public static Attention parse(String text) {
    checkOnce(text);
    Optional<String> after = Optional.empty();
    Optional<Spatial> spatial = Optional.empty();
    OptionalInt hidden = OptionalInt.empty(), classifier = OptionalInt.empty();
    boolean channel = false;
    for (String part : text.split(",", -1)) {
      if (part.startsWith("after=")) after = Optional.of(part.substring(6)).filter(layer -> !layer.isEmpty());
      else if (part.equals("channel")) channel = true;
      else if (part.matches("hidden=\\d{1,6}")) hidden = OptionalInt.of(Integer.parseInt(part.substring(7)));
      else if (part.matches("classifier=\\d{1,6}")) classifier = OptionalInt.of(Integer.parseInt(part.substring(11)));
      else spatial = Optional.of(Arrays.stream(Spatial.values()).filter(s -> s.toString().equals(part)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Attention '" + text + "': '" + part + "' is not understood; wanted is "
                + FORM)));
    }
    String layer = after
        .orElseThrow(() -> new IllegalArgumentException("Attention '" + text + "': after which layer? Wanted is " + FORM));
    return new Attention(layer, channel, spatial, hidden, classifier);
  }

  /** Of two answers to one question neither is taken silently: spatial and spatial-softmax answer the same one. */
  private static void checkOnce(String text) {
    Set<String> said = new HashSet<>();
    for (String part : text.split(",", -1))
      if (!said.add(part.startsWith("spatial") ? "spatial" : part.replaceFirst("=.*", "")))
        throw new IllegalArgumentException(
            "Attention '" + text + "': '" + part + "' comes on top of what was said already; wanted is "
                + FORM);
  }

  /** The attention that the name of a network tells of, if it tells of one. */
  static Optional<Attention> named(String network) {
    int at = network.indexOf(SUFFIX);
    return at < 0 || !network.endsWith(")")
        ? Optional.empty()
        : Optional.of(parse(network.substring(at + SUFFIX.length(), network.length() - 1)));
  }

  /** The layer that the attention of a network comes after, if it has attention, whoever put it there. */
  public static Optional<String> layerOf(Network network) {
    return network.nodes().stream().filter(node -> node.name().equals(CHANNELS) || node.name().equals(POSITIONS))
        .map(node -> node.inputs().getFirst()).findFirst();
  }

  /** Whether a network has channel attention. */
  public static boolean hasChannels(Network network) {
    return has(network, CHANNELS);
  }

  /** Whether a network has spatial attention. */
  public static boolean hasPositions(Network network) {
    return has(network, POSITIONS);
  }

  private static boolean has(Network network, String name) {
    return network.nodes().stream().anyMatch(node -> node.name().equals(name));
  }

  /** The name of a network without what it tells of attention. */
  public static String plainName(String network) {
    int at = network.indexOf(SUFFIX);
    return at < 0 ? network : network.substring(0, at);
  }

  /**
   * The network with attention. Its name says so: {@link Architectures#named(String)} knows it by that.
   *
   * @throws IllegalArgumentException if there is no such layer, it has no positions, there is attention already, or there is no dense layer to put others in front of
   */
  public Network in(Network network) {
    layerOf(network).ifPresent(layer -> {
      throw new IllegalArgumentException(
          "Attention after '" + after + "': " + network.name() + " has attention already, after '" + layer
              + "'");
    });
    String node = network.resolve(after);
    Shape a = Objects.requireNonNull(network.shapes().get(node));
    if (a.rank() != 3 || a.extent(1) * a.extent(2) < 2)
      throw new IllegalArgumentException("Attention after '" + after + "': its output in " + network.name() + " is " + a
          + "; wanted is a layer with positions, [channel, row, column]");
    List<Network.Node> nodes = new ArrayList<>();
    for (Network.Node each : network.nodes()) {
      nodes.add(new Network.Node(each.name(), each.layer(),
          each.inputs().stream().map(from -> from.equals(node) ? last() : from).toList()));
      if (each.name().equals(node)) nodes.addAll(own(node, a.extent(0)));
    }
    if (classifier.isPresent()) deepen(nodes, classifier.getAsInt(), network.name());
    return new Network(network.name() + SUFFIX + this + ")", network.input(), nodes, network.aliases(), network.scoreKind());
  }

  private String last() { return spatial.isPresent() ? POSITIONS : CHANNELS; }

  private List<Network.Node> own(String a, int channels) {
    List<Network.Node> own = new ArrayList<>();
    String b = a;
    if (channel) {
      int width = hidden.orElse(Math.max(1, channels / 4));
      own.add(new Network.Node("attention.gap", new GlobalAveragePool(), List.of(a)));
      own.add(new Network.Node("attention.fc1", Dense.of(channels, width), List.of("attention.gap")));
      own.add(new Network.Node("attention.relu", Activation.RELU, List.of("attention.fc1")));
      own.add(new Network.Node(SCORES, Dense.of(width, channels), List.of("attention.relu")));
      own.add(new Network.Node(WEIGHTS, SOFTMAX, List.of(SCORES)));
      b = CHANNELS;
      own.add(new Network.Node(b, new ChannelScale(), List.of(a, WEIGHTS)));
    }
    if (spatial.isPresent()) {
      own.add(new Network.Node("attention.t", spatial.get().layer(), List.of(b)));
      own.add(new Network.Node(POSITIONS, new SpatialScale(), List.of(a, "attention.t")));
    }
    return own;
  }

  private static void deepen(List<Network.Node> nodes, int width, String network) {
    Network.Node last = nodes.removeLast();
    if (!(last.layer() instanceof Dense usual))
      throw new IllegalArgumentException(
          "Attention: classifier=" + width + " puts a dense layer in front of the last one, and that of "
              + network + ", '" + last.name() + "', is " + last.layer().kind());
    String name = last.name();
    nodes.add(new Network.Node(name + ".0", Dense.of(usual.inputs(), width), last.inputs()));
    nodes.add(new Network.Node(name + ".1", Activation.RELU, List.of(name + ".0")));
    nodes.add(new Network.Node(name + ".2", Dense.of(width, usual.outputs()), List.of(name + ".1")));
  }

  /** [GG 2] T = Σ_q b_q / Σ_q Σ_ij b_q,ij. */
  private static Expr share(Expr b) {
    Expr sum = b.sum(1), total = sum.sum(1, 2);
    Expr divisor = total.abs().choose(total, Constant.one(total.shape()));
    return positions(sum.times(divisor.reciprocal().expand(sum.shape(), 1, 2)));
  }

  private static Expr softmaxOfPositions(Expr b) {
    Expr sum = b.sum(1);
    int N = sum.shape().extent(0);
    return positions(Softmax.softmax(sum.reshape(N, sum.shape().without(0).size()), 1).reshape(sum.shape()));
  }

  private static Expr positions(Expr T) {
    return T.reshape(T.shape().insert(1, 1));
  }

  /** "after=layer3,channel,spatial": as it is read. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(List.of("after=" + after));
    if (channel) parts.add("channel");
    spatial.ifPresent(s -> parts.add(s.toString()));
    hidden.ifPresent(n -> parts.add("hidden=" + n));
    classifier.ifPresent(n -> parts.add("classifier=" + n));
    return String.join(",", parts);
  }
}
