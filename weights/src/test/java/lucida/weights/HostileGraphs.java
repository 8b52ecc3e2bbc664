package lucida.weights;

import static lucida.weights.ForgedOnnx.attribute;
import static lucida.weights.ForgedOnnx.bytes;
import static lucida.weights.ForgedOnnx.ends;
import static lucida.weights.ForgedOnnx.floats;
import static lucida.weights.ForgedOnnx.model;
import static lucida.weights.ForgedOnnx.node;
import static lucida.weights.ForgedOnnx.number;
import static lucida.weights.ForgedOnnx.text;
import static lucida.weights.ForgedOnnx.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lucida.weights.model.Fixture;

/** ONNX graphs that cycle, nest, or grow when they are folded. */
final class HostileGraphs {
  private static final byte[] SCORES = Fixture.joined(node("Flatten", "x", "f"), node("Gemm", "f w", "y"),
      floats("w", new byte[4 * 12 * 2], 12, 2));

  private HostileGraphs() {}

  private static byte[] graph(List<byte[]> parts, String output) {
    List<byte[]> all = new ArrayList<>(parts);
    all.add(ends(output, 1, 3, 2, 2));
    return model(all.toArray(byte[][]::new));
  }

  static void make(HostileFiles files) throws IOException {
    files.read("onnx-honest.onnx", graph(List.of(SCORES), "y"));
    files.refused("onnx-cycle.onnx", graph(List.of(node("Add", "x b", "a"), node("Relu", "a", "b")), "b"));
    files.refused("onnx-reads-itself.onnx", graph(List.of(node("Relu", "a", "a")), "a"));
    files.refused("onnx-if.onnx", graph(List.of(node("If", "x", "y")), "y"));
    files.refused("onnx-loop.onnx", graph(List.of(node("Loop", "x", "y")), "y"));
    files.refused("onnx-other-domain.onnx",
        graph(List.of(bytes(1, text(1, "x"), text(2, "y"), text(4, "Relu"), text(7, "evil"))), "y"));
    nested(files);
    many(files);
    folded(files);
    shapes(files);
  }

  private static void nested(HostileFiles files) throws IOException {
    byte[] inner = text(1, "x");
    for (int i = 0; i < 2000 && inner.length < 1 << 20; i++) inner = bytes(6, inner);
    files.refused("protobuf-recursion.onnx",
        graph(List.of(bytes(1, text(4, "If"), text(2, "y"), bytes(5, text(1, "then"), inner))), "y"));
    byte[][] unique = new byte[300_000][];
    for (int i = 0; i < unique.length; i++) unique[i] = number(100 + i, 0);
    files.refused("protobuf-unique-fields.onnx", Fixture.joined(number(1, 8), bytes(7, unique)));
    byte[][] empty = new byte[2_000_000][];
    java.util.Arrays.fill(empty, bytes(1));
    files.refused("protobuf-empty-nodes.onnx", Fixture.joined(number(1, 8), bytes(7, empty)));
    files.refused("protobuf-groups.onnx", Fixture.joined(number(1, 8), new byte[]{0x3b}, new byte[1 << 16]));
    files.refused("protobuf-length-lies.onnx", Fixture.joined(number(1, 8), new byte[]{0x3a, -1, -1, -1, -1, 7}));
    files.refused("onnx-attribute-of-nothing.onnx", graph(List.of(node("Concat", "", "y")), "y"));
  }

  private static void many(HostileFiles files) throws IOException {
    List<byte[]> equal = new ArrayList<>(List.of(node("Relu", "x", "v0")));
    for (int i = 1; i < 60_000; i++) equal.add(node("Identity", "v" + (i - 1), "v" + i));
    files.bounded("onnx-60000-equal-names.onnx", graph(equal, "v59999"));
    List<byte[]> concat = new ArrayList<>(List.of(node("Relu", "x", "v0")));
    for (int i = 1; i < 40; i++) concat.add(node("Concat", "v" + (i - 1) + " v" + (i - 1), "v" + i, attribute("axis", 1)));
    files.refused("onnx-concat-doubling-of-the-picture.onnx", graph(concat, "v39"));
    List<byte[]> adds = new ArrayList<>(List.of(node("Relu", "x", "v0")));
    for (int i = 1; i < 200; i++) adds.add(node("Add", "v" + (i - 1) + " v" + (i - 1), "v" + i));
    files.bounded("onnx-add-doubling.onnx", graph(adds, "v199"));
  }

  private static void folded(HostileFiles files) throws IOException {
    List<byte[]> doubling = new ArrayList<>(List.of(SCORES, floats("c0", new byte[4096], 1024)));
    List<byte[]> numbers = new ArrayList<>(List.of(SCORES, whole("c0", 1, 2, 3, 4)));
    for (int i = 1; i < 40; i++) {
      byte[] join = node("Concat", "c" + (i - 1) + " c" + (i - 1), "c" + i, attribute("axis", 0));
      doubling.add(join);
      numbers.add(join);
    }
    byte[] end = node("Add", "y c39", "z");
    doubling.add(end);
    numbers.add(end);
    files.refused("onnx-concat-doubling.onnx", graph(doubling, "z"));
    files.refused("onnx-concat-doubling-of-numbers.onnx", graph(numbers, "z"));
    List<byte[]> constants = new ArrayList<>(List.of(SCORES, whole("s", 2000, 2000)));
    StringBuilder all = new StringBuilder("y");
    for (int i = 0; i < 300; i++) {
      constants.add(node("ConstantOfShape", "s", "c" + i));
      all.append(" c").append(i);
    }
    constants.add(node("Sum", all.toString(), "z"));
    files.refused("onnx-300-constants.onnx", graph(constants, "z"));
    List<byte[]> products = new ArrayList<>(List.of(SCORES, whole("s", 1000, 1000), node("ConstantOfShape", "s", "c0")));
    for (int i = 1; i < 40; i++) products.add(node("MatMul", "c" + (i - 1) + " c0", "c" + i));
    products.add(node("Add", "y c39", "z"));
    files.refused("onnx-matrix-products.onnx", graph(products, "z"));
    files.refused("onnx-expand.onnx", graph(List.of(SCORES, floats("c", new byte[4], 1), whole("s", 1 << 14, 1 << 14),
        node("Expand", "c s", "e"), node("Add", "y e", "z")), "z"));
    files.refused("onnx-expand-of-numbers.onnx", graph(List.of(SCORES, whole("c", 1), whole("s", 1 << 14, 1 << 14),
        node("Expand", "c s", "e"), node("Add", "y e", "z")), "z"));
    files.refused("onnx-tile.onnx", graph(List.of(SCORES, floats("c", new byte[4], 1), whole("s", 1 << 30),
        node("Tile", "c s", "e"), node("Add", "y e", "z")), "z"));
    files.refused("onnx-range.onnx", graph(List.of(SCORES, whole("a", 0), whole("b", 1L << 40), whole("d", 1),
        node("Range", "a b d", "e"), node("Add", "y e", "z")), "z"));
    files.refused("onnx-pad.onnx",
        graph(List.of(whole("p", 0, 0, 1 << 15, 1 << 15, 0, 0, 1 << 15, 1 << 15), node("Pad", "x p", "y")), "y"));
    files.refused("onnx-constant-of-shape-huge.onnx", graph(List.of(SCORES, whole("s", 1L << 40), node("ConstantOfShape", "s", "c"),
        node("Add", "y c", "z")), "z"));
  }

  private static void shapes(HostileFiles files) throws IOException {
    files.refused("onnx-tensor-shape-lies.onnx", graph(List.of(node("Flatten", "x", "f"), node("Gemm", "f w", "y"),
        floats("w", new byte[8], 1 << 20, 1 << 10)), "y"));
    files.refused("onnx-tensor-shape-overflow.onnx", graph(List.of(node("Flatten", "x", "f"), node("Gemm", "f w", "y"),
        floats("w", new byte[8], 1L << 40, 1L << 40)), "y"));
    files.refused("onnx-tensor-shape-negative.onnx", graph(List.of(node("Flatten", "x", "f"), node("Gemm", "f w", "y"),
        floats("w", new byte[8], -1, -2)), "y"));
    files.refused("onnx-picture-huge.onnx", model(SCORES, ends("y", 1, 3, 1 << 19, 1 << 19)));
    files.refused("onnx-reshape.onnx", graph(List.of(whole("s", 1, 1L << 31), node("Reshape", "x s", "y")), "y"));
    files.refused("onnx-no-graph.onnx", Fixture.joined(number(1, 8), text(2, "nobody")));
    files.refused("onnx-axis.onnx", graph(List.of(node("Flatten", "x", "y", attribute("axis", 1000))), "y"));
    files.refused("onnx-depth-to-space-0.onnx", graph(List.of(node("DepthToSpace", "x", "y", attribute("blocksize", 0))), "y"));
    files.refused("onnx-group-0.onnx",
        graph(List.of(floats("w", new byte[12], 1, 3, 1, 1), node("Conv", "x w", "y", attribute("group", 0))),
            "y"));
    files.refused("onnx-softmax-axis.onnx",
        graph(List.of(SCORES, node("Softmax", "y", "p", attribute("axis", 7)), node("Relu", "p", "z")), "z"));
  }
}
