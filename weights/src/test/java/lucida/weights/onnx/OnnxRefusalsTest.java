package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a graph says and the importer does not read is refused by name: attributes, inputs, outputs, and names with two makers. */
final class OnnxRefusalsTest {
  private static final Executor FLOAT64 = Executor.definition();

  private static OnnxBuilder graph() { return new OnnxBuilder(13).input("x", 1, 2, 4, 4).output("y", 1, 2, 4, 4); }

  private static void refused(OnnxBuilder graph, String... says) {
    WeightsException e = assertThrows(WeightsException.class, graph::model);
    for (String part : says) assertTrue(e.getMessage().contains(part), "'" + part + "' is not in: " + e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  /** A node of every operator with an attribute that no version of it has. */
  @TestFactory
  Stream<DynamicTest> unknownAttributes() {
    return OnnxOperators.names().stream().map(op -> DynamicTest.dynamicTest(op, () -> {
      OnnxBuilder graph = graph().node(op, "x", "y", OnnxBuilder.number("upside_down", 1));
      refused(graph, op + " 'y'", "upside_down = 1");
    }));
  }

  /** Of every operator that is read there is a line in the table, and of no other. */
  @Test
  void theTableNamesEveryOperator() {
    TreeSet<String> read = new TreeSet<>(OnnxOperators.names());
    read.removeIf(op -> OnnxSchema.of(op).inputs() == 0 && !op.equals("Constant"));
    assertEquals(new TreeSet<>(OnnxOperators.names()), read);
  }

  private static final Map<String, UnknownFieldSet[]> VALUES = Map.of("Gelu", of(OnnxBuilder.string("approximate", "cubic")),
      "LayerNormalization", of(OnnxBuilder.number("stash_type", 11)), "BatchNormalization", of(OnnxBuilder.number("spatial", 0)),
      "Dropout", of(OnnxBuilder.number("is_test", 0)), "DepthToSpace",
      of(OnnxBuilder.number("blocksize", 1), OnnxBuilder.string("mode", "RCD")), "MaxPool",
      of(OnnxBuilder.ints("kernel_shape", 1, 1), OnnxBuilder.string("auto_pad", "SAME")), "Cast",
      of(OnnxBuilder.number("to", 7)), "GroupNormalization",
      of(OnnxBuilder.number("num_groups", 1), OnnxBuilder.number("stash_type", 11)), "LeakyRelu",
      of(OnnxBuilder.number("alpha", 1)), "AveragePool",
      of(OnnxBuilder.ints("kernel_shape", 1, 1), OnnxBuilder.ints("pads", 1, 1)));

  private static UnknownFieldSet[] of(UnknownFieldSet... attributes) { return attributes; }

  /** Values of known attributes that are not read, and values of another type; the last attribute is the one that is named. */
  @TestFactory
  Stream<DynamicTest> values() {
    return VALUES.entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
      String name = c.getValue()[c.getValue().length - 1].getField(1).getLengthDelimitedList().getFirst().toStringUtf8();
      OnnxBuilder graph = graph().weight("w", 2).node(c.getKey(), List.of("x", "w", "w", "w", "w")
          .subList(0, Math.min(OnnxSchema.of(c.getKey()).inputs(), 5) == 5 ? 5 : 1), List.of("y"), c.getValue());
      refused(graph, c.getKey() + " 'y'", name);
    }));
  }

  /** Whole numbers that their type does not hold: other tools wrap them round without a word. */
  @Test
  void numbersThatDoNotFit() {
    refused(shapedBy("Cast", OnnxBuilder.number("to", 2), 300), "Cast 'n'", "300", "from 0 to 255");
    refused(shapedBy("Cast", OnnxBuilder.number("to", 3), -129), "Cast 'n'", "-129", "from -128 to 127");
    for (String op : List.of("Add", "Mul"))
      refused(sum(op, 6, Integer.MAX_VALUE, Integer.MAX_VALUE), op + " 'n'",
          Long.toString(op.equals("Add") ? 2L * Integer.MAX_VALUE : (long) Integer.MAX_VALUE * Integer.MAX_VALUE),
          "2147483647 fit");
    refused(sum("Sub", 6, Integer.MIN_VALUE, 1), "Sub 'n'", "-2147483649");
    refused(sum("Add", 2, 200, 200), "Add 'n'", "400", "from 0 to 255 fit");
    refused(sum("Sub", 2, 1, 2), "Sub 'n'", "-1", "from 0 to 255 fit");
    refused(sum("Mul", 3, 16, 8), "Mul 'n'", "128", "from -128 to 127 fit");
    refused(sum("Div", 3, -128, -1), "Div 'n'", "128", "from -128 to 127 fit");
    refused(sum("Add", 4, 65535, 1), "Add 'n'", "65536", "from 0 to 65535 fit");
    refused(sum("Mul", 5, -256, 256), "Mul 'n'", "-65536", "from -32768 to 32767 fit");
    refused(graph().whole("a", Long.MAX_VALUE).whole("b", 1).node("Add", "a,b", "n").node("Reshape", "x,n", "y"), "Add 'n'",
        "64 bits do not hold");
    refused(graph().whole("a", Long.MAX_VALUE, 2).node("ReduceProd", "a", "n").node("Reshape", "x,n", "y"), "ReduceProd 'n'",
        "64 bits do not hold");
    refused(graph().whole("a", 1).small(6, "b", 1).node("Add", "a,b", "n").node("Reshape", "x,n", "y"), "Add 'n'",
        "two types, I64 and I32");
  }

  private static OnnxBuilder sum(String op, int type, long a, long b) {
    return graph().small(type, "a", a).small(type, "b", b).node(op, "a,b", "n").node("Reshape", "x,n", "y");
  }

  private static OnnxBuilder shapedBy(String op, UnknownFieldSet attribute, long number) {
    return graph().whole("number", number).node(op, "number", "n", attribute).node("Reshape", "x,n", "y");
  }

  @Test
  void inputsAndOutputs() {
    refused(graph().node("Relu", List.of("x", "x"), List.of("y")), "Relu 'y'", "input 1, 'x'");
    refused(graph().whole("training", 1).weight("ratio", 1).node("Dropout", "x,ratio,training", "y"), "training mode");
    refused(graph().node("MaxPool", List.of("x"), List.of("p", "places"), OnnxBuilder.ints("kernel_shape", 1, 1))
        .node("Cast", "places", "y", OnnxBuilder.number("to", 1)), "'places'");
    refused(graph().weight("w", 2, 2, 1, 1).node("Conv", "x,w", "y", OnnxBuilder.ints("kernel_shape", 3, 3)), "kernel_shape",
        "[3, 3]");
    refused(graph().node("Relu", "x", "y", OnnxBuilder.reference("alpha", "a", 1)), "alpha");
  }

  @Test
  void namesWithTwoMakers() {
    refused(graph().weight("w", 2).weight("w", 2).node("Relu", "x", "y"), "'w' is a weight and again a weight");
    refused(graph().weight("w", 2, 1, 1).node("Relu", "x", "w").node("Add", "x,w", "y"),
        "'w' is a weight and again made by Relu 'w'");
    refused(graph().node("Relu", "x", "x").node("Relu", "x", "y"), "'x' is an input and again made by Relu 'x'");
    refused(graph().node("Relu", "x", "y").node("Abs", "x", "y"), "'y' is made by Relu 'y' and again made by Abs 'y'");
  }

  private static OnnxBuilder filtered(String op, UnknownFieldSet... attributes) {
    return graph().weight("w", 2, 2, 1, 1).node(op, "x,w", "y", attributes);
  }

  private static OnnxBuilder shaped(String op, long... numbers) { return graph().whole("k", numbers).node(op, "x,k", "y"); }

  /** 2³² + n is not n: no number of 64 bits is cut to 32, which would be another network. */
  @TestFactory
  Stream<DynamicTest> numbersOf64Bits() {
    long big = 1L << 32;
    Map<String, OnnxBuilder> cases = new TreeMap<>();
    for (String op : List.of("Conv", "ConvTranspose")) {
      cases.put(op + " group", filtered(op, OnnxBuilder.number("group", big + 1)));
      cases.put(op + " strides", filtered(op, OnnxBuilder.ints("strides", 1, big + 1)));
      cases.put(op + " dilations", filtered(op, OnnxBuilder.ints("dilations", big + 1, 1)));
      cases.put(op + " pads", filtered(op, OnnxBuilder.ints("pads", 0, big, 0, 0)));
    }
    for (String op : List.of("MaxPool", "AveragePool"))
      cases.put(op + " kernel_shape", graph().node(op, "x", "y", OnnxBuilder.ints("kernel_shape", 1, big + 1)));
    for (String op : List.of("DepthToSpace", "SpaceToDepth"))
      cases.put(op + " blocksize", graph().node(op, "x", "y", OnnxBuilder.number("blocksize", big + 1)));
    cases.put("Cast to", graph().node("Cast", "x", "y", OnnxBuilder.number("to", big + 1)));
    cases.put("Transpose axis", graph().node("Transpose", "x", "y", OnnxBuilder.ints("perm", 0, 1, big + 2, 3)));
    cases.put("Reshape extent", shaped("Reshape", 1, 2, big + 4, 4));
    cases.put("Expand extent", shaped("Expand", 1, 2, big + 4, 4));
    cases.put("GroupNormalization num_groups", graph().weight("w", 2)
        .node("GroupNormalization", "x,w,w", "y", OnnxBuilder.number("num_groups", big + 2)));
    return cases.entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
      String[] words = c.getKey().split(" ", -1);
      refused(c.getValue(), words[0] + " 'y'", words[1], "42949");
    }));
  }

  /** What is no number of parts, or divides nothing, is said of the node, not by a division by zero. */
  @Test
  void numbersOfParts() {
    for (String op : List.of("Conv", "ConvTranspose")) {
      refused(filtered(op, OnnxBuilder.number("group", 0)), op + " 'y': group is 0, read are 1 to 2");
      refused(filtered(op, OnnxBuilder.number("group", -1)), op + " 'y': group is -1");
    }
    for (String op : List.of("DepthToSpace", "SpaceToDepth")) {
      for (long b : new long[]{0, -1, 65536})
        refused(graph().node(op, "x", "y", OnnxBuilder.number("blocksize", b)), op + " 'y': blocksize is " + b);
      refused(graph().node(op, "x", "y", OnnxBuilder.number("blocksize", 3)), op + " 'y': blocksize = 3 does not divide");
      refused(graph().node(op, "x", "y"), op + " 'y': the attribute blocksize is missing");
    }
    refused(filtered("Conv", OnnxBuilder.ints("strides", 0, 1), OnnxBuilder.string("auto_pad", "SAME_UPPER")), "strides is 0");
    refused(graph().node("Concat", "x,x", "y"), "axis is missing");
    refused(shaped("Reshape", 1, -1, -1, 4), "more than one extent is left open");
  }

  /** Numbers too many, too few and twice; windows that see nothing but padding, whose maximum and mean nobody has defined. */
  @Test
  void pads() {
    refused(shaped("Pad", 0, 0, 1, 1), "pads has 4 numbers, wanted are 8");
    refused(shaped("Pad", 0, 0, 1, 1, 0, 0, 1, 1, 7, 7), "pads has 10 numbers, wanted are 8");
    refused(graph().whole("k", 1, 2, 1, 2).whole("a", 2, -2).node("Pad", List.of("x", "k", "", "a"), List.of("y")),
        "it names the axis 2 twice");
    for (String op : List.of("MaxPool", "AveragePool"))
      refused(graph().node(op, "x", "y", OnnxBuilder.ints("kernel_shape", 2, 2), OnnxBuilder.ints("strides", 2, 2),
          OnnxBuilder.ints("pads", 2, 2, 2, 2)), op + " 'y'", "some windows have no cell of the input");
  }

  /** What an operator means depends on its version: those that nobody has defined yet are not guessed. */
  @Test
  void opsets() {
    for (long opset : new long[]{0, -1, 26, 999, Long.MAX_VALUE})
      refused(new OnnxBuilder(opset).input("x", 1, 2, 4, 4).output("y", 1, 2, 4, 4).node("Relu", "x", "y"), "opset " + opset,
          "read are opsets 1 to 25");
    refused(graph().weight("w", 2).node("Add", "x,w", "y", OnnxBuilder.number("axis", 1)), "Add 'y'", "axis is read up to opset 6");
  }

  /** Two paddings at once, of which ONNX allows one; zeros beside the other say nothing. */
  @Test
  void padsBesideAnotherPadding() {
    UnknownFieldSet pads = OnnxBuilder.ints("pads", 0, 1, 0, 0);
    for (String op : List.of("Conv", "ConvTranspose"))
      for (String auto : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
        refused(filtered(op, pads, OnnxBuilder.string("auto_pad", auto)), op + " 'y'", "pads = [0, 1, 0, 0]", "auto_pad");
        filtered(op, OnnxBuilder.ints("pads", 0, 0, 0, 0), OnnxBuilder.string("auto_pad", auto)).model();
      }
    refused(filtered("ConvTranspose", pads, OnnxBuilder.ints("output_shape", 4, 4)), "pads = [0, 1, 0, 0] beside output_shape");
  }

  /** 1.5 is no extent and no axis; it was cut to 1. */
  @Test
  void realNumbersWhereWholeOnesBelong() {
    Tensor k = Tensor.vector(1, 2, 16, 1.5);
    refused(graph().weight("k", k).node("Reshape", "x,k", "y"), "Reshape 'y': input 1 holds 1.5 where whole numbers are wanted");
    refused(graph().weight("k", Tensor.vector(2.5)).node("ReduceSum", "x,k", "y"), "ReduceSum 'y': input 1 holds 2.5");
  }

  /** Before version 7 a row of slopes is one for each channel, since then one for each column. */
  @Test
  void slopesByVersion() {
    Tensor slopes = Tensor.vector(0.5, 0.25), x = OnnxBuilder.picture(1, 2, 2, 2);
    for (long opset : new long[]{6, 7}) {
      Tensor y = new OnnxBuilder(opset).input("x", 1, 2, 2, 2).output("y", 1, 2, 2, 2).weight("a", slopes).node("PRelu", "x,a", "y")
          .model().scores(x, FLOAT64);
      for (int c = 0; c < 2; c++)
        for (int i = 0; i < 2; i++)
          for (int j = 0; j < 2; j++) {
            double v = x.at(0, c, i, j);
            assertEquals(v > 0 ? v : v * slopes.cell(opset < 7 ? c : j), y.at(0, c, i, j), "opset " + opset);
          }
    }
  }

  /** An attribute that is said twice alike is one attribute; said in two ways it is refused. */
  @Test
  void attributesSaidTwice() {
    refused(graph().node("LeakyRelu", "x", "y", OnnxBuilder.real("alpha", 0.5), OnnxBuilder.real("alpha", 0.25)), "alpha = 0.5",
        "alpha = 0.25");
    Tensor x = OnnxBuilder.picture(1, 2, 4, 4);
    Tensor y = graph().node("LeakyRelu", "x", "y", OnnxBuilder.real("alpha", 0.5), OnnxBuilder.real("alpha", 0.5)).model()
        .scores(x, FLOAT64);
    for (int i = 0; i < x.size(); i++) assertEquals(Math.max(x.cell(i), 0.5 * x.cell(i)), y.cell(i));
  }

  /** Scores of a picture never depend on those beside it: what looks along the batch is refused, along other axes it is not. */
  @Test
  void mixedPictures() {
    refused(graph().node("ReduceMean", "x", "m", OnnxBuilder.ints("axes", 0)).node("Sub", "x,m", "y"), "ReduceMean 'm'", "mixes");
    refused(graph().node("ReduceMax", "x", "m", OnnxBuilder.ints("axes", 0, 2)).node("Sub", "x,m", "y"), "ReduceMax 'm'", "mixes");
    refused(graph().node("Softmax", "x", "y", OnnxBuilder.number("axis", 0)), "Softmax 'y'", "mixes");
    refused(new OnnxBuilder(11).input("x", 1, 3).output("y", 1, 3).node("Softmax", "x", "y", OnnxBuilder.number("axis", 0)),
        "Softmax 'y'", "mixes");
    refused(new OnnxBuilder(13).input("x", 1, 6).output("y", 1, 6).whole("s", 6, -1).node("Reshape", "x,s", "r")
        .node("ReduceMean", "r", "y", OnnxBuilder.ints("axes", 0)), "ReduceMean 'y'", "mixes");
    for (int shift : new int[]{1, -1})
      refused(graph().whole("p", shift, 0, 0, 0, -shift, 0, 0, 0).node("Pad", "x,p", "y"), "Pad 'y'", "mixes");
    refused(graph().whole("from", -1).whole("to", Long.MIN_VALUE).whole("axis", 0).whole("step", -1)
        .node("Slice", "x,from,to,axis,step", "y"), "Slice 'y'", "mixes");
    refused(graph().whole("from", -1).whole("to", Long.MIN_VALUE).whole("axis", 1).whole("step", -1)
        .node("Transpose", "x", "t", OnnxBuilder.ints("perm", 1, 0, 2, 3)).node("Slice", "t,from,to,axis,step", "s")
        .node("Transpose", "s", "y", OnnxBuilder.ints("perm", 1, 0, 2, 3)), "Slice 's'", "mixes");
    Tensor three = OnnxBuilder.picture(3, 2, 4, 4);
    Tensor flipped = graph().whole("from", -1).whole("to", Long.MIN_VALUE).whole("axis", 1).whole("step", -1)
        .node("Slice", "x,from,to,axis,step", "y").model().scores(three, FLOAT64);
    for (int n = 0; n < 3; n++) assertEquals(three.at(n, 0, 1, 2), flipped.at(n, 1, 1, 2));
    var apart = graph().node("ReduceMean", "x", "m", OnnxBuilder.ints("axes", 1, 2)).node("Sub", "x,m", "d")
        .node("Softmax", "d", "y", OnnxBuilder.number("axis", 1)).model();
    Tensor together = apart.scores(three, FLOAT64);
    for (int n = 0; n < 3; n++) {
      Tensor alone = apart.scores(Tensor.of(Shape.of(1, 2, 4, 4), Arrays.copyOfRange(three.toDoubles(), 32 * n, 32 * n + 32)),
          FLOAT64);
      for (int i = 0; i < 32; i++) assertEquals(alone.cell(i), together.cell(32 * n + i), "picture " + n);
    }
  }

  /** Padding of 3 cells: since version 11 the odd one is behind, for SAME_LOWER in front; before, the text says both. */
  @Test
  void theOddCellOfConvTranspose() {
    for (String auto : List.of("SAME_UPPER", "SAME_LOWER")) {
      Tensor w = Tensor.of(Shape.of(1, 1, 1, 4), 1, 10, 100, 1000);
      OnnxBuilder graph = new OnnxBuilder(11).input("x", 1, 1, 1, 2).output("y", 1, 1, 1, 2).weight("w", w)
          .node("ConvTranspose", "x,w", "y", OnnxBuilder.string("auto_pad", auto));
      // x = (0.1, −0.2); in all: 0.1, 1 − 0.2, 10 − 2, 100 − 20, −200
      double[] all = {0.1, 0.8, 8, 80, -200};
      int from = auto.equals("SAME_UPPER") ? 1 : 2;
      Tensor y = graph.model().scores(OnnxBuilder.picture(1, 1, 1, 2), FLOAT64);
      for (int i = 0; i < 2; i++) assertEquals(all[from + i], y.cell(i), 1e-13, auto);
    }
    refused(
        new OnnxBuilder(10).input("x", 1, 1, 1, 2).output("y", 1, 1, 1, 2).weight("w", 1, 1, 1, 4).node("ConvTranspose", "x,w", "y",
            OnnxBuilder.string("auto_pad", "SAME_UPPER")),
        "ConvTranspose 'y'", "odd", "opset 11");
  }

  /** A window that rounding up lets hang over counts its cells and its padding, and nothing beyond. */
  @Test
  void averagesThatHangOver() {
    UnknownFieldSet[] how = of(OnnxBuilder.ints("kernel_shape", 1, 3), OnnxBuilder.ints("strides", 1, 2),
        OnnxBuilder.ints("pads", 0, 1, 0, 0), OnnxBuilder.number("ceil_mode", 1), OnnxBuilder.number("count_include_pad", 1));
    Tensor x = OnnxBuilder.picture(1, 1, 1, 5);
    for (int opset : List.of(10, 19)) {
      Tensor y = new OnnxBuilder(opset).input("x", 1, 1, 1, 5).output("y", 1, 1, 1, 3).node("AveragePool", "x", "y", how).model()
          .scores(x, FLOAT64);
      assertEquals(3, y.size()); // from cells -1, 1 and 3 on; the last has two cells
      for (int i = 0; i < y.size(); i++) {
        double sum = 0;
        int count = 0;
        for (int u = 2 * i - 1; u < 2 * i + 2; u++) {
          if (u < 5) count++;
          if (u >= 0 && u < 5) sum += x.cell(u);
        }
        assertEquals(sum / count, y.cell(i), 1e-15); // three terms, each below 1
      }
    }
  }

  /** What has no part in the result may stand there. */
  @Test
  void idle() throws IOException {
    Tensor x = OnnxBuilder.picture(1, 2, 4, 4);
    assertTrue(graph().node("Dropout", "x", "y", OnnxBuilder.real("ratio", 0.9), OnnxBuilder.number("seed", 3)).model()
        .scores(x, FLOAT64).sameAs(x));
  }

  /** ⌊7/2⌋ of whole numbers is 3, 7/2 of real ones 3.5: the scale of a Resize that an exporter computed. */
  @Test
  void castToRealNumbers() {
    OnnxBuilder graph = new OnnxBuilder(13).input("x", 1, 1, 1, 2).output("y", 1, 1, 1, 7).whole("seven", 7).whole("two", 2)
        .weight("one", Tensor.vector(1, 1, 1)).node("Cast", "seven", "a", OnnxBuilder.number("to", 1))
        .node("Cast", "two", "b", OnnxBuilder.number("to", 1)).node("Div", "a,b", "scale")
        .node("Concat", "one,scale", "scales", OnnxBuilder.number("axis", 0))
        .node("Resize", List.of("x", "", "scales"), List.of("y"));
    assertEquals(7, graph.model().network().shapes().lastEntry().getValue().size());
  }
}
