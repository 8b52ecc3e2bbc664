package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import lucida.weights.Damage;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged ONNX files become a model or one sentence, and nothing else: no other exception, no endless loop, no memory of a forged size. */
final class OnnxMutationTest {
  @Test
  void someThousand() throws IOException {
    run(1_500, 1);
  }

  @Test
  @Tag("full")
  void aHundredThousand() throws IOException {
    run(100_000, 2);
  }

  private static void run(int mutations, long seed) throws IOException {
    List<byte[]> files = OnnxNetworksTest.cases().stream().map(c -> c.bytes(2).toByteArray()).filter(b -> b.length > 0).toList();
    int refused = 0;
    for (int i = 0; i < mutations; i++) {
      SplittableRandom random = new SplittableRandom(seed << 32 | i);
      byte[] damaged = Damage.of(files.get(random.nextInt(files.size())), random);
      try {
        OnnxFile.model("damaged", damaged, Path.of(""));
      } catch (WeightsException e) {
        refused++;
        assertFalse(String.valueOf(e.getMessage()).isBlank());
      } catch (RuntimeException | Error e) {
        fail("seed " + seed + ", mutation " + i, e);
      }
    }
    assertTrue(refused > mutations / 10, "most damage shows: " + refused + " of " + mutations + " were refused");
  }
}
