package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ColourMapTest {
  /**
   * Rounding a channel to 8 bits moves it by at most ½/255. OKLab's lightness of a grey v is ∛linear(v), whose slope is below 1.3 for
   * v ≥ 0.04 (linear(v)^(−2/3)/3 · linear′(v), largest at the dark end), so all three channels together move it by less than 0.0026. The
   * matrices of the two routes agree to 4 digits, which adds less than 0.0004.
   */
  private static final double ROUNDING = 0.003;

  /** Equal steps of value are equal steps of OKLab's lightness, from 0.30 to 0.94. */
  @Test
  void dawnHasLinearLightness() {
    for (int k = 0; k <= 256; k++)
      assertEquals(0.30 + 0.64 * k / 256, Eye.lab(ColourMap.DAWN.rgb(k / 256.0))[0], ROUNDING, "at " + k);
  }

  /** In CIELAB, which weighs blue otherwise, lightness still rises all the way, and is linear to 3 of its 100 units. */
  @Test
  void dawnInCielab() {
    double low = Eye.lightness(ColourMap.DAWN.rgb(0)), high = Eye.lightness(ColourMap.DAWN.rgb(1));
    assertTrue(low < 18 && high > 92, low + " to " + high);
    for (int k = 0; k <= 64; k++) {
      double lightness = Eye.lightness(ColourMap.DAWN.rgb(k / 64.0));
      assertEquals(low + (high - low) * k / 64, lightness, 3, "at " + k);
      if (k > 0) assertTrue(lightness > Eye.lightness(ColourMap.DAWN.rgb((k - 1) / 64.0)) + 0.5, "at " + k);
    }
  }

  /** Equal steps of value look equally different: between neighbours of 32 colours OKLab's distance varies by rounding and by the curve's bend. */
  @Test
  void dawnHasEqualSteps() {
    double[] steps = new double[32];
    for (int k = 0; k < 32; k++)
      steps[k] = Eye.distance(Eye.lab(ColourMap.DAWN.rgb(k / 32.0)), Eye.lab(ColourMap.DAWN.rgb((k + 1) / 32.0)));
    double mean = Arrays.stream(steps).average().orElseThrow();
    for (int k = 0; k < 32; k++) assertEquals(mean, steps[k], 0.15 * mean, "step " + k);
  }

  /** No colour of the computed maps was cut off at the edge of what a screen shows: every entry's channels lie inside 0..1 before rounding. */
  @Test
  void everyColourIsOnTheScreen() {
    for (ColourPath path : List.of(ColourMap.DAWN_PATH, ColourMap.BLUE_ARM, ColourMap.RED_ARM))
      for (OkLab colour : path.colours(256))
        for (double v : colour.rgb()) assertTrue(v >= 0 && v <= 1, colour + " has a channel " + v);
  }

  /** Eyes that lack one kind of cones see the same order, and keep values an eighth apart as far apart as 0.045: two just noticeable differences of 0.02. */
  @Test
  void dawnForColourBlindEyes() {
    for (Eye.Dichromat eye : Eye.Dichromat.ALL)
      for (int k = 0; k + 8 <= 64; k++) {
        double[] p = eye.lab(ColourMap.DAWN.rgb(k / 64.0)), q = eye.lab(ColourMap.DAWN.rgb((k + 8) / 64.0));
        assertTrue(q[0] > p[0] && Eye.distance(p, q) > 0.045, eye + " at " + k + ": " + Eye.distance(p, q));
      }
  }

  /** White in the middle, both arms equally light at equal distance, falling linearly to 0.52; and every eye tells the arms apart. */
  @Test
  void divergingArms() {
    for (int k = 1; k <= 128; k++) {
      int below = ColourMap.DIVERGING.rgb(0.5 - k / 256.0), above = ColourMap.DIVERGING.rgb(0.5 + k / 256.0);
      double t = k / 128.0, entry = 0.45 / 511; // the middle lies between two entries: half an entry off
      assertEquals(0.97 - 0.45 * t, Eye.lab(below)[0], ROUNDING + entry);
      assertEquals(0.97 - 0.45 * t, Eye.lab(above)[0], ROUNDING + entry);
      for (Eye.Dichromat eye : Eye.Dichromat.ALL)
        assertTrue(Eye.distance(eye.lab(below), eye.lab(above)) > 0.15 * t - 0.01, eye + " at " + k);
    }
  }

  /** Jet's straight pieces by hand: dark blue, blue, cyan, green, yellow, red, dark red at eighths. */
  @Test
  void jetByHand() {
    int[] expected = {0x000080, 0x0000FF, 0x0080FF, 0x00FFFF, 0x80FF80, 0xFFFF00, 0xFF8000, 0xFF0000, 0x800000};
    for (int k = 0; k <= 8; k++) {
      int rgb = ColourMap.JET.rgb(k / 8.0);
      // the nearest of 1024 entries is at most 1/2046 off, a slope of 4 and 255 levels: half a level, and rounding
      for (int shift = 0; shift <= 16; shift += 8)
        assertEquals(expected[k] >> shift & 255, rgb >> shift & 255, 1, "at " + k + "/8");
    }
  }

  @Test
  void greysAndEnds() {
    for (int v = 0; v <= 255; v++) assertEquals(v * 0x010101, ColourMap.GREY.rgb(v / 255.0));
    for (ColourMap map : ColourMap.ALL) {
      assertEquals(map.rgb(0), map.rgb(-3));
      assertEquals(map.rgb(1), map.rgb(Double.POSITIVE_INFINITY));
      assertEquals(map, ColourMap.named(map.name()));
    }
  }

  /** One pixel a cell, row by row; where there is no value neither end of the map is shown. */
  @Test
  void paintsCells() {
    Picture painted = ColourMap.GREY.paint(Tensor.of(Shape.of(2, 3), 0.0, 5, 10, 20, -1, Double.NaN), new ColourScale(0, 10));
    assertEquals(Picture.painted(3, 2, (x, y) -> new int[]{0, 0x808080, 0xFFFFFF, 0xFFFFFF, 0, 0x9A9A9A}[3 * y + x]), painted);
    assertThrows(ShapeException.class, () -> ColourMap.GREY.paint(Tensor.of(Shape.of(2), 1.0, 2), new ColourScale(0, 1)));
  }

  @Test
  void namesAreListed() {
    assertEquals("There is no colour map viridis; there are dawn, diverging, grey, jet",
        assertThrows(IllegalArgumentException.class, () -> ColourMap.named("viridis")).getMessage());
  }
}
