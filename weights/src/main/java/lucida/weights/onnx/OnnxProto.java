package lucida.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lucida.core.Shape;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;

/** Messages of onnx.proto, to be written: fields by their numbers. */
final class OnnxProto {
  /** The version of the format: the first with all that is written here, ONNX 1.12's. */
  private static final int IR_VERSION = 8;
  /** The field of what a file says of itself, each with a key and a value. */
  static final int ABOUT = 14;
  private static final int DIMS = 1;
  private static final int RAW = 9;

  private OnnxProto() {}

  /** A file with one graph, and what it says of itself. */
  static List<WireField> model(long opset, List<WireField> graph, Map<String, String> about) {
    List<WireField> fields = new ArrayList<>(
        List.of(new WireField.Whole(1, IR_VERSION), WireField.Text.of(2, "lucida"), new WireField.Inner(7, graph),
            new WireField.Inner(8, List.of(WireField.Text.of(1, ""), new WireField.Whole(2, opset)))));
    about.forEach((key, value) -> fields
        .add(new WireField.Inner(ABOUT, List.of(WireField.Text.of(1, key), WireField.Text.of(2, value)))));
    return fields;
  }

  /** A node of a graph. */
  static WireField node(String name, String op, List<String> inputs, List<String> outputs, List<WireField> attributes) {
    List<WireField> fields = new ArrayList<>();
    inputs.forEach(input -> fields.add(WireField.Text.of(1, input)));
    outputs.forEach(output -> fields.add(WireField.Text.of(2, output)));
    fields.add(WireField.Text.of(3, name));
    fields.add(WireField.Text.of(4, op));
    fields.addAll(attributes);
    return new WireField.Inner(1, fields);
  }

  /** A tensor of a graph. */
  static WireField tensor(NamedTensor tensor) {
    List<WireField> fields = new ArrayList<>();
    for (int extent : tensor.tensor().shape().extents()) fields.add(new WireField.Whole(DIMS, extent));
    fields.add(new WireField.Whole(2, type(tensor.dtype())));
    fields.add(WireField.Text.of(8, tensor.name()));
    fields.add(new WireField.Cells(RAW, tensor));
    return new WireField.Inner(5, fields);
  }

  /** The picture of a graph, 11, or its result, 12: for any number N of pictures. */
  static WireField value(int number, String name, Dtype type, Shape ofOne) {
    List<WireField> dims = new ArrayList<>(List.of(new WireField.Inner(1, List.of(WireField.Text.of(2, "N")))));
    for (int extent : ofOne.extents()) dims.add(new WireField.Inner(1, List.of(new WireField.Whole(1, extent))));
    WireField tensor = new WireField.Inner(1, List.of(new WireField.Whole(1, type(type)), new WireField.Inner(2, dims)));
    return new WireField.Inner(number, List.of(WireField.Text.of(1, name), new WireField.Inner(2, List.of(tensor))));
  }

  static WireField whole(String name, long value) { return attribute(name, 2, List.of(new WireField.Whole(3, value))); }

  static WireField real(String name, double value) { return attribute(name, 1, List.of(new WireField.Real(2, (float) value))); }

  static WireField wholes(String name, long... values) {
    return attribute(name, 7, Arrays.stream(values).<WireField>mapToObj(v -> new WireField.Whole(8, v)).toList());
  }

  private static WireField attribute(String name, int type, List<WireField> values) {
    List<WireField> fields = new ArrayList<>(List.of(WireField.Text.of(1, name)));
    fields.addAll(values);
    fields.add(new WireField.Whole(20, type));
    return new WireField.Inner(5, fields);
  }

  /** An attribute that was read, under its name in the node. */
  static WireField attribute(OnnxAttribute read) {
    UnknownFieldSet.Field name = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(read.name()))
        .build();
    return new WireField.Text(5,
        UnknownFieldSet.newBuilder(read.message().fields()).clearField(1).addField(1, name).build().toByteString());
  }

  /** The inverse of {@link OnnxTensors#dtype}. */
  private static int type(Dtype type) {
    return switch (type) {
      case F32 -> 1;
      case U8 -> 2;
      case I8 -> 3;
      case U16 -> 4;
      case I16 -> 5;
      case I32 -> 6;
      case I64 -> 7;
      case BOOL -> 9;
      case F16 -> 10;
      case F64 -> 11;
      case U32 -> 12;
      case U64 -> 13;
      case BF16 -> 16;
    };
  }
}
