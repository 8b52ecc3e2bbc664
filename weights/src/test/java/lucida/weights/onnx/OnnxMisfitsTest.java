package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operator with inputs of wrong counts and ranks, of wrong types, and with extreme attributes: what is refused is refused in one
 * sentence that names the node, in words of ONNX and of nothing underneath.
 */
final class OnnxMisfitsTest {
  /** Names of formulas, kernels and Java, and what exceptions of Java say. */
  private static final Pattern UNDERNEATH = Pattern.compile(
      "Product\\[|Conv2d|MaxPool:|MatMul:|Reshape:|Expand|Permute|Slice:|Pad:|Gather:|Concat:|Sum\\[|Trilinear|lucida\\.|java\\.|Exception|null"
          + "|out of bounds|/ by zero|overflow|Optional|No value present|Index \\d|axes \\[\\]|Normalization:|Tensor:|Shape:");
  private static final List<Shape> SHAPES = List.of(Shape.SCALAR, Shape.of(0), Shape.of(1), Shape.of(3), Shape.of(5),
      Shape.of(2, 3),
      Shape.of(3, 1, 1), Shape.of(2, 2, 3, 3), Shape.of(2, 1, 9, 9), Shape.of(1, 2, 1, 1, 1));
  private static final List<long[]> NUMBERS = List.of(new long[]{}, new long[]{0}, new long[]{-1}, new long[]{7, 7},
      new long[]{-9, 1, 2},
      new long[]{1, 1, 1, 1, 1}, new long[]{Long.MIN_VALUE}, new long[]{Long.MAX_VALUE, 1}, new long[]{1 << 30, 1 << 30, 4, 4});
  private static final long[] EXTREMES = {-7, -1, 0, 2, 5, 1 << 20, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};

  @TestFactory
  Stream<DynamicTest> inputs() {
    return OnnxOperators.names().stream().map(op -> DynamicTest.dynamicTest(op, () -> {
      for (List<Integer> picture : List.of(List.of(1, 2, 4, 4), List.of(1, 6), List.of(1, 2, 3)))
        for (int at = 0; at < most(op); at++) {
          for (Shape shape : SHAPES)
            check(op, graph(picture, op).weight("w", Tensor.filled(shape, Precision.FLOAT32, 0.5)), at);
          for (long[] numbers : NUMBERS) check(op, graph(picture, op).whole("w", numbers), at);
        }
    }));
  }

  /** Before version 11 the scales of a Resize are its second input, and it has no attribute for them. */
  @Test
  void resizeWithoutScales() {
    OnnxBuilder graph = new OnnxBuilder(10).input("x", 1, 2, 4, 4).output("y", 1, 2).node("Resize", List.of("x"), List.of("y"));
    assertTrue(assertThrows(WeightsException.class, graph::model).getMessage().contains("Resize 'y'"));
  }

  private static int most(String op) { return Math.min(OnnxSchema.of(op).inputs(), 5); }

  private static OnnxBuilder graph(List<Integer> picture, String op) {
    return new OnnxBuilder(op.equals("Upsample") ? 9 : 18).input("x", picture.stream().mapToInt(e -> e).toArray())
        .output("y", 1, 2);
  }

  /** The operator with the weight at one place, the picture before, and the weight behind. */
  private static void check(String op, OnnxBuilder graph, int at, UnknownFieldSet... attributes) {
    for (int count = at + 1; count <= most(op); count++) {
      List<String> inputs = new ArrayList<>(IntStream.range(0, count).mapToObj(i -> i == 0 && at > 0 ? "x" : "w").toList());
      if (at == 0 && count > 1) inputs.set(1, "x");
      tried(op, graph, inputs, attributes);
      graph = again(graph);
    }
  }

  private static OnnxBuilder again(OnnxBuilder graph) { return graph.without(1); }

  private static void tried(String op, OnnxBuilder graph, List<String> inputs, UnknownFieldSet... attributes) {
    try {
      graph.node(op, inputs, List.of("y"), attributes).model();
    } catch (WeightsException e) {
      sentence(op, inputs, String.valueOf(e.getMessage()));
    }
  }

  private static void sentence(String op, List<String> inputs, String message) {
    assertEquals(1, message.lines().count(), message);
    String said = message.replace(op, "");
    assertFalse(UNDERNEATH.matcher(said).find(), op + " of " + inputs + ": " + message);
    assertTrue(message.contains(op + " 'y'") || message.contains("'y'") || message.startsWith("no layer"), message);
  }

  /** Each attribute with numbers far out, one, a few and none. */
  @TestFactory
  Stream<DynamicTest> attributes() {
    return OnnxOperators.names().stream().map(op -> DynamicTest.dynamicTest(op, () -> {
      for (String attribute : List.of("axis", "axes", "keepdims", "group", "strides", "dilations", "pads", "kernel_shape",
          "output_padding",
          "output_shape", "perm", "blocksize", "num_groups", "size", "split", "num_outputs", "to", "shape", "start", "end",
          "starts", "ends",
          "value_int", "value_ints", "epsilon", "alpha", "beta", "min", "max"))
        if (OnnxSchema.of(op).reads(attribute)) extremes(op, attribute);
    }));
  }

  private static void extremes(String op, String attribute) {
    for (long e : EXTREMES)
      for (UnknownFieldSet value : List.of(OnnxBuilder.number(attribute, e), OnnxBuilder.ints(attribute),
          OnnxBuilder.ints(attribute, e),
          OnnxBuilder.ints(attribute, 1, e), OnnxBuilder.ints(attribute, 1, e, e, 1), OnnxBuilder.real(attribute, (double) e),
          OnnxBuilder.real(attribute, Double.NaN)))
        for (long[] beside : List.of(new long[]{2, 2, 1, 1}, new long[]{2})) {
          OnnxBuilder graph = graph(List.of(1, 2, 4, 4), op)
              .weight("w", Tensor.filled(Shape.of(IntStream.range(0, beside.length).map(i -> (int) beside[i]).toArray()),
                  Precision.FLOAT32, 0.5));
          List<String> inputs = IntStream.range(0, Math.max(1, most(op))).mapToObj(i -> i == 0 ? "x" : "w").toList();
          UnknownFieldSet kernel = OnnxBuilder.ints("kernel_shape", 1, 1);
          if (op.endsWith("Pool") && !attribute.equals("kernel_shape") && !op.startsWith("Global"))
            tried(op, graph, inputs, value, kernel);
          else tried(op, graph, inputs, value);
        }
  }
}
