package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import lucida.weights.Damage;
import lucida.weights.Inspection;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged ONNX files are told as a model or in one sentence, and nothing else happens: no other exception, no endless loop, no memory of a
 * forged size.
 */
final class OnnxMutationTest {
  @Test
  void someThousand() throws IOException {
    run(1_500, 1);
  }

  @Test
  @Tag("full")
  void aMillion() throws IOException {
    run(1_000_000, 2);
  }

  private static void run(int mutations, long seed) throws IOException {
    List<byte[]> files = OnnxNetworksTest.cases().stream().map(c -> c.bytes(2).toByteArray()).filter(b -> b.length > 0).toList();
    int refused = 0;
    for (int i = 0; i < mutations; i++) {
      SplittableRandom random = new SplittableRandom(seed << 32 | i);
      byte[] damaged = Damage.of(files.get(random.nextInt(files.size())), random);
      if (refuses(damaged, "seed " + seed + ", mutation " + i)) refused++;
    }
    assertTrue(refused > mutations / 10, "most damage shows: " + refused + " of " + mutations + " were refused");
  }

  private static boolean refuses(byte[] damaged, String which) {
    try {
      Inspection inspection = OnnxFile.inspection("damaged", damaged, Path.of(""), NetworkOptions.NONE);
      if (!(inspection.finding() instanceof Inspection.Finding.Unknown(String why))) return false;
      assertFalse(why.isBlank(), which);
    } catch (WeightsException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank(), which);
    } catch (RuntimeException | Error e) {
      fail(which, e);
    }
    return true;
  }
}
