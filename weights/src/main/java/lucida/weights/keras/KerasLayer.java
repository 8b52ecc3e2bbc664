package lucida.weights.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * A Keras layer.
 *
 * @param kind its class in Keras
 * @param parameters its parameters, channels first
 * @param formula its output
 */
record KerasLayer(String kind, SequencedMap<String, Shape> parameters,
    BiFunction<List<Expr>, Scope, Expr> formula) implements Layer {
  KerasLayer {
    parameters = new LinkedHashMap<>(parameters);
  }

  /** Without parameters. */
  static KerasLayer plain(String kind, BiFunction<List<Expr>, Scope, Expr> formula) {
    return new KerasLayer(kind, new LinkedHashMap<>(), formula);
  }

  @Override
  public Expr write(List<Expr> inputs, Scope scope) { return formula.apply(inputs, scope); }

  @Override
  public long multiplyAdds(Shape output) {
    Shape weight = parameters.getOrDefault("weight", Shape.SCALAR);
    Shape depthwise = parameters.getOrDefault("depthwise", Shape.SCALAR);
    return switch (kind) {
      case "Conv2D", "DepthwiseConv2D", "Dense" -> (long) output.size() * weight.without(0).size();
      case "SeparableConv2D" ->
        (long) output.size() * weight.without(0).size() + (long) output.without(0).size() * depthwise.size();
      default -> 0;
    };
  }
}
