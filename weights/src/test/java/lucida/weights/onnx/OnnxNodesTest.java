package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.weights.NetworkOptions;
import lucida.weights.io.ImportBudget;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operator by itself against plain loops in Python (src/test/python/onnx_nodes.py): attributes, opsets 2 to 21, ranks 0 to 5, with
 * all inputs computed or some of the file; and those that read one batch of pictures also as a whole imported network.
 *
 * <p>Both sides compute in float64. What differs: the expected values are stored in float32 (2⁻²⁴ of their size), and so are real
 * attributes, which the script states in float64 (another 2⁻²⁴, grown by at most 3 in a power).
 */
final class OnnxNodesTest {
  private static final double TOLERANCE = 8 * 0x1p-24;
  private static final Executor FLOAT64 = Executor.definition();

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.text(1), () -> check(c)));
  }

  private static List<Message> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxNodesTest.class.getResourceAsStream("nodes.gz"))) {
      return Message.parse(ByteString.readFrom(new GZIPInputStream(in)), new ImportBudget(1 << 26)).messages(1);
    }
  }

  private static void check(Message c) {
    OnnxTensors tensors = OnnxTensors.of(Path.of("case"), new ImportBudget(0));
    List<Tensor> wanted = c.messages(4).stream().map(tensors::read).toList();
    List<Tensor> got = new NodeRun(c.message(2), Path.of("")).outputs(c.messages(3), false);
    assertEquals(wanted.size(), got.size());
    for (int i = 0; i < wanted.size(); i++) assertClose(wanted.get(i), got.get(i), "output " + i);
    if (c.number(5, 0) == 0) return;
    Model model = OnnxFile.model("case", c.bytes(2).toByteArray(), Path.of(""), NetworkOptions.NONE);
    Tensor pictures = tensors.read(c.messages(3).getFirst());
    Tensor scores = model.scores(pictures.reshape(model.network().input().insert(0, pictures.shape().extent(0))), FLOAT64);
    assertClose(wanted.getFirst(), scores.reshape(wanted.getFirst().shape()), "as a network");
  }

  private static void assertClose(Tensor wanted, Tensor got, String what) {
    assertEquals(wanted.shape(), got.shape(), what);
    double size = Math.max(1, wanted.abs().max());
    for (int i = 0; i < wanted.size(); i++) assertEquals(wanted.cell(i), got.cell(i), TOLERANCE * size, what + " cell " + i);
  }

  /** An operator that is added has to have cases; those that are folded have none of their own here. */
  @Test
  void everyOperatorHasACase() throws IOException {
    TreeSet<String> without = new TreeSet<>(OnnxOperators.names());
    without.removeIf(Folding::folds);
    without.removeAll(cases().stream().map(c -> c.text(1).split(" ", 2)[0]).collect(Collectors.toSet()));
    assertTrue(without.isEmpty(), () -> "operators without a case: " + without);
  }
}
