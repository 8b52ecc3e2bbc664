package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;

/**
 * A network divided at layers: A = features(x), scores = head(A). What bypasses a layer, as a shortcut does, stays a formula of the
 * input beside A.
 *
 * @param forward the whole network
 * @param layers the names of the nodes at which it is cut
 */
public record Cut(Forward forward, List<String> layers) {
  /**
   * At one or several layers, by their names or other names.
   *
   * @throws IllegalArgumentException if there is no such layer, or the scores do not depend on it
   */
  public Cut {
    layers = layers.stream().map(forward.network()::resolve).toList();
    for (String layer : layers)
      if (!Graph.paths(List.of(forward.value(layer)), forward.scores()).contains(forward.scores()))
        throw new IllegalArgumentException(
            "Network " + forward.network().name() + " cannot be cut at '" + layer + "': the scores do not depend on it");
  }

  /** At one layer. */
  public static Cut at(Forward forward, String layer) { return new Cut(forward, List.of(layer)); }

  /** A: the activations of the first layer of the cut, [N, K, h, w] or [N, K]. */
  public Expr activations() {
    return forward.value(layers.getFirst());
  }

  /** The scores, [N, classes]: the head's output. */
  public Expr scores() { return forward.scores(); }

  /** Whether the head is piecewise linear in A, read off the graph. */
  public boolean headIsPiecewiseLinear() {
    return Graph.piecewiseLinear(scores(), activations());
  }
}
