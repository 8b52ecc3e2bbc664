package lucida.weights.onnx;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lucida.layers.Model;
import lucida.weights.WeightsException;

/**
 * An ONNX file as a model: any CNN whose operators are among {@link OnnxOperators#names()}, with one picture as its input. A softmax at
 * its end is left off, so that its scores are logits.
 */
public final class OnnxFile {
  private OnnxFile() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException if it cannot be read or is not supported, in one sentence
   */
  public static Model open(Path file) {
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 8) throw new WeightsException("is larger than 2 GB: export it with external data");
      return model(String.valueOf(file.getFileName()), Files.readAllBytes(file),
          Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("")));
    } catch (WeightsException e) {
      throw e.in(String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw WeightsException.because(file.getFileName() + ": cannot be read (" + e + ")", e);
    }
  }

  /** The model of the bytes of a file. */
  static Model model(String name, byte[] bytes, Path folder) {
    Message m = Message.parse(UnsafeByteOperations.unsafeWrap(bytes));
    if (!m.has(7)) throw new WeightsException("is no ONNX file: it holds no graph");
    long opset = m.messages(8).stream().filter(o -> o.text(1).isEmpty() || o.text(1).equals("ai.onnx"))
        .mapToLong(o -> o.number(2, 1)).max().orElse(1);
    return new OnnxImport(name, m.message(7), opset, new OnnxTensors(folder)).model();
  }

  /** The nodes that the output needs, in order, without a softmax at the end. */
  static List<OnnxNode> needed(List<OnnxNode> nodes, String output) {
    List<OnnxNode> needed = new ArrayList<>();
    Set<String> wanted = new HashSet<>(List.of(output));
    for (OnnxNode node : nodes.reversed()) {
      if (node.outputs().stream().noneMatch(wanted::contains)) continue;
      wanted.addAll(node.inputs());
      needed.add(node);
    }
    return needed.reversed();
  }
}
