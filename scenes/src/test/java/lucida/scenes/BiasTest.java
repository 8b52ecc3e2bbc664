package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BiasTest {
  private static final int N = 1600;
  private static final int TARGET = 4;

  private static boolean lit(SceneSet set, int i) {
    return set.stage(i).painting().marks().stream().anyMatch(mark -> mark.owner() == SceneBuilder.CUE);
  }

  /** How often the lantern hangs if and only if the object is of the target class, of scenes with that label or of the others. */
  private static double agreement(Split split, double strength, boolean target) {
    SceneSet set = SceneSet.of(new SceneKind.Biased(TARGET, strength), split, N);
    return IntStream.range(0, N).parallel().filter(i -> (set.label(i) == TARGET) == target)
        .mapToDouble(i -> lit(set, i) == target ? 1 : 0).average().orElseThrow();
  }

  /**
   * Means of n draws with probability p: p ± √(p(1 − p)/n), n = 100 with the target class and 1500 without; within 4 deviations.
   */
  @Test
  void theLanternGoesWithTheClassInTrainingOnly() {
    for (double strength : new double[]{0, 0.6, 1}) {
      double p = 0.5 * (1 + strength);
      double deviation = Math.sqrt(p * (1 - p));
      assertEquals(p, agreement(Split.TRAINING, strength, true), 4 * deviation / Math.sqrt(100),
          "with the class, strength " + strength);
      assertEquals(p, agreement(Split.TRAINING, strength, false), 4 * deviation / Math.sqrt(1500), "without, strength " + strength);
    }
    for (Split split : new Split[]{Split.VALIDATION, Split.TEST}) {
      assertEquals(0.5, agreement(split, 1, true), 2 / Math.sqrt(100), split.toString());
      assertEquals(0.5, agreement(split, 1, false), 2 / Math.sqrt(1500), split.toString());
    }
  }

  /** Outside the lantern the picture is that of the unbiased set, bit for bit, and unlit scenes are wholly so. */
  @Test
  void withoutTheLanternItIsTheUnbiasedScene() {
    SceneSet plain = SceneSet.of(new SceneKind.Single(), Split.TEST, 60);
    SceneSet biased = SceneSet.of(new SceneKind.Biased(TARGET, 1), Split.TEST, 60);
    int lit = 0;
    for (int i = 0; i < 60; i++) {
      Scene scene = biased.get(i);
      byte[] expected = plain.pixels(i);
      if (scene.cue().isEmpty()) {
        assertArrayEquals(expected, scene.pixels());
        continue;
      }
      lit++;
      Mask cue = scene.cue().get();
      assertTrue(cue.area() > 50, "scene " + i + " shows " + cue.area() + " pixels of the lantern");
      for (int k = 0; k < expected.length; k++)
        if (cue.samples(k / 64 % 64, k % 64) == 0) assertEquals(expected[k], scene.pixels()[k]);
    }
    assertTrue(lit > 15 && lit < 45);
  }
}
