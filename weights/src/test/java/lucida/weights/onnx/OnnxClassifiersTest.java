package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Model;
import lucida.weights.NetworkOptions;
import lucida.weights.io.ImportBudget;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Classifiers of torchvision 0.14, each with all its layers and an eighth of its channels, at one of the opsets 11 to 21, against PyTorch's
 * scores of two pictures (src/test/python/onnx_classifiers.py). Weights and pictures are random numbers that both draw, so that graphs and scores
 * alone are committed.
 *
 * <p>All numbers are float64, and real attributes are rounded to float32 on both sides: what differs is the order of sums of at most some thousand
 * terms, in up to some hundred layers, far below 10⁻¹⁰.
 */
final class OnnxClassifiersTest {
  private static final Executor FLOAT64 = Executor.of(Precision.FLOAT64, KernelChoice.standard().kernels());
  private static final double TOLERANCE = 1e-10;
  private static final Path DOCS = Path.of("..", "docs", "weights.md");

  @TestFactory
  Stream<DynamicTest> everyClassifier() throws IOException {
    return cases().stream().filter(c -> !c.has(8))
        .map(c -> DynamicTest.dynamicTest(c.text(1) + ", opset " + c.text(2), () -> check(c)));
  }

  private static List<Message> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxClassifiersTest.class.getResourceAsStream("classifiers.gz"))) {
      return Message.parse(ByteString.readFrom(new GZIPInputStream(in)), new ImportBudget(1 << 26)).messages(1);
    }
  }

  private static void check(Message c) throws IOException {
    OnnxTensors tensors = OnnxTensors.of(Path.of("case"), new ImportBudget(1 << 26));
    Tensor pictures = tensors.read(drawn(c.message(6))), wanted = tensors.read(c.message(7));
    Model model = OnnxFile.model(c.text(1), whole(c), Path.of(""), NetworkOptions.NONE);
    Tensor got = model.scores(pictures, FLOAT64);
    assertEquals(wanted.shape(), got.shape());
    double error = wanted.minus(got).abs().max() / wanted.abs().max();
    String written = System.getProperty("lucida.classifiers", "");
    if (!written.isEmpty()) Files.writeString(Path.of(written, c.text(1)), row(c, String.format(Locale.ROOT, "%.0E", error)));
    assertTrue(error <= TOLERANCE, () -> "relative error " + error);
    assertTrue(wanted.slice(0, 0, 1).minus(wanted.slice(0, 1, 2)).abs().max() > 1e-3 * wanted.abs().max(), "pictures differ");
  }

  /** The file as it was exported, with its weights. */
  private static byte[] whole(Message c) {
    UnknownFieldSet.Builder graph = UnknownFieldSet.newBuilder().mergeFrom(c.message(4).fields());
    for (Message tensor : c.messages(5)) graph.mergeField(5, inner(drawn(tensor)));
    return UnknownFieldSet.newBuilder().mergeFrom(c.message(3).fields())
        .mergeField(7, Field.newBuilder().addLengthDelimited(graph.build().toByteString()).build()).build().toByteArray();
  }

  private static Field inner(Message m) {
    return Field.newBuilder().addLengthDelimited(m.fields().toByteString()).build();
  }

  /** A tensor whose two numbers, the least and the largest, are replaced by as many between them as it has room for. */
  private static Message drawn(Message tensor) {
    double[] bounds = tensor.doubles(10);
    int n = Shape.of(Arrays.stream(tensor.numbers(1)).mapToInt(Math::toIntExact).toArray()).size();
    ByteBuffer cells = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 name = new CRC32();
    name.update(tensor.text(8).getBytes(StandardCharsets.UTF_8));
    for (int i = 1; i <= n; i++)
      cells.putDouble(bounds[0] + (bounds[1] - bounds[0]) * ((mixed(name.getValue() + i * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53));
    Field raw = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(cells.flip())).build();
    return new Message(UnknownFieldSet.newBuilder().mergeFrom(tensor.fields()).clearField(10).addField(9, raw).build(),
        tensor.budget());
  }

  /** What SplitMix64 makes of its state. */
  private static long mixed(long state) {
    long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** A line of the table in docs/weights.md. */
  private static String row(Message c, String error) {
    return "| `" + c.text(1) + "` | " + c.text(2) + " | " + c.message(6).numbers(1)[2] + " | "
        + String.format(Locale.ROOT, "%,d", parameters(c)) + " | " + error + " |\n";
  }

  private static long parameters(Message c) {
    return c.messages(5).stream().mapToLong(t -> Arrays.stream(t.numbers(1)).reduce(1, (a, b) -> a * b)).sum();
  }

  /** The table says of each of them what was compared, or why it was not. */
  @Test
  void theTableNamesThemAll() throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    for (Message c : cases()) {
      String begin = c.has(8) ? "| `" + c.text(1) + "` | | | | not exported: " + c.text(8) : row(c, "").replace("  |\n", "");
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(begin)), begin);
    }
    assertTrue(cases().size() >= 40);
  }
}
