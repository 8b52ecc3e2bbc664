package lucida.weights.keras;

import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.weights.NetworkEnd.Role;
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
      case "softmax" -> isOverAll(x) ? Role.SOFTMAX : Role.OTHER;
      case "sigmoid" -> Role.SIGMOID;
      default -> KerasLayers.isTrainingOnly(layer.kind()) ? Role.SAME : Role.OTHER;
    };
  }

  /** Over Keras' last axis, here the first behind the batch. */
  private static boolean isOverAll(Shape x) {
    return x.rank() > 0 && x.size() > 1 && x.extent(0) == x.size();
  }

  /** The class of a layer, or the name of the function where it is nothing else. */
  static String kind(KerasConfig.Entry layer, KerasCall call) {
    return switch (layer.kind()) {
      case "Activation" -> layer.config().path("activation").asString(layer.kind());
      case "Softmax" -> isUsual(layer, call) ? "softmax" : layer.kind();
      case "Sigmoid" -> "sigmoid";
      case "TFOpLambda" -> switch (KerasConfig.text(layer.config(), "function")) {
        case "nn.softmax" -> isUsual(layer, call) ? "softmax" : layer.kind();
        case "math.sigmoid" -> "sigmoid";
        default -> layer.kind();
      };
      default -> layer.kind();
    };
  }

  /** A softmax over the last axis. */
  private static boolean isUsual(KerasConfig.Entry layer, KerasCall call) {
    JsonNode axis = layer.config().path("axis");
    return (axis.isMissingNode() || axis.isNull() || axis.asInt(0) == -1) && !call.named().containsKey("axis");
  }
}
