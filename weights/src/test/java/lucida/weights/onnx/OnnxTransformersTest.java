package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.files.Npy;
import lucida.layers.Model;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Transformers and heads of segmentation that PyTorch exported in float64 (src/test/python/onnx_exports.py), small variants of those of
 * torchvision, timm and CLIP, for a batch of 1 or any, against PyTorch's own scores of three pictures.
 *
 * <p>With {@code -Dlucida.exports=FOLDER} also the files of a folder that the script filled, whole networks of torchvision; what is found is added to its
 * compared.csv.
 *
 * <p>All numbers of the files are float64, and real attributes are rounded to float32 on both sides: what differs is the order of sums of at
 * most some hundred terms, far below 10⁻¹⁰.
 */
final class OnnxTransformersTest {
  private static final Executor FLOAT64 = Executor.of(Precision.FLOAT64, KernelChoice.standard().kernels());

  @TestFactory
  Stream<DynamicTest> everyExport() throws IOException {
    return Stream.concat(cases().stream().map(c -> DynamicTest.dynamicTest(c.text(1), () -> check(c))), fullSize());
  }

  private static List<Message> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxTransformersTest.class.getResourceAsStream("exports.gz"))) {
      return Message.parse(ByteString.readFrom(new GZIPInputStream(in)), new ImportBudget(1 << 26)).messages(1);
    }
  }

  private static void check(Message c) {
    OnnxTensors tensors = OnnxTensors.of(Path.of("case"), new ImportBudget(0));
    Tensor wanted = tensors.read(c.message(4));
    assertAgrees(difference(OnnxFile.model(c.text(1), c.bytes(2).toByteArray(), Path.of(""), NetworkOptions.NONE),
        tensors.read(c.message(3)), wanted));
    assertTrue(wanted.slice(0, 0, 1).minus(wanted.slice(0, 1, 2)).abs().max() > 1e-3 * wanted.abs().max(), "pictures differ");
  }

  /** Of the scores of all pictures, relative to the largest. */
  private static double difference(Model model, Tensor pictures, Tensor wanted) {
    Tensor got = model.scores(pictures, FLOAT64);
    assertEquals(wanted.shape(), got.shape());
    return wanted.minus(got).abs().max() / wanted.abs().max();
  }

  private static void assertAgrees(double error) {
    assertTrue(error <= 1e-10, () -> "relative error " + error);
  }

  private static Stream<DynamicTest> fullSize() throws IOException {
    String folder = System.getProperty("lucida.exports", "");
    if (folder.isEmpty()) return Stream.empty();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkFile(file)));
    }
  }

  private static void checkFile(Path file) throws IOException {
    String title = file.getFileName().toString().replace(".onnx", "");
    try {
      Model model = OnnxFile.open(file, NetworkOptions.NONE);
      double error = difference(model, Npy.read(file.resolveSibling(title + ".x.npy")),
          Npy.read(file.resolveSibling(title + ".y.npy")));
      long parameters = model.network().parameters().values().stream().mapToLong(Shape::size).sum();
      compared(file, title, parameters + String.format(Locale.ROOT, ",%.0E", error));
      assertAgrees(error);
    } catch (WeightsException e) {
      compared(file, title, "0,\"refused: " + String.valueOf(e.getMessage()).replace('"', '\'') + "\"");
      throw e;
    }
  }

  /** A line: name, opset, parameters, difference or why it is refused. */
  private static void compared(Path file, String title, String found) throws IOException {
    int dash = title.lastIndexOf('-');
    Files.writeString(file.resolveSibling("compared.csv"),
        title.substring(0, dash) + "," + title.substring(dash + 1) + "," + found + "\n", StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
