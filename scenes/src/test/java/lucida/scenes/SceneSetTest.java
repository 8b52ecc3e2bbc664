package lucida.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneSetTest {
  /**
   * The same pixels everywhere and for ever: the first 16 hex digits of SHA-256 over the pixels of the training scenes 0 … 15 under
   * seed 0. After a change to the pictures that is meant, copy what the failure says it found, and say in the change log that all
   * scenes have changed.
   */
  @ParameterizedTest
  @CsvSource({"0, 64, 6b020691adf86367", "1, 64, 77acd70bb6b59642", "2, 64, 9b86f06232ca9fd8", "3, 64, 273680feec7ac015",
      "4, 64, 6cab012187223d3d", "0, 96, 5820599e6f5b270b", "0, 128, 3f37d0643fd7d7ec"})
  void pixelsAreTheSameEverywhere(int kind, int size, String digest) throws NoSuchAlgorithmException {
    SceneSet set = new SceneSet(Kinds.ALL.get(kind), Split.TRAINING, 0, 16, size);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 16; i++) sha.update(set.pixels(i));
    assertEquals(digest, HexFormat.of().formatHex(sha.digest()).substring(0, 16));
  }

  @Test
  void neitherOrderNorThreadsNorCompanyMatter() {
    for (SceneKind kind : Kinds.ALL) {
      SceneSet set = SceneSet.of(kind, Split.TEST, 40);
      byte[][] upwards = IntStream.range(0, 40).mapToObj(set::pixels).toArray(byte[][]::new);
      byte[][] parallel = IntStream.range(0, 40).parallel().map(i -> 39 - i).mapToObj(set::pixels).toArray(byte[][]::new);
      for (int i = 0; i < 40; i++) {
        assertArrayEquals(upwards[i], parallel[39 - i]);
        assertArrayEquals(upwards[i], set.get(i).pixels());
      }
      Batch batch = set.batch(Precision.FLOAT32, 7, 3, 7);
      assertEquals(Shape.of(3, 3, 64, 64), batch.pictures().shape());
      for (int k = 0; k < upwards[7].length; k++) {
        assertEquals((float) (Byte.toUnsignedInt(upwards[7][k]) / 255.0), (float) batch.pictures().cell(k));
        assertEquals((float) (Byte.toUnsignedInt(upwards[3][k]) / 255.0), (float) batch.pictures().cell(upwards[3].length + k));
      }
      assertArrayEquals(new int[]{set.label(7), set.label(3), set.label(7)}, batch.labels());
    }
  }

  @Test
  void batchesSayWhichClassesArePresent() {
    SceneSet set = SceneSet.of(new SceneKind.Pair(), Split.TRAINING, 20);
    Batch batch = set.batch(Precision.FLOAT64, IntStream.range(0, 20).toArray());
    for (int n = 0; n < 20; n++) {
      double[] expected = new double[16];
      for (Instance object : set.get(n).objects()) expected[object.label()] = 1;
      for (int c = 0; c < 16; c++) assertEquals(expected[c], batch.presence().at(n, c));
      assertEquals(2, Arrays.stream(expected).sum());
      assertEquals(Byte.toUnsignedInt(set.pixels(n)[100]) / 255.0, batch.pictures().cell(n * 3 * 64 * 64 + 100));
    }
  }

  /** Every class once in every run of as many scenes as there are classes, and not always in the same order. */
  @Test
  void classesAreBalanced() {
    for (SceneKind kind : Kinds.ALL) {
      SceneSet set = SceneSet.of(kind, Split.TRAINING, 1600);
      int classes = set.classes().size();
      Set<String> orders = new HashSet<>();
      for (int block = 0; block < 10; block++) {
        int[] labels = IntStream.range(block * classes, (block + 1) * classes).map(set::label).toArray();
        orders.add(Arrays.toString(labels));
        assertArrayEquals(IntStream.range(0, classes).toArray(), Arrays.stream(labels).sorted().toArray());
      }
      assertTrue(orders.size() > 1);
    }
  }

  @Test
  void splitsAndSeedsAreDisjoint() {
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values())
      for (long seed = 0; seed < 3; seed++) {
        SceneSet set = new SceneSet(new SceneKind.Single(), split, seed, 60, 16);
        for (int i = 0; i < 60; i++) assertTrue(seen.add(Arrays.toString(set.pixels(i))), split + " " + seed + " " + i);
      }
    assertEquals(540, seen.size());
  }

  /**
   * At twice the size it is the same scene. The larger picture, averaged over 2 × 2, differs by what 16 and 64 samples of a pixel
   * differ: 4 of 255 levels on average at most (two different scenes differ by some 60), and a pixel's share of an object by two of
   * its four columns.
   */
  @Test
  void anotherSizeIsTheSameScene() {
    for (SceneKind kind : Kinds.ALL)
      for (int i = 0; i < 16; i++) {
        Scene small = new SceneSet(kind, Split.TEST, 3, 16, 64).get(i);
        Scene large = new SceneSet(kind, Split.TEST, 3, 16, 128).get(i);
        assertEquals(small.objects().size(), large.objects().size());
        for (int k = 0; k < small.objects().size(); k++)
          assertSameMask(small.objects().get(k).mask(), large.objects().get(k).mask());
        assertTrue(difference(small.pixels(), large.pixels()) < 4,
            kind + " " + i + ": " + difference(small.pixels(), large.pixels()));
      }
  }

  private static void assertSameMask(Mask small, Mask large) {
    assertEquals(1, large.samples() / (4.0 * small.samples()), 0.02);
    for (int i = 0; i < 64; i++)
      for (int j = 0; j < 64; j++) {
        int four = large.samples(2 * i, 2 * j) + large.samples(2 * i, 2 * j + 1) + large.samples(2 * i + 1, 2 * j)
            + large.samples(2 * i + 1, 2 * j + 1);
        assertEquals(small.samples(i, j), four / 4.0, 8, "pixel " + i + ", " + j);
      }
  }

  private static double difference(byte[] small, byte[] large) {
    double sum = 0;
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) {
          double mean = 0;
          for (int u = 0; u < 2; u++)
            for (int v = 0; v < 2; v++) mean += Byte.toUnsignedInt(large[(c * 128 + 2 * i + u) * 128 + 2 * j + v]) / 4.0;
          sum += Math.abs(mean - Byte.toUnsignedInt(small[(c * 64 + i) * 64 + j]));
        }
    return sum / small.length;
  }

  @Test
  void whatCannotBeIsRefusedInOneSentence() {
    assertRefused("SceneSet: there must be at least one scene, not 0", () -> SceneSet.of(new SceneKind.Single(), Split.TEST, 0));
    assertRefused("SceneSet: a side must be from 16 to 1024 pixels, not 8",
        () -> new SceneSet(new SceneKind.Single(), Split.TEST, 0, 1, 8));
    assertRefused(
        "SceneSet: the lantern's class must be from 0 to 15, not 16",
        () -> SceneSet.of(new SceneKind.Biased(16, 1), Split.TEST, 1));
    assertRefused("Biased: the strength must be from 0 to 1, not NaN", () -> new SceneKind.Biased(0, Double.NaN));
    assertThrows(IndexOutOfBoundsException.class, () -> SceneSet.of(new SceneKind.Single(), Split.TEST, 5).get(5));
  }

  private static void assertRefused(String sentence, Runnable action) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
