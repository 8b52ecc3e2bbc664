package lucida.weights.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Scope;

/**
 * What was read of a layer.
 *
 * @param weights by their names in it
 * @param inputs how many tensors it reads, or −1 for any number
 * @param formula its output, before its activation
 * @param multiplyAdds of one call, from the shape of its output
 * @param activation that is part of the layer
 */
record KerasRead(SequencedMap<String, Tensor> weights, int inputs, BiFunction<List<Expr>, Scope, Expr> formula,
    ToLongFunction<Shape> multiplyAdds, Optional<KerasActivation> activation) {
  /** A layer without weights. */
  static KerasRead plain(UnaryOperator<Expr> formula) {
    return trained(new LinkedHashMap<>(), (x, _) -> formula.apply(x), _ -> 0);
  }

  /** Of any number of tensors, without weights. */
  static KerasRead merge(Function<List<Expr>, Expr> formula) {
    return merge(new LinkedHashMap<>(), (in, _) -> formula.apply(in));
  }

  /** Of any number of tensors, with constants. */
  static KerasRead merge(SequencedMap<String, Tensor> constants, BiFunction<List<Expr>, Scope, Expr> formula) {
    return new KerasRead(constants, -1, formula, _ -> 0, Optional.empty());
  }

  /** A layer with weights. */
  static KerasRead trained(SequencedMap<String, Tensor> weights, BiFunction<Expr, Scope, Expr> formula,
      ToLongFunction<Shape> multiplyAdds) {
    return new KerasRead(weights, 1, (in, scope) -> formula.apply(in.getFirst(), scope), multiplyAdds, Optional.empty());
  }

  /** The same, with the activation that its configuration says. */
  KerasRead activated(KerasSettings settings) {
    return new KerasRead(weights, inputs, formula, multiplyAdds, Optional.of(KerasActivation.of(settings)));
  }
}
