package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class ColourTest {
  /**
   * There and back: Oklab by Ottosson's formulas from linear light; the digits of his matrices and of their inverses agree to 1e-6.
   */
  @Test
  void oklabAndBack() {
    Chance chance = new Chance(RandomStream.of(1));
    for (int i = 0; i < 500; i++) {
      double r = chance.between(0.05, 0.95);
      double g = chance.between(0.05, 0.95);
      double b = chance.between(0.05, 0.95);
      double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
      double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
      double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
      double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
      double alpha = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
      double beta = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
      Colour colour = Colour.of(lightness, Math.hypot(alpha, beta), Math.atan2(beta, alpha) / (2 * Math.PI));
      assertEquals(r, colour.red(), 1e-5);
      assertEquals(g, colour.green(), 1e-5);
      assertEquals(b, colour.blue(), 1e-5);
    }
  }

  @Test
  void everyColourCanBeShown() {
    Chance chance = new Chance(RandomStream.of(2));
    for (int i = 0; i < 2000; i++) {
      Colour colour = Colour.of(chance.between(0, 1), chance.between(0, 0.4), chance.between(-2, 2));
      for (double light : new double[]{colour.red(), colour.green(), colour.blue()})
        assertTrue(light >= 0 && light <= 1, colour.toString());
    }
  }

  /** Every byte of sRGB, decoded by the standard's formula, is encoded to itself. */
  @Test
  void bytesSurvive() {
    for (int k = 0; k < 256; k++) {
      double v = k / 255.0;
      double light = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
      assertEquals(k, Byte.toUnsignedInt(Srgb.encode(light)));
    }
    assertEquals(255, Byte.toUnsignedInt(Srgb.encode(1.7)));
    assertEquals(0, Byte.toUnsignedInt(Srgb.encode(-0.2)));
  }
}
