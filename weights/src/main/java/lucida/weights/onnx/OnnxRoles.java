package lucida.weights.onnx;

import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.weights.io.NetworkEnd.Role;

/** What an operator does with scores at the end of a graph. */
final class OnnxRoles {
  private OnnxRoles() {}

  static Role of(Layer layer, Shape x) {
    if (!(layer instanceof OnnxLayer node)) return Role.OTHER;
    return switch (node.kind()) {
      case "Gemm", "MatMul", "Conv", "ConvTranspose" -> Role.LINEAR;
      case "GlobalAveragePool", "AveragePool", "GlobalMaxPool", "MaxPool", "ReduceMean", "ReduceMax" -> Role.POOL;
      case "Relu", "LeakyRelu", "PRelu" -> Role.RECTIFIER;
      case "Identity", "Dropout", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> Role.SAME;
      case "Transpose" -> keepsBatch(node) ? Role.SAME : Role.ARITHMETIC;
      case "Mul" -> node.hasAll(0, 1) || node.hasAll(1, 1) ? Role.SAME : Role.ARITHMETIC;
      case "Add" -> node.hasAll(0, 0) || node.hasAll(1, 0) ? Role.SAME : Role.ARITHMETIC;
      case "Sub" -> node.hasAll(1, 0) ? Role.SAME : Role.ARITHMETIC;
      case "Div" -> node.hasAll(1, 1) ? Role.SAME : node.isKnown(1) ? Role.ARITHMETIC : Role.OTHER;
      case "Neg", "Sum", "Mean", "ReduceSum", "BatchNormalization", "Concat", "Slice", "Split", "Gather", "Pad", "Expand", "Tile",
          "Resize",
          "Upsample" ->
        Role.ARITHMETIC;
      case "Softmax", "LogSoftmax" -> isOverAll(node, x) || isOverClasses(node, x) ? Role.SOFTMAX : Role.OTHER;
      case "Sigmoid" -> Role.SIGMOID;
      default -> Role.OTHER;
    };
  }

  private static boolean keepsBatch(OnnxLayer layer) {
    long[] perm = layer.node().numbers("perm", -1);
    return perm[0] == 0;
  }

  /** Over the classes of each position, [classes, rows, columns]. */
  private static boolean isOverClasses(OnnxLayer layer, Shape x) {
    long axis = layer.node().number("axis", -1);
    return layer.opset() >= 13 && x.rank() == 3 && (axis == 1 || axis == -3) && x.extent(0) > 1;
  }

  /** Along one axis since version 13; before, over all axes from one on taken together. */
  private static boolean isOverAll(OnnxLayer layer, Shape x) {
    boolean oneAxis = layer.opset() >= 13;
    int axis = (int) layer.node().number("axis", oneAxis ? -1 : 1);
    int first = axis < 0 ? axis + x.rank() : axis - 1; // the batch is not counted
    if (first < 0 || first >= x.rank()) return false;
    int cells = oneAxis ? x.extent(first) : IntStream.range(first, x.rank()).map(x::extent).reduce(1, Math::multiplyExact);
    return cells == x.size() && cells > 1;
  }
}
