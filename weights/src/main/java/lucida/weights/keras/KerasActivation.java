package lucida.weights.keras;

import java.util.Optional;
import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Softmax;
import tools.jackson.databind.JsonNode;

/**
 * An activation: a function by its name, or a layer as an object. Some functions are defined differently by Keras 2 and 3.
 *
 * @param name in Keras: "relu", "LeakyReLU"
 */
record KerasActivation(String name, KerasRead read) {
  /** What a layer says under {@code activation}. */
  static KerasActivation of(KerasSettings settings) {
    JsonNode node = settings.node("activation");
    if (node.isMissingNode() || node.isNull()) return named("linear", settings);
    if (node.isString()) return named(node.stringValue(), settings);
    if (node.path("config").isString()) return named(KerasConfig.text(node, "config"), settings); // a function as an object
    String kind = KerasConfig.text(node, "class_name");
    KerasLayers.Plain plain = KerasLayers.plain(kind)
        .orElseThrow(() -> settings.refused("activation", "this is not read as an activation"));
    KerasSettings own = new KerasSettings("the activation " + kind + " of " + settings.layer(), node.path("config"),
        settings.version());
    KerasRead read = plain.read(own);
    own.finish();
    return new KerasActivation(kind, read);
  }

  private static KerasActivation named(String name, KerasSettings settings) {
    return new KerasActivation(name, KerasRead.plain(function(name, settings.version())
        .orElseThrow(() -> settings.refused("activation", "this function is not read"))));
  }

  /** Whether it changes nothing. */
  boolean isLinear() { return name.equals("linear"); }

  /** A function by its name. */
  static Optional<UnaryOperator<Expr>> function(String name, int version) {
    return Optional.ofNullable(switch (name) {
      case "linear" -> x -> x;
      case "relu" -> Expr::relu;
      case "relu6" -> ActivationFunctions::relu6;
      case "leaky_relu" -> x -> x.leakyRelu(0.2);
      case "elu" -> x -> ActivationFunctions.elu(x, 1);
      case "selu" -> x -> ActivationFunctions.elu(x, 1.6732632423543772).scale(1.0507009873554805);
      case "sigmoid" -> Expr::sigmoid;
      case "hard_sigmoid" ->
        version >= 3 ? x -> ActivationFunctions.hardSigmoid(x, 1.0 / 6, 0.5) : x -> ActivationFunctions.hardSigmoid(x, 0.2, 0.5);
      case "hard_silu", "hard_swish" -> ActivationFunctions::hardSwish;
      case "tanh" -> Expr::tanh;
      case "swish", "silu" -> ActivationFunctions::silu;
      case "gelu" -> ActivationFunctions::gelu;
      case "mish" -> x -> x.times(x.softplus().tanh());
      case "softplus" -> Expr::softplus;
      case "exponential" -> Expr::exp;
      case "softmax" -> x -> Softmax.softmax(x, KerasAxes.here(-1, x.shape().rank()));
      default -> (UnaryOperator<Expr>) null;
    });
  }
}
