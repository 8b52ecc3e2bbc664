package lucida;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The smallest network that can be explained, as an ONNX file: a 1×1 convolution of pictures [3, 224, 224] to two channels, red − blue and
 * blue − red, ReLU, and their means as the scores of two classes. Fields of onnx.proto by their numbers.
 */
final class SampleNetwork {
  private static final int FLOAT = 1;

  private SampleNetwork() {}

  static void write(Path file) throws IOException {
    UnknownFieldSet graph = UnknownFieldSet.newBuilder()
        .addField(1,
            messages(node("Conv", "x", "w", "b", "features"), node("Relu", "features", "A"),
                node("GlobalAveragePool", "A", "pooled"),
                node("Flatten", "pooled", "scores")))
        .addField(2, text("sample"))
        .addField(5, messages(tensor("w", List.of(2, 3, 1, 1), 1, 0, -1, -1, 0, 1), tensor("b", List.of(2), 0.5f, 0.5f)))
        .addField(11, messages(value("x", 1, 3, 224, 224)))
        .addField(12, messages(value("scores", 1, 2))).build();
    UnknownFieldSet opset = UnknownFieldSet.newBuilder().addField(1, text("")).addField(2, number(13)).build();
    Files.write(file,
        UnknownFieldSet.newBuilder().addField(1, number(8)).addField(7, messages(graph)).addField(8, messages(opset)).build()
            .toByteArray());
  }

  /** Its last name is its output, which it is called after. */
  private static UnknownFieldSet node(String operator, String... names) {
    Field.Builder inputs = Field.newBuilder();
    for (String name : List.of(names).subList(0, names.length - 1)) inputs.addLengthDelimited(ByteString.copyFromUtf8(name));
    String output = names[names.length - 1];
    return UnknownFieldSet.newBuilder().addField(1, inputs.build()).addField(2, text(output)).addField(3, text(output))
        .addField(4, text(operator)).build();
  }

  private static UnknownFieldSet tensor(String name, List<Integer> extents, float... cells) {
    Field.Builder dims = Field.newBuilder(), values = Field.newBuilder();
    for (int extent : extents) dims.addVarint(extent);
    for (float cell : cells) values.addFixed32(Float.floatToIntBits(cell));
    return UnknownFieldSet.newBuilder().addField(1, dims.build()).addField(2, number(FLOAT)).addField(4, values.build())
        .addField(8, text(name)).build();
  }

  private static UnknownFieldSet value(String name, int... extents) {
    UnknownFieldSet.Builder shape = UnknownFieldSet.newBuilder();
    for (int extent : extents) shape.mergeField(1, messages(UnknownFieldSet.newBuilder().addField(1, number(extent)).build()));
    UnknownFieldSet tensor = UnknownFieldSet.newBuilder().addField(1, number(FLOAT)).addField(2, messages(shape.build())).build();
    return UnknownFieldSet.newBuilder().addField(1, text(name))
        .addField(2, messages(UnknownFieldSet.newBuilder().addField(1, messages(tensor)).build())).build();
  }

  private static Field messages(UnknownFieldSet... messages) {
    Field.Builder field = Field.newBuilder();
    for (UnknownFieldSet message : messages) field.addLengthDelimited(message.toByteString());
    return field.build();
  }

  private static Field number(long value) { return Field.newBuilder().addVarint(value).build(); }

  private static Field text(String value) { return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build(); }
}
