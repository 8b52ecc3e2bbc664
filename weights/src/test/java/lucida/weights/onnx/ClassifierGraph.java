package lucida.weights.onnx;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;

/**
 * A 1×1 convolution of pictures [3, 4, 4] to class maps, and a row of nodes behind it, each of which reads the one before; the output is
 * what the last node makes. All weights are multiples of 1/8.
 */
final class ClassifierGraph {
  private final OnnxBuilder onnx;
  private final int classes;
  private int nodes;

  ClassifierGraph(int classes, long opset) {
    this.classes = classes;
    Tensor w = Tensor.filled(Shape.of(classes, 3, 1, 1), Precision.FLOAT32, i -> weight(i / 3, i % 3));
    this.onnx = new OnnxBuilder(opset).input("v0", 1, 3, 4, 4).weight("w", w);
    node("Conv", "w");
  }

  /** w[m, c] of the convolution. */
  static double weight(int m, int c) { return (3 * m - 4 * c + 2) / 8.0; }

  /** With their means over the positions, [N, classes]. */
  static ClassifierGraph scores(int classes, long opset) {
    return new ClassifierGraph(classes, opset).node("GlobalAveragePool").node("Flatten");
  }

  /** A tensor of one cell. */
  ClassifierGraph real(String name, double cell) {
    onnx.weight(name, Tensor.filled(Shape.of(1), Precision.FLOAT32, cell));
    return this;
  }

  ClassifierGraph whole(String name, long... cells) {
    onnx.whole(name, cells);
    return this;
  }

  /** A node that reads what the last one made, and then the other names. */
  ClassifierGraph node(String op, String... others) {
    return add(op, List.of(others));
  }

  /** With the attribute axis. */
  ClassifierGraph along(long axis, String op) {
    return add(op, List.of(), OnnxBuilder.number("axis", axis));
  }

  private ClassifierGraph add(String op, List<String> others, UnknownFieldSet... attributes) {
    List<String> inputs = new ArrayList<>(List.of("v" + nodes));
    inputs.addAll(others);
    onnx.node(op, inputs, List.of("v" + ++nodes), attributes);
    return this;
  }

  Model model() { return onnx.output("v" + nodes, 1, classes).model(); }
}
