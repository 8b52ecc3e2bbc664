package lucida.layers;

import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * A batch norm that takes its running statistics in training too and leaves them as they are; γ and β are trained. For a trained network that learns from few pictures, whose
 * batches say little about statistics; and no picture's scores depend on the others of its batch.
 *
 * @param norm whose parameters it has
 */
public record FixedBatchNorm(BatchNorm norm) implements Layer {
  /** The network with all its batch norms so; its parameters have the same names. */
  public static Network in(Network network) {
    return network.withNodes(network.nodes().stream()
        .map(node -> node.layer() instanceof BatchNorm norm
            ? new Network.Node(node.name(), new FixedBatchNorm(norm), node.inputs())
            : node)
        .toList());
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) { return norm.byRunningStatistics(in.getFirst(), scope); }

  @Override
  public SequencedMap<String, Shape> parameters() { return norm.parameters(); }

  @Override
  public String kind() { return norm.kind(); }
}
