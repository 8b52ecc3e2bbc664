package lucida.layers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;

/**
 * A network with its weights.
 *
 * @param network the graph of layers
 * @param weights a tensor for each of its parameters
 */
public record Model(Network network, Weights weights) {
  /** Checks that the weights are the network's. */
  public Model {
    weights.checkedFor(network);
  }

  /** The values to run a program of these formulas with: the pictures and the weights. */
  public Map<Expr, Tensor> given(Forward forward, Tensor pictures) {
    Map<Expr, Tensor> given = givenWeights(forward);
    given.put(forward.x(), pictures);
    return given;
  }

  /** The values that do not vary from picture to picture. */
  public Map<Expr, Tensor> givenWeights(Forward forward) {
    Map<Expr, Tensor> given = new HashMap<>();
    forward.parameters().forEach((name, input) -> given.put(input, Objects.requireNonNull(weights.tensors().get(name))));
    return given;
  }

  /** The scores of pictures [N, C, H, W]: [N, classes]. */
  public Tensor scores(Tensor pictures, Executor executor) {
    Forward forward = network.write(pictures.shape().extent(0), Mode.INFERENCE);
    return executor.values(List.of(forward.scores()), given(forward, pictures)).getFirst();
  }

  /** In one line; the network and the weights say more of themselves. */
  @Override
  public String toString() { return network.name() + " for " + network.input() + ", " + weights; }
}
