package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final double NaN = Double.NaN;

  private static Tensor map(double... values) { return Tensor.of(Shape.of(1, values.length), values); }

  @Test
  void endsByHand() {
    Tensor map = map(3, -8, 5, 0.5);
    assertEquals(new Scale(0, 5), Scale.max(map));
    assertEquals(new Scale(-8, 5), Scale.minMax(map));
    assertEquals(new Scale(-8, 8), Scale.symmetric(map));
  }

  /** 0, 1, …, 100 shuffled: the p-th percentile is p; halfway between two neighbours lies half a step. */
  @Test
  void percentilesByHand() {
    Tensor map = map(IntStream.rangeClosed(0, 100).mapToDouble(k -> k * 37 % 101).toArray());
    assertEquals(new Scale(0, 99), Scale.percentile(map, 99));
    assertEquals(new Scale(0, 12.5), Scale.percentile(map, 12.5));
    assertEquals(new Scale(0, 0), Scale.percentile(map, 0));
    assertEquals(new Scale(-90, 90), Scale.symmetric(map.map(v -> -v), 90));
    assertThrows(IllegalArgumentException.class, () -> Scale.percentile(map, 101));
  }

  /** What is missing or infinite does not take part; a map without one finite or positive value gets a flat scale, on which all is t = 0. */
  @Test
  void degenerateMaps() {
    assertEquals(new Scale(0, 4), Scale.max(map(NaN, 4, Double.POSITIVE_INFINITY)));
    assertEquals(new Scale(-2, 4), Scale.minMax(map(-2, NaN, 4, Double.NEGATIVE_INFINITY)));
    for (Tensor nothing : new Tensor[]{map(NaN, NaN), map(), map(0, 0)}) {
      assertEquals(new Scale(0, 0), Scale.max(nothing));
      assertEquals(new Scale(0, 0), Scale.minMax(nothing));
    }
    assertEquals(new Scale(0, 0), Scale.max(map(-3, -1)));
    assertEquals(0, new Scale(0, 0).at(7));
    assertEquals(new Scale(2, 2), Scale.minMax(Tensor.filled(Shape.of(3, 3), Precision.FLOAT32, 2)));
  }

  @Test
  void placesOnTheScale() {
    Scale scale = new Scale(-2, 6);
    assertEquals(0.25, scale.at(0));
    assertEquals(0, scale.at(-5));
    assertEquals(1, scale.at(Double.POSITIVE_INFINITY));
    assertTrue(Double.isNaN(scale.at(NaN)));
  }

  @Test
  void refusesEndsOutOfOrder() {
    assertEquals("A scale from 2.0 to 1.0 has no finite ends in this order",
        assertThrows(IllegalArgumentException.class, () -> new Scale(2, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Scale(0, NaN));
  }
}
