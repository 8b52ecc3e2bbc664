package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ResizeTest {
  /** Another engine: Pillow's results, bit for bit. The table and the script that made it (resize.py) are committed. */
  @TestFactory
  List<DynamicTest> pillow() {
    List<String> lines = Fixtures.lines("resize.csv");
    return IntStream.range(0, lines.size()).mapToObj(k -> DynamicTest.dynamicTest(lines.get(k), () -> {
      String[] f = lines.get(k).split(",", -1);
      Picture picture = Fixtures.noise(Integer.parseInt(f[1]), Integer.parseInt(f[2]), k + 1);
      Picture resized = new Resize(Integer.parseInt(f[3]), Integer.parseInt(f[4]), Filter.valueOf(f[0])).of(picture);
      assertEquals(f[5], Fixtures.checksum(resized));
    })).toList();
  }

  /** A part costs less but is the same. */
  @Test
  void partOfResizedIsPartOfAll() {
    Picture picture = Fixtures.noise(57, 91, 3);
    for (Filter filter : Filter.values()) {
      Resize resize = new Resize(40, 130, filter);
      assertEquals(resize.of(picture).part(7, 31, 22, 45), resize.part(picture, 7, 31, 22, 45), filter.name());
    }
  }

  /**
   * Doubling a line of two samples a, b bilinearly: the new centres lie at ¼, ¾, 5/4, 7/4 of the old pixels, so outside, ¼ and ¾ of the
   * way from a to b, outside. All weights are quarters, hence exact.
   */
  @Test
  void mapDoubledByHand() {
    Tensor map = Tensor.of(Shape.of(1, 2), -4.0, 8.0);
    assertArrayEquals(new double[]{-4, -1, 5, 8}, new Resize(4, 1, Filter.BILINEAR).of(map).toDoubles());
  }

  /** Halving averages triangles: the weights at distances ¾, ¼, ¼, ¾ of the stretched filter are 1/8, 3/8, 3/8, 1/8. */
  @Test
  void mapHalvedByHand() {
    Tensor map = Tensor.of(Shape.of(1, 6), 0f, 0f, 8f, 16f, 0f, 0f);
    double inner = (3 * 8 + 3 * 16) / 8.0, left = 1 * 8 / 7.0, right = 1 * 16 / 7.0; // at the edges 1/8 is cut off
    Tensor halved = new Resize(3, 1, Filter.BILINEAR).of(map);
    assertEquals(Precision.FLOAT32, halved.precision());
    // weights are sums of a few roundings of numbers ≤ 1, results ≤ 16 are rounded to float32 once: half an ulp of 9
    assertArrayEquals(new double[]{left, inner, right}, halved.toDoubles(), Math.ulp(9f) / 2);
  }

  @Test
  void refusesWhatIsTooLarge() {
    Picture column = Picture.painted(1, 1_000_000, (x, y) -> 0);
    assertEquals("Resizing 1×1000000 to 224×224 pixels takes more than 134217728 pixels at once",
        assertThrows(IllegalArgumentException.class, () -> new Resize(224, 224, Filter.BOX).of(column)).getMessage());
    assertEquals("A picture of 100000×100000 pixels has more than 134217728",
        assertThrows(IllegalArgumentException.class, () -> Picture.painted(100_000, 100_000, (x, y) -> 0)).getMessage());
  }

  @Test
  void refusesWhatHasNoPixels() {
    assertAll(() -> assertThrows(IllegalArgumentException.class, () -> new Resize(0, 3, Filter.BOX)),
        () -> assertThrows(ShapeException.class, () -> new Resize(2, 2, Filter.BOX).of(Tensor.of(Shape.of(4), 1.0, 2, 3, 4))),
        () -> assertThrows(IllegalArgumentException.class,
            () -> new Resize(4, 4, Filter.BOX).part(Fixtures.noise(3, 3, 1), 2, 0, 3, 1)));
  }
}
