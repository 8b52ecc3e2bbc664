package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ColourScaleTest {
  private static final double NaN = Double.NaN;

  private static Tensor map(double... values) { return Tensor.of(Shape.of(1, values.length), values); }

  @Test
  void endsByHand() {
    Tensor map = map(3, -8, 5, 0.5);
    assertEquals(new ColourScale(0, 5), ColourScale.max(map));
    assertEquals(new ColourScale(-8, 5), ColourScale.minMax(map));
    assertEquals(new ColourScale(-8, 8), ColourScale.symmetric(map));
  }

  /** 0, 1, …, 100 shuffled: the p-th percentile is p; halfway between two neighbours lies half a step. */
  @Test
  void percentilesByHand() {
    Tensor map = map(IntStream.rangeClosed(0, 100).mapToDouble(k -> k * 37 % 101).toArray());
    assertEquals(new ColourScale(0, 99), ColourScale.percentile(map, 99));
    assertEquals(new ColourScale(0, 12.5), ColourScale.percentile(map, 12.5));
    assertEquals(new ColourScale(0, 0), ColourScale.percentile(map, 0));
    assertEquals(new ColourScale(-90, 90), ColourScale.symmetric(map.map(v -> -v), 90));
    assertThrows(IllegalArgumentException.class, () -> ColourScale.percentile(map, 101));
  }

  /** What is missing or infinite does not take part; a map without one finite or positive value gets a flat scale, on which all is t = 0. */
  @Test
  void degenerateMaps() {
    assertEquals(new ColourScale(0, 4), ColourScale.max(map(NaN, 4, Double.POSITIVE_INFINITY)));
    assertEquals(new ColourScale(-2, 4), ColourScale.minMax(map(-2, NaN, 4, Double.NEGATIVE_INFINITY)));
    for (Tensor nothing : new Tensor[]{map(NaN, NaN), map(), map(0, 0)}) {
      assertEquals(new ColourScale(0, 0), ColourScale.max(nothing));
      assertEquals(new ColourScale(0, 0), ColourScale.minMax(nothing));
    }
    assertEquals(new ColourScale(0, 0), ColourScale.max(map(-3, -1)));
    assertEquals(0, new ColourScale(0, 0).at(7));
    assertEquals(new ColourScale(2, 2), ColourScale.minMax(Tensor.filled(Shape.of(3, 3), Precision.FLOAT32, 2)));
  }

  @Test
  void placesOnTheScale() {
    ColourScale scale = new ColourScale(-2, 6);
    assertEquals(0.25, scale.at(0));
    assertEquals(0, scale.at(-5));
    assertEquals(1, scale.at(Double.POSITIVE_INFINITY));
    assertTrue(Double.isNaN(scale.at(NaN)));
  }

  @Test
  void refusesEndsOutOfOrder() {
    assertEquals("A scale from 2.0 to 1.0 has no finite ends in this order",
        assertThrows(IllegalArgumentException.class, () -> new ColourScale(2, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ColourScale(0, NaN));
  }
}
