package lucida.weights.keras;

import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Activation;
import lucida.autodiff.function.Softmax;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Keras' activations by name; those that its versions define differently by version. */
final class KerasActivations {
  private KerasActivations() {}

  static UnaryOperator<Expr> named(JsonNode activation, int version) {
    String name = activation.isString() ? activation.asString() : activation.path("class_name").asString("linear");
    return switch (name) {
      case "linear" -> x -> x;
      case "relu", "ReLU" -> Expr::relu;
      case "relu6" -> Activation::relu6;
      case "leaky_relu" -> x -> x.leakyRelu(0.2);
      case "elu" -> x -> Activation.elu(x, 1);
      case "selu" -> x -> Activation.elu(x, 1.6732632423543772).scale(1.0507009873554805);
      case "sigmoid" -> Expr::sigmoid;
      case "hard_sigmoid" -> version >= 3 ? x -> Activation.hardSigmoid(x, 1.0 / 6, 0.5) : x -> Activation.hardSigmoid(x, 0.2, 0.5);
      case "hard_silu", "hard_swish" -> Activation::hardSwish;
      case "tanh" -> Expr::tanh;
      case "swish", "silu" -> Activation::silu;
      case "gelu" -> Activation::gelu;
      case "softplus" -> Expr::softplus;
      case "exponential" -> Expr::exp;
      case "softmax" -> x -> Softmax.softmax(x, 1);
      default -> throw new WeightsException("the activation '" + name + "' is not read");
    };
  }

  /** Whether it only turns logits into probabilities. */
  static boolean isSoftmax(JsonNode activation) {
    return activation.asString("").equals("softmax");
  }

  static boolean isLinear(JsonNode activation) {
    return activation.isMissingNode() || activation.isNull() || activation.asString("").equals("linear");
  }
}
