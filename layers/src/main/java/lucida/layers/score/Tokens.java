package lucida.layers.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;

/**
 * A transformer whose tokens are positions. Which they are is found from shapes: the patches are the last layer [K, h, w], or a square; there are
 * a few tokens more than patches, in front of them. Behind the layer that each attention reads its tokens become a grid and tokens again, so
 * that the network can be cut there; the class token passes beside.
 *
 * @param network with the grids; the name of each layer that has one resolves to it
 */
public record Tokens(Network network) {
  /** Tokens in front of the patches: of the class, of distillation, registers. */
  private static final int MOST_BEFORE = 8;
  private static final String ATTENTION = "Softmax";

  /**
   * A network with attention over tokens.
   *
   * @param stated rows and columns, where they are not to be found
   * @throws IllegalArgumentException if the network's tokens do not lie as stated
   */
  public static Optional<Tokens> of(Network network, Optional<Shape> stated) {
    if (network.nodes().stream().noneMatch(node -> node.layer().kind().equals(ATTENTION))) return Optional.empty();
    SequencedMap<String, Shape> one = shapes(network, 1), two = shapes(network, 2);
    SequencedMap<String, Integer> read = new LinkedHashMap<>();
    for (Network.Node node : network.nodes())
      if (node.layer().kind().equals(ATTENTION)) {
        int tokens = tokens(Objects.requireNonNull(one.get(node.name())));
        before(network, node.name(), tokens, one, two).ifPresent(layer -> read.put(layer, tokens));
      }
    if (read.isEmpty()) return Optional.empty();
    int tokens = read.lastEntry().getValue();
    read.values().removeIf(count -> count != tokens);
    Optional<TokenGrid> grid = stated.isPresent() ? Optional.of(checked(network, stated.get(), tokens)) : found(network, tokens);
    SequencedMap<String, Boolean> first = new LinkedHashMap<>();
    read.keySet().forEach(layer -> first.put(layer,
        areFirst(Objects.requireNonNull(one.get(layer)), Objects.requireNonNull(two.get(layer)), tokens)));
    return grid.map(g -> new Tokens(inserted(network, g, first)));
  }

  /** How the tokens of a network lie in which they are positions. */
  public static Optional<TokenGrid> grid(Network network) {
    return network.nodes().stream().map(Network.Node::layer).filter(TokenGrid.class::isInstance).map(TokenGrid.class::cast)
        .findFirst();
  }

  /** Whether a layer gives tokens as positions. */
  public static boolean isGrid(Network network, String layer) {
    String name = network.resolve(layer);
    return network.nodes().stream().anyMatch(node -> node.name().equals(name) && node.layer() instanceof TokenGrid);
  }

  /** The layers whose tokens are positions, in their order. */
  public static List<String> layers(Network network) {
    return network.nodes().stream().filter(node -> node.layer() instanceof TokenGrid).map(node -> node.inputs().getFirst())
        .toList();
  }

  private static SequencedMap<String, Shape> shapes(Network network, int batch) {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    network.write(batch, Mode.INFERENCE).values().forEach((name, value) -> shapes.put(name, value.shape()));
    return shapes;
  }

  /** Of an attention [.., tokens, tokens]; 0 of another softmax. */
  private static int tokens(Shape attention) {
    int rank = attention.rank();
    return rank > 2 && attention.extent(rank - 1) == attention.extent(rank - 2) ? attention.extent(rank - 1) : 0;
  }

  /** The nearest layer before an attention that gives K numbers for each token and that everything it reads of the picture passes through. */
  private static Optional<String> before(Network network, String attention, int tokens, Map<String, Shape> one,
      Map<String, Shape> two) {
    if (tokens < 2) return Optional.empty();
    int last = IntStream.range(0, network.nodes().size()).filter(i -> network.nodes().get(i).name().equals(attention)).findFirst()
        .orElseThrow();
    return network.nodes().subList(0, last).reversed().stream().map(Network.Node::name)
        .filter(name -> isOfTokens(Objects.requireNonNull(one.get(name)), Objects.requireNonNull(two.get(name)), tokens))
        .filter(name -> !reaches(network, attention, name))
        .filter(name -> width(Objects.requireNonNull(one.get(name))) == width(network, one, two, tokens))
        .findFirst();
  }

  /** [N, tokens, K], or [tokens, N, K]. */
  private static boolean isOfTokens(Shape one, Shape two, int tokens) {
    return one.rank() == 3 && (areFirst(one, two, tokens) || one.extent(0) == 1 && two.extent(0) == 2 && one.extent(1) == tokens);
  }

  private static boolean areFirst(Shape one, Shape two, int tokens) {
    return one.extent(0) == tokens && one.extent(1) == 1 && two.extent(1) == 2;
  }

  private static int width(Shape shape) { return shape.extent(2); }

  /** K of the first tokens: queries, keys and values joined are wider. */
  private static int width(Network network, Map<String, Shape> one, Map<String, Shape> two, int tokens) {
    return network.nodes().stream().map(Network.Node::name)
        .filter(name -> isOfTokens(Objects.requireNonNull(one.get(name)), Objects.requireNonNull(two.get(name)), tokens))
        .mapToInt(name -> width(Objects.requireNonNull(one.get(name)))).findFirst().orElse(0);
  }

  /** Whether a layer reads the picture on a way that does not pass through another. */
  private static boolean reaches(Network network, String from, String without) {
    Map<String, Network.Node> nodes = new LinkedHashMap<>();
    network.nodes().forEach(node -> nodes.put(node.name(), node));
    Deque<String> ahead = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>(Set.of(without));
    while (!ahead.isEmpty()) {
      String at = ahead.pop();
      if (at.equals(Network.INPUT)) return true;
      if (seen.add(at)) Objects.requireNonNull(nodes.get(at)).inputs().forEach(ahead::push);
    }
    return false;
  }

  /** The last layer [K, h, w] with about as many positions; or a square. */
  private static Optional<TokenGrid> found(Network network, int tokens) {
    Forward forward = network.write(1, Mode.INFERENCE);
    AxisMeanings meanings = AxisMeanings.of(forward);
    return network.nodes().reversed().stream().map(node -> forward.value(node.name())).filter(meanings::isPicture)
        .map(A -> A.shape()).filter(A -> fits(A.extent(2) * A.extent(3), tokens))
        .map(A -> new TokenGrid(tokens - A.extent(2) * A.extent(3), A.extent(2), A.extent(3), false)).findFirst()
        .or(() -> square(tokens));
  }

  private static boolean fits(int patches, int tokens) {
    return patches > 1 && patches <= tokens && tokens <= patches + MOST_BEFORE;
  }

  private static Optional<TokenGrid> square(int tokens) {
    int side = (int) Math.sqrt(tokens);
    return fits(side * side, tokens) && side > 1
        ? Optional.of(new TokenGrid(tokens - side * side, side, side, false))
        : Optional.empty();
  }

  private static TokenGrid checked(Network network, Shape stated, int tokens) {
    int patches = stated.size();
    if (patches > tokens)
      throw new IllegalArgumentException("the attention of " + network.name() + " is over " + tokens + " tokens, fewer than "
          + stated.extent(0) + "×" + stated.extent(1));
    return new TokenGrid(tokens - patches, stated.extent(0), stated.extent(1), false);
  }

  /** Behind each layer its grid and the tokens again, which those read that read the layer. */
  private static Network inserted(Network network, TokenGrid found, Map<String, Boolean> layers) {
    SequencedMap<String, String> aliases = new LinkedHashMap<>(network.aliases());
    Map<String, String> instead = new LinkedHashMap<>();
    List<Network.Node> nodes = new ArrayList<>();
    for (Network.Node node : network.nodes()) {
      nodes.add(
          new Network.Node(node.name(), node.layer(), node.inputs().stream().map(in -> instead.getOrDefault(in, in)).toList()));
      if (!layers.containsKey(node.name())) continue;
      TokenGrid grid = found.in(layers.getOrDefault(node.name(), false));
      String positions = network.free(node.name() + "/grid"), joined = network.free(node.name() + "/tokens");
      nodes.add(new Network.Node(positions, grid, List.of(node.name())));
      nodes.add(new Network.Node(joined, new TokenGrid.Joined(grid), List.of(node.name(), positions)));
      instead.put(node.name(), joined);
      aliases.replaceAll((_, of) -> of.equals(node.name()) ? positions : of);
      aliases.put(node.name(), positions);
    }
    return new Network(network.name(), network.input(), Collections.unmodifiableList(nodes), aliases, network.scoreKind());
  }
}
