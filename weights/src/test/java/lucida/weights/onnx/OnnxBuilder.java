package lucida.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.UnknownFieldSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.weights.NetworkOptions;

/** Writes small ONNX files: fields of onnx.proto by their numbers. */
final class OnnxBuilder {
  private final long opset;
  private final UnknownFieldSet.Builder graph = UnknownFieldSet.newBuilder();
  private final List<UnknownFieldSet> functions = new ArrayList<>();
  private final List<UnknownFieldSet> imports = new ArrayList<>();

  OnnxBuilder(long opset) { this.opset = opset; }

  /** An input of real numbers; an extent of −1 is left open. */
  OnnxBuilder input(String name, int... extents) {
    return add(11, value(name, extents));
  }

  OnnxBuilder output(String name, int... extents) { return add(12, value(name, extents)); }

  /** A weight whose cells are 0.1, −0.2, 0.3, −0.4 …, see {@link #cell}. */
  OnnxBuilder weight(String name, int... extents) {
    Tensor cells = Tensor.filled(Shape.of(extents), Precision.FLOAT32, OnnxBuilder::cell);
    return weight(name, cells);
  }

  /** What stands in cell i of a weight, before it is rounded: 0.1, −0.2, 0.3, −0.4 … 0.7, −0.1 … */
  static double cell(int i) {
    return (i % 2 == 0 ? 0.1 : -0.1) * (i % 7 + 1);
  }

  OnnxBuilder weight(String name, Tensor cells) {
    UnknownFieldSet.Builder tensor = tensor(name, 1, cells.shape().extents());
    for (double v : cells.toDoubles()) tensor.mergeField(4, Field.newBuilder().addFixed32(Float.floatToIntBits((float) v)).build());
    return add(5, tensor.build());
  }

  /** Whole numbers in a row. */
  OnnxBuilder whole(String name, long... values) {
    Field.Builder cells = Field.newBuilder();
    for (long v : values) cells.addVarint(v);
    return add(5, tensor(name, 7, values.length).addField(7, cells.build()).build());
  }

  /** Whole numbers in a row, of a type of at most 32 bits. */
  OnnxBuilder small(int type, String name, long... values) {
    Field.Builder cells = Field.newBuilder();
    for (long v : values) cells.addVarint(v);
    return add(5, tensor(name, type, values.length).addField(5, cells.build()).build());
  }

  private static UnknownFieldSet.Builder tensor(String name, int type, int... extents) {
    Field.Builder dims = Field.newBuilder();
    for (int extent : extents) dims.addVarint(extent);
    return UnknownFieldSet.newBuilder().addField(1, dims.build()).addField(2, varint(type)).addField(8, text(name));
  }

  /** A node that is named after its first output. */
  OnnxBuilder node(String op, List<String> inputs, List<String> outputs, UnknownFieldSet... attributes) {
    return add(1, nodeOf("", op, inputs, outputs, attributes));
  }

  OnnxBuilder node(String op, String input, String output, UnknownFieldSet... attributes) {
    return node(op, List.of(input.split(",")), List.of(output), attributes);
  }

  static UnknownFieldSet nodeOf(String domain, String op, List<String> inputs, List<String> outputs,
      UnknownFieldSet... attributes) {
    UnknownFieldSet.Builder node = UnknownFieldSet.newBuilder().addField(1, texts(inputs)).addField(2, texts(outputs))
        .addField(3, text(outputs.getFirst())).addField(4, text(op)).addField(7, text(domain));
    for (UnknownFieldSet attribute : attributes) node.mergeField(5, message(attribute));
    return node.build();
  }

  /** A node that calls a function of the file. */
  OnnxBuilder call(String domain, String op, List<String> inputs, List<String> outputs, UnknownFieldSet... attributes) {
    return add(1, nodeOf(domain, op, inputs, outputs, attributes));
  }

  /** A function of the file. */
  OnnxBuilder function(String domain, String name, List<String> inputs, List<String> outputs, List<String> attributes,
      UnknownFieldSet... nodes) {
    UnknownFieldSet.Builder function = UnknownFieldSet.newBuilder().addField(1, text(name)).addField(4, texts(inputs))
        .addField(5, texts(outputs)).addField(6, texts(attributes)).addField(10, text(domain));
    for (UnknownFieldSet node : nodes) function.mergeField(7, message(node));
    functions.add(function.build());
    imports.add(UnknownFieldSet.newBuilder().addField(1, text(domain)).addField(2, varint(1)).build());
    return this;
  }

  static UnknownFieldSet ints(String name, long... values) {
    Field.Builder cells = Field.newBuilder();
    for (long v : values) cells.addVarint(v);
    return attribute(name, 8, 7, cells.build());
  }

  static UnknownFieldSet number(String name, long value) { return attribute(name, 3, 2, varint(value)); }

  static UnknownFieldSet real(String name, double value) {
    return attribute(name, 2, 1, Field.newBuilder().addFixed32(Float.floatToIntBits((float) value)).build());
  }

  static UnknownFieldSet string(String name, String value) { return attribute(name, 4, 3, text(value)); }

  /** An attribute of a node in a function that takes its value from the call. */
  static UnknownFieldSet reference(String name, String of, int type) {
    return UnknownFieldSet.newBuilder().addField(1, text(name)).addField(20, varint(type)).addField(21, text(of)).build();
  }

  private static UnknownFieldSet attribute(String name, int field, long type, Field value) {
    return UnknownFieldSet.newBuilder().addField(1, text(name)).addField(20, varint(type)).addField(field, value).build();
  }

  private static UnknownFieldSet value(String name, int... extents) {
    UnknownFieldSet.Builder shape = UnknownFieldSet.newBuilder();
    for (int extent : extents)
      shape.mergeField(1, message(extent < 0
          ? UnknownFieldSet.newBuilder().addField(2, text("n")).build()
          : UnknownFieldSet.newBuilder().addField(1, varint(extent)).build()));
    UnknownFieldSet tensor = UnknownFieldSet.newBuilder().addField(1, varint(1)).addField(2, message(shape.build())).build();
    UnknownFieldSet type = UnknownFieldSet.newBuilder().addField(1, message(tensor)).build();
    return UnknownFieldSet.newBuilder().addField(1, text(name)).addField(2, message(type)).build();
  }

  private OnnxBuilder add(int field, UnknownFieldSet part) {
    graph.mergeField(field, message(part));
    return this;
  }

  private static Field message(UnknownFieldSet part) { return Field.newBuilder().addLengthDelimited(part.toByteString()).build(); }

  private static Field varint(long value) { return Field.newBuilder().addVarint(value).build(); }

  private static Field text(String value) { return texts(List.of(value)); }

  private static Field texts(List<String> values) {
    Field.Builder all = Field.newBuilder();
    values.forEach(value -> all.addLengthDelimited(ByteString.copyFromUtf8(value)));
    return all.build();
  }

  /** The same without the parts of one kind, such as the nodes, 1. */
  OnnxBuilder without(int field) {
    OnnxBuilder other = new OnnxBuilder(opset);
    other.graph.mergeFrom(graph.build()).clearField(field);
    return other;
  }

  byte[] bytes() {
    UnknownFieldSet.Builder model = UnknownFieldSet.newBuilder().addField(1, varint(8)).addField(7, message(graph.build()))
        .mergeField(8, message(UnknownFieldSet.newBuilder().addField(2, varint(opset)).build()));
    imports.forEach(set -> model.mergeField(8, message(set)));
    functions.forEach(function -> model.mergeField(25, message(function)));
    return model.build().toByteArray();
  }

  Model model() { return model(NetworkOptions.NONE); }

  Model model(NetworkOptions options) { return OnnxFile.model("built.onnx", bytes(), Path.of(""), options); }

  /** A picture whose cells are those of {@link #cell}. */
  static Tensor picture(int... extents) {
    return Tensor.filled(Shape.of(extents), Precision.FLOAT64, OnnxBuilder::cell);
  }
}
