package lucida.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Shape;

/**
 * A network written down as formulas for a batch of pictures.
 *
 * @param network which one
 * @param x the pictures, [N, C, H, W]
 * @param parameters an input for each parameter, by its full name
 * @param values the output of each node, by its name, in the order of the graph
 * @param masks the random numbers that dropout wants in training, each with the probability that a cell is kept
 * @param updates new values of running statistics, by the full names of the parameters
 */
public record Forward(Network network, Input x, SequencedMap<String, Input> parameters, SequencedMap<String, Expr> values,
    List<Mask> masks,
    SequencedMap<String, Expr> updates) {
  /** Random numbers: 1/keep with probability keep, else 0. */
  public record Mask(Input input, double keep) {}

  static Forward of(Network network, int batch, Mode mode) {
    SequencedMap<String, Input> parameters = new LinkedHashMap<>();
    network.parameters().forEach((name, shape) -> parameters.put(name, Input.of(name, shape)));
    return of(network, Input.of(Network.INPUT, network.input().insert(0, batch)), parameters, mode);
  }

  /**
   * Of pictures that are an input already, as another network's, with these inputs as its parameters.
   *
   * @throws IllegalArgumentException if the pictures are not of the network's shape
   */
  public static Forward of(Network network, Input x, SequencedMap<String, Input> parameters, Mode mode) {
    if (!x.shape().without(0).equals(network.input()))
      throw new IllegalArgumentException(
          "Network " + network.name() + " reads pictures " + network.input() + ", not " + x.shape().without(0));
    Forward forward = new Forward(network, x, parameters, new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    for (Network.Node node : network.nodes()) {
      List<Expr> inputs = node.inputs().stream()
          .map(from -> from.equals(Network.INPUT) ? x : Objects.requireNonNull(forward.values.get(from))).toList();
      forward.values.put(node.name(), node.layer().write(inputs, new NodeScope(forward, node.name(), mode)));
    }
    return forward;
  }

  /** The scores, [N, classes]. */
  public Expr scores() { return value(network.output()); }

  /** The scores of other pictures by the same parameters and the same random numbers, [N, classes]; running statistics do not see them. */
  public Expr scoresOf(Expr pictures, Mode mode) {
    Map<String, Expr> other = new HashMap<>(Map.of(Network.INPUT, pictures));
    for (Network.Node node : network.nodes()) {
      List<Expr> inputs = node.inputs().stream().map(from -> Objects.requireNonNull(other.get(from))).toList();
      other.put(node.name(), node.layer().write(inputs, new AgainScope(new NodeScope(this, node.name(), mode))));
    }
    return Objects.requireNonNull(other.get(network.output()));
  }

  /** What the scores are: a single one that its network calls a logit is a value. */
  public ScoreKind scoreKind() {
    return network.scoreKind().among(scores().shape().without(0).size());
  }

  /** The output of a node by its name or other name. */
  public Expr value(String layer) {
    return Objects.requireNonNull(values.get(network.resolve(layer)));
  }

  private record NodeScope(Forward forward, String node, Mode mode) implements Scope {
    @Override
    public Expr parameter(String name) { return Objects.requireNonNull(forward.parameters.get(node + "." + name)); }

    @Override
    public int batch() { return forward.x.shape().extent(0); }

    @Override
    public Expr mask(Shape shape, double keep) {
      Input mask = Input.of(node + ".mask", shape);
      forward.masks.add(new Mask(mask, keep));
      return mask;
    }

    @Override
    public void update(String name, Expr value) { forward.updates.put(node + "." + name, value); }
  }

  /** Asks for nothing that was not asked for before, and changes nothing. */
  private record AgainScope(NodeScope first) implements Scope {
    @Override
    public Expr parameter(String name) { return first.parameter(name); }

    @Override
    public int batch() { return first.batch(); }

    @Override
    public Mode mode() { return first.mode(); }

    @Override
    public Expr mask(Shape shape, double keep) {
      return first.forward.masks.stream().map(Mask::input).filter(input -> input.name().equals(first.node + ".mask")).findFirst()
          .orElseThrow();
    }

    @Override
    public void update(String name, Expr value) {}
  }
}
