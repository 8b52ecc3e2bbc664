package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
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
 * Whole networks that PyTorch exported (src/test/python/onnx_networks.py), opsets 7 to 17, and written as newer exporters do as 18
 * and 21, for any batch and for a batch of 1, against PyTorch's own logits in float64 for one picture and for three.
 *
 * <p>In float32 the sums have at most some hundred terms: 10⁻⁵ of the largest logit. In float64 what is left are the real attributes and the
 * constants of the file, which are float32 (2⁻²⁴ each, a few in a row).
 */
final class OnnxNetworksTest {
  @TestFactory
  Stream<DynamicTest> everyNetwork() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.text(1), () -> check(c)));
  }

  static List<Message> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxNetworksTest.class.getResourceAsStream("networks.gz"))) {
      return Message.parse(ByteString.readFrom(new GZIPInputStream(in)), new ImportBudget(1 << 26)).messages(1);
    }
  }

  private static Model model(Message c) throws URISyntaxException {
    return c.text(1).equals("external")
        ? OnnxFile.open(Path.of(Objects.requireNonNull(OnnxNetworksTest.class.getResource("external.onnx")).toURI()),
            NetworkOptions.NONE)
        : OnnxFile.model(c.text(1), c.bytes(2).toByteArray(), Path.of(""), NetworkOptions.NONE);
  }

  private static void check(Message c) throws URISyntaxException {
    Model model = model(c);
    OnnxTensors tensors = OnnxTensors.of(Path.of("case"), new ImportBudget(0));
    for (int i = 0; i < 2; i++) {
      Tensor pictures = tensors.read(c.messages(3).get(i));
      Tensor wanted = tensors.read(c.messages(4).get(i));
      assertClose(wanted, scores(model, pictures, Precision.FLOAT64), 4e-7);
      assertClose(wanted, scores(model, pictures, Precision.FLOAT32), 1e-5);
    }
  }

  private static Tensor scores(Model model, Tensor pictures, Precision precision) {
    return model.scores(pictures, Executor.of(precision, new ScalarKernels()));
  }

  private static void assertClose(Tensor wanted, Tensor got, double tolerance) {
    assertEquals(wanted.shape(), got.shape());
    double error = wanted.minus(got.to(Precision.FLOAT64)).abs().max() / wanted.abs().max();
    assertTrue(error <= tolerance, () -> "relative error " + error + " for " + wanted.shape() + ", allowed " + tolerance);
  }
}
