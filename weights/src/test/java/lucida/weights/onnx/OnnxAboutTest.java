package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of itself may stand before its graph or behind it; the graph is passed over, whatever is in it. */
final class OnnxAboutTest {
  /** Many times as large as what is read at once; no graph, were it read. */
  private static final ByteString GRAPH = message(7, ByteString.copyFrom(new byte[1 << 20]));
  private static final ByteString ABOUT = entry("classes", "owl").concat(entry("preprocessing", "cifar"))
      .concat(entry("classes", "a,ü"));

  @TempDir
  private Path folder;

  private static ByteString message(int field, ByteString inner) {
    return UnknownFieldSet.newBuilder()
        .addField(field, UnknownFieldSet.Field.newBuilder().addLengthDelimited(inner).build()).build().toByteString();
  }

  private static ByteString entry(String key, String value) {
    return message(14, message(1, ByteString.copyFromUtf8(key)).concat(message(2, ByteString.copyFromUtf8(value))));
  }

  private Path file(ByteString bytes) throws IOException {
    return Files.write(folder.resolve("network.onnx"), bytes.toByteArray());
  }

  /** The last of two that have one key counts, as everywhere in the format. */
  @Test
  void besideAnyGraph() throws IOException {
    Map<String, String> wanted = Map.of("classes", "a,ü", "preprocessing", "cifar");
    assertEquals(wanted, OnnxFile.about(file(GRAPH.concat(ABOUT))));
    assertEquals(wanted, OnnxFile.about(file(ABOUT.concat(GRAPH))));
    assertEquals(Map.of(), OnnxFile.about(file(GRAPH)));
  }

  /** By one byte, of the graph or of what stands behind it; and a file of something else. */
  @Test
  void cutOff() throws IOException {
    for (ByteString whole : new ByteString[]{ABOUT.concat(GRAPH), GRAPH.concat(ABOUT)})
      refused("network.onnx is no ONNX file, or is cut off", whole.substring(0, whole.size() - 1));
    refused("network.onnx is no ONNX file: it has a field of number 101", GRAPH.concat(message(101, ByteString.EMPTY)));
  }

  private void refused(String sentence, ByteString bytes) throws IOException {
    Path file = file(bytes);
    assertEquals(sentence, assertThrows(WeightsException.class, () -> OnnxFile.about(file)).getMessage());
  }
}
