package lucida.layers;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.core.Shape;

/**
 * A layer with a softplus of sharpness β in place of every ReLU in its formula: softplus_β(x) = log(1 + e^(βx))/β = max(x, 0) + log(1 + e^(−β|x|))/β,
 * which is within log 2/β of the ReLU and approaches it as β grows. Its other kinks stay: max pooling, leaky ReLU, PReLU, ELU, clipping as in ReLU6 and
 * hard swish. They are no ReLUs, or are parts of a choice between two branches.
 *
 * @param layer with ReLUs
 * @param beta the sharpness, above 0
 */
public record SmoothRelu(Layer layer, double beta) implements Layer {
  /** Checks β. */
  public SmoothRelu {
    if (!(beta > 0) || Double.isInfinite(beta))
      throw new IllegalArgumentException("A softplus of sharpness " + beta + ": β is above 0 and finite");
  }

  /**
   * A network with softplus_β in place of every ReLU; its parameters are those of the network.
   *
   * @throws IllegalArgumentException if it has no ReLU
   */
  public static Network in(Network network, double beta) {
    Forward forward = network.write(1, Mode.INFERENCE);
    List<Network.Node> nodes = network.nodes().stream().map(node -> relus(own(forward, node)).isEmpty()
        ? node
        : new Network.Node(node.name(), new SmoothRelu(node.layer(), beta), node.inputs())).toList();
    if (nodes.equals(network.nodes()))
      throw new IllegalArgumentException("Network " + network.name() + " has no ReLU to smooth");
    return network.withNodes(nodes);
  }

  /** The names of the layers of a network that are not smooth, without those whose only kinks are ReLUs. */
  public static List<String> otherKinks(Network network) {
    Forward forward = network.write(1, Mode.INFERENCE);
    return network.nodes().stream().filter(node -> {
      Collection<Expr> own = own(forward, node), relus = relus(own);
      return own.stream().anyMatch(e -> !relus.contains(e) && e instanceof Apply y && y.op() instanceof Selection s
          && !(s.choice() instanceof StopGradient));
    }).map(Network.Node::name).toList();
  }

  /** What a node's layer wrote. */
  private static Collection<Expr> own(Forward forward, Network.Node node) {
    List<Expr> inputs = node.inputs().stream()
        .map(from -> from.equals(Network.INPUT) ? forward.x() : requireNonNull(forward.values().get(from))).toList();
    return between(inputs, requireNonNull(forward.values().get(node.name())));
  }

  /** All that y is made of, down to the inputs and without them. */
  private static Collection<Expr> between(List<Expr> inputs, Expr y) {
    Set<Expr> given = new HashSet<>(inputs);
    return Graph.order(List.of(y), e -> given.contains(e) ? List.of() : e.inputs()).stream().filter(e -> !given.contains(e))
        .toList();
  }

  /** The gates of x by x, but for those that are one branch of two: x where x > 0, else something else of x. */
  private static Set<Expr> relus(Collection<Expr> formulas) {
    Set<Expr> choosers = new HashSet<>(), relus = new HashSet<>();
    for (Expr e : formulas)
      if (e instanceof Apply y && y.op() instanceof Selection s && s.choice().equals(Gate.NOT_POSITIVE))
        choosers.add(y.inputs().getFirst());
    for (Expr e : formulas)
      if (e instanceof Apply y && y.op().equals(new Selection(Gate.POSITIVE)) && y.inputs().getFirst().equals(y.inputs().getLast())
          && !choosers.contains(y.inputs().getFirst()))
        relus.add(e);
    return relus;
  }

  @Override
  public Expr write(List<Expr> inputs, Scope scope) {
    Expr y = layer.write(inputs, scope);
    Collection<Expr> own = between(inputs, y);
    Set<Expr> relus = relus(own);
    Map<Expr, Expr> smooth = new HashMap<>();
    for (Expr e : own)
      if (e instanceof Apply node) {
        List<Expr> of = node.inputs().stream().map(x -> smooth.getOrDefault(x, x)).toList();
        smooth.put(e, relus.contains(e) ? ActivationFunctions.softplus(of.getFirst(), beta) : Apply.of(node.op(), of));
      }
    return smooth.getOrDefault(y, y);
  }

  @Override
  public SequencedMap<String, Shape> parameters() { return layer.parameters(); }

  @Override
  public long multiplyAdds(Shape output) { return layer.multiplyAdds(output); }

  @Override
  public String kind() { return layer.kind() + ", softplus(" + beta + ") for ReLU"; }
}
