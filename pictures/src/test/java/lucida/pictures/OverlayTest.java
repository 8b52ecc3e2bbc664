package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final ColourScale UNIT = new ColourScale(0, 1);
  private static final Overlay OPAQUE_GREY = new Overlay(ColourMap.GREY, new Opacity.Even(1));
  private static final Picture NOISE = Fixtures.noise(12, 8, 1);

  @Test
  void nothingAndEverything() {
    Tensor map = Tensor.filled(Shape.of(2, 3), Precision.FLOAT32, k -> k / 5.0);
    assertEquals(NOISE, new Overlay(ColourMap.DAWN, new Opacity.Even(0)).over(NOISE, map, UNIT));
    assertEquals(OPAQUE_GREY.alone(12, 8, map, UNIT), OPAQUE_GREY.over(NOISE, map, UNIT));
    Tensor cells = Tensor.filled(Shape.of(8, 12), Precision.FLOAT64, k -> k / 96.0);
    assertEquals(ColourMap.JET.paint(cells, UNIT), new Overlay(ColourMap.JET, new Opacity.Even(1)).over(NOISE, cells, UNIT),
        "one cell a pixel");
  }

  /** The slow way: at pixel (x, y) the map is read between its four nearest cell centres, and colours are mixed channel by channel. */
  @Test
  void everyPixelTheSlowWay() {
    Tensor map = Tensor.filled(Shape.of(3, 4), Precision.FLOAT64, k -> Math.sin(k * k));
    ColourScale scale = ColourScale.minMax(map);
    Region region = new Region(1.75, 0.6, 9.1, 6.7);
    Picture over = new Overlay(ColourMap.DAWN, new Opacity.Following(0.2, 0.9)).over(NOISE, region, map, scale);
    for (int y = 0; y < 8; y++)
      for (int x = 0; x < 12; x++) {
        double u = (x + 0.5 - 1.75) / 9.1 * 4 - 0.5, v = (y + 0.5 - 0.6) / 6.7 * 3 - 0.5;
        if (u < -0.5 || u > 3.5 || v < -0.5 || v > 2.5) continue;
        int j = (int) Math.floor(u), i = (int) Math.floor(v);
        double a = u - j, b = v - i;
        double value = (1 - b) * ((1 - a) * cell(map, i, j) + a * cell(map, i, j + 1))
            + b * ((1 - a) * cell(map, i + 1, j) + a * cell(map, i + 1, j + 1));
        double t = (value - scale.low()) / (scale.high() - scale.low()), part = 0.2 + 0.7 * t;
        for (int c = 0; c < 3; c++) {
          double expected = (1 - part) * NOISE.sample(x, y, c) + part * (ColourMap.DAWN.rgb(t) >> 16 - 8 * c & 255);
          assertEquals(expected, over.sample(x, y, c), 0.5 + 1e-9, "rounded once"); // 1e-9: two orders of summing numbers below 255
        }
      }
  }

  private static double cell(Tensor map, int i, int j) { return map.at(Math.clamp(i, 0, 2), Math.clamp(j, 0, 3)); }

  /** Outside the region a picture is grey and pale: what the network did not see. By hand: grey 0.7152·200 = 143, then 0.4·143 + 0.6·255. */
  @Test
  void outsideTheRegion() {
    Picture green = Picture.painted(10, 10, (x, y) -> 0x00C800);
    Picture over = OPAQUE_GREY.over(green, new Region(2.5, 3.5, 5, 4), Tensor.zeros(Shape.of(2, 2), Precision.FLOAT32), UNIT);
    for (int y = 0; y < 10; y++)
      for (int x = 0; x < 10; x++) {
        boolean inside = x >= 2 && x <= 7 && y >= 3 && y <= 7; // centres 2.5 … 7.5 and 3.5 … 7.5
        assertEquals(inside ? 0 : 0xD2D2D2, over.rgb(x, y), x + ", " + y);
      }
  }

  /** A picture enlarged by repeating its pixels is covered in the enlarged region: the same pixels are inside, three times three of each. */
  @Test
  void enlarged() {
    Picture large = new Resize(36, 24, Filter.NEAREST).of(NOISE);
    Region region = new Region(2, 1, 8, 6);
    Tensor one = Tensor.filled(Shape.of(1, 1), Precision.FLOAT32, 1);
    Picture small = OPAQUE_GREY.over(NOISE, region, one, UNIT);
    assertEquals(new Resize(36, 24, Filter.NEAREST).of(small), OPAQUE_GREY.over(large, region.scaled(3), one, UNIT));
  }

  /** A missing value is seen to be missing, and stays where it is: the cells around it have none either after bilinear reading. */
  @Test
  void missingValues() {
    Tensor map = Tensor.of(Shape.of(1, 4), 0.0, 0, Double.NaN, 0);
    Picture black = Picture.painted(4, 1, (x, y) -> 0);
    Picture over = OPAQUE_GREY.over(black, map, UNIT);
    assertEquals(Picture.painted(4, 1, (x, y) -> x == 2 ? 0x4D4D4D : 0), over, "half of the grey of what is missing");
  }

  @Test
  void opacityBySign() {
    Opacity opacity = new Opacity.FollowingMagnitude(0.25, 0.75);
    assertEquals(0.75, opacity.at(0));
    assertEquals(0.25, opacity.at(0.5));
    assertEquals(0.5, opacity.at(0.75));
    assertEquals("An opacity lies between 0 and 1, not at 1.5",
        assertThrows(IllegalArgumentException.class, () -> new Opacity.Even(1.5)).getMessage());
  }

  /** A map of one picture belongs on no other: shapes are checked; and defaults differ for signed maps. */
  @Test
  void refusesWhatIsNoMap() {
    assertEquals("A map to lay over a picture has the shape [h, w], not [3, 2, 2]", assertThrows(ShapeException.class,
        () -> Overlay.DEFAULT.over(NOISE, Tensor.zeros(Shape.of(3, 2, 2), Precision.FLOAT32), UNIT)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, 0, 5));
    assertNotEquals(Overlay.DEFAULT, Overlay.SIGNED);
  }
}
