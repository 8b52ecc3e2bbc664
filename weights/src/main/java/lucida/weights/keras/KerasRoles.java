package lucida.weights.keras;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.weights.io.NetworkEnd.Role;
import tools.jackson.databind.JsonNode;

/** What a layer, or the activation of one, does with scores at the end of a model. */
final class KerasRoles {
  private KerasRoles() {}

  static Role of(Layer layer, Shape x) {
    return switch (layer.kind()) {
      case "Dense", "Conv2D", "SeparableConv2D", "DepthwiseConv2D", "Conv2DTranspose" -> Role.LINEAR;
      case "GlobalAveragePooling2D", "AveragePooling2D", "GlobalMaxPooling2D", "MaxPooling2D" -> Role.POOL;
      case "relu", "ReLU", "leaky_relu", "LeakyReLU", "PReLU" -> Role.RECTIFIER;
      case "linear", "identity", "Flatten", "Reshape" -> Role.SAME;
      case "Add", "Subtract", "Multiply", "Average", "Concatenate", "BatchNormalization", "Rescaling", "ZeroPadding2D",
          "Cropping2D",
          "UpSampling2D" ->
        Role.ARITHMETIC;
      case "softmax", "Softmax" -> isOverAll(layer, x) ? Role.SOFTMAX : Role.OTHER;
      case "sigmoid" -> Role.SIGMOID;
      default -> KerasLayers.isTrainingOnly(layer.kind()) ? Role.SAME : Role.OTHER;
    };
  }

  /** Whether a softmax, along any axis, is over all cells, which lie along one: of zeros it is 1/n then, and 1 along another axis. */
  private static boolean isOverAll(Layer layer, Shape x) {
    if (x.size() < 2 || Arrays.stream(x.extents()).max().orElse(0) != x.size()) return false;
    NetworkBuilder alone = new NetworkBuilder("softmax", x);
    alone.add("shares", layer, Network.INPUT);
    Tensor zeros = Tensor.zeros(x.insert(0, 1), Precision.FLOAT64);
    return new Model(alone.build(), new Weights(new LinkedHashMap<>())).scores(zeros, Executor.definition()).max() < 0.75;
  }

  /** The class of a layer, or the name of the function where it is nothing else. */
  static String kind(KerasConfig.Entry layer) {
    return switch (layer.kind()) {
      case "Activation" -> function(layer.config().path("activation")).orElse(layer.kind());
      case "Softmax" -> "softmax";
      case "Sigmoid" -> "sigmoid";
      case "TFOpLambda" -> switch (KerasConfig.text(layer.config(), "function")) {
        case "nn.softmax" -> "softmax";
        case "math.sigmoid" -> "sigmoid";
        default -> layer.kind();
      };
      default -> layer.kind();
    };
  }

  /** By its name, as a function or as a layer. */
  private static Optional<String> function(JsonNode activation) {
    if (activation.isString()) return Optional.of(activation.stringValue());
    String name = KerasConfig.text(activation, activation.path("config").isString() ? "config" : "class_name");
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
