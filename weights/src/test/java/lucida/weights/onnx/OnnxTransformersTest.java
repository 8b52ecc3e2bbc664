package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.ScalarKernels;
import lucida.layers.Model;
import lucida.weights.NetworkOptions;
import lucida.weights.io.ImportBudget;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Transformers and heads of segmentation that PyTorch exported in float64 (src/test/python/onnx_exports.py), small variants of those of
 * torchvision, timm and CLIP, for a batch of 1 or any, against PyTorch's own scores of three pictures.
 *
 * <p>All numbers of the files are float64, and real attributes are rounded to float32 on both sides: what differs is the order of sums of at
 * most some hundred terms, far below 10⁻¹⁰.
 */
final class OnnxTransformersTest {
  @TestFactory
  Stream<DynamicTest> everyExport() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.text(1), () -> check(c)));
  }

  private static List<Message> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxTransformersTest.class.getResourceAsStream("exports.gz"))) {
      return Message.parse(ByteString.readFrom(new GZIPInputStream(in)), new ImportBudget(1 << 26)).messages(1);
    }
  }

  private static void check(Message c) {
    Model model = OnnxFile.model(c.text(1), c.bytes(2).toByteArray(), Path.of(""), NetworkOptions.NONE);
    OnnxTensors tensors = OnnxTensors.of(Path.of("case"), new ImportBudget(0));
    Tensor wanted = tensors.read(c.message(4));
    Tensor got = model.scores(tensors.read(c.message(3)), Executor.of(Precision.FLOAT64, new ScalarKernels()));
    assertEquals(wanted.shape(), got.shape());
    double error = wanted.minus(got).abs().max() / wanted.abs().max();
    assertTrue(error <= 1e-10, () -> "relative error " + error);
    assertTrue(wanted.slice(0, 0, 1).minus(wanted.slice(0, 1, 2)).abs().max() > 1e-3 * wanted.abs().max(), "pictures differ");
  }
}
