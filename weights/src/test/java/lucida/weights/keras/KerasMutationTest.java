package lucida.weights.keras;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import lucida.weights.Damage;
import lucida.weights.Inspection;
import lucida.weights.WeightsException;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged Keras files, by the front door: a model or one sentence, and nothing else. */
final class KerasMutationTest {
  @ParameterizedTest
  @ValueSource(strings = {"sequential2.h5", "functional.keras"})
  void some(String file, @TempDir Path folder) throws Exception {
    run(file, folder, 300, 3);
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"sequential2.h5", "functional.keras"})
  void aMillionInAll(String file, @TempDir Path folder) throws Exception {
    run(file, folder, 500_000, 4);
  }

  private static void run(String file, Path folder, int mutations, long seed) throws Exception {
    byte[] whole = Files.readAllBytes(KerasFileTest.path(file));
    Path damaged = folder.resolve("damaged");
    int refused = 0;
    for (int i = 0; i < mutations; i++) {
      Files.write(damaged, Damage.of(whole, new SplittableRandom(seed << 32 | i)));
      if (refuses(damaged, file + ", seed " + seed + ", mutation " + i)) refused++;
    }
    assertTrue(refused > mutations / 20, "damage shows: " + refused + " of " + mutations + " were refused");
  }

  private static boolean refuses(Path damaged, String which) {
    try {
      Inspection inspection = ModelFiles.inspect(damaged);
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
