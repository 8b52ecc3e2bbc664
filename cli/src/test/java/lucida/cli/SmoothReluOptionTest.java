package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --smooth-relu} as a user types it. */
class SmoothReluOptionTest {
  @TempDir
  private Path folder;

  private Result explain(String model, String beta) {
    return Result.of("explain", "--model", model, "--random-weights",
        "3",
        "--smooth-relu", beta, "--method", "gradcam", "--json", "--out", folder.toString());
  }

  /** The record says what was changed and what is still not smooth. */
  @Test
  void theRecordSaysIt() {
    Result result = explain("squeezenet1_1", "2.50");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("softplus of β = 2.5 in place of every ReLU, not smooth are "), result.out());
  }

  @Test
  void aNetworkWithoutReluIsRefused() {
    Result result = explain("efficientnet_b0", "1");
    assertEquals(2, result.code());
    assertEquals("lucida: Network efficientnet_b0 has no ReLU to smooth" + System.lineSeparator(), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e7"})
  void aSharpnessOutsideItsRangeIsRefused(String beta) {
    Result result = explain("cifar-resnet20", beta);
    assertEquals(2, result.code());
    assertTrue(result.err().contains("the range is 0.001 to 1000000"), result.err());
  }
}
