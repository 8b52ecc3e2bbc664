package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GeometryTest {
  /** Another engine: torchvision's Resize and CenterCrop, bit for bit. The table and the script that made it (geometry.py) are committed. */
  @TestFactory
  List<DynamicTest> torchvision() {
    List<String> lines = Fixtures.lines("geometry.csv");
    return IntStream.range(0, lines.size()).mapToObj(k -> DynamicTest.dynamicTest(lines.get(k), () -> {
      String[] f = lines.get(k).split(",", -1);
      Geometry geometry = new Geometry.ShortSide(Integer.parseInt(f[0]), Integer.parseInt(f[1]), Filter.BILINEAR);
      Picture seen = geometry.of(Fixtures.noise(Integer.parseInt(f[2]), Integer.parseInt(f[3]), k + 1));
      assertEquals(f[4], Fixtures.checksum(seen));
    })).toList();
  }

  /** By hand: 500×375 becomes 341×256 (500·256/375 = 341.33); corners rint(58.5) = 58 and 16; so 58/341 of 500 pixels from the left. */
  @Test
  void regionByHand() {
    Region region = new Geometry.ShortSide(256, 224, Filter.BILINEAR).region(500, 375);
    double ulps = 4 * Math.ulp(500.0); // a quotient, a product: two roundings each, of numbers below 500
    assertEquals(58 * 500 / 341.0, region.x(), ulps);
    assertEquals(16 * 375 / 256.0, region.y(), ulps);
    assertEquals(224 * 500 / 341.0, region.width(), ulps);
    assertEquals(224 * 375 / 256.0, region.height(), ulps);
    assertEquals(new Region(0, 0, 500, 375), new Geometry.Stretch(224, 224, Filter.NEAREST).region(500, 375));
    assertEquals(new Region(0, 0, 500, 375), new Geometry.AsIs().region(500, 375));
  }

  /** The square grows to 299 and the short side with it, 256·299/224 = 341.71; what is not square is stretched; nothing is nothing. */
  @Test
  void otherExtents() {
    Geometry usual = new Geometry.ShortSide(256, 224, Filter.BILINEAR);
    assertEquals(usual, usual.fitting(224, 224));
    assertEquals(new Geometry.ShortSide(342, 299, Filter.BILINEAR), usual.fitting(299, 299));
    assertEquals(new Geometry.Stretch(64, 48, Filter.BILINEAR), usual.fitting(64, 48));
    assertEquals(new Geometry.Stretch(64, 48, Filter.NEAREST), new Geometry.Stretch(224, 224, Filter.NEAREST).fitting(64, 48));
    assertEquals(new Geometry.AsIs(), new Geometry.AsIs().fitting(64, 48));
  }

  /** 30×20 with its short side 10 is 15×10, its middle 6×4 at (rint(4.5), 3); of the whole stretched to 8×8, 6×4 at (1, 2). */
  @Test
  void cropsThatAreNotSquare() {
    Framing framing = new Geometry.ShortSide(10, 6, 4, Filter.BOX).framing(30, 20);
    assertEquals(new Framing(30, 20, new Resize(15, 10, Filter.BOX), 4, 3, 6, 4), framing);
    assertEquals(new Region(8, 6, 12, 8), framing.region());
    Geometry middle = new Geometry.Middle(new Geometry.Stretch(8, 8, Filter.BOX), 6, 4);
    Picture noise = Fixtures.noise(30, 20, 3), stretched = new Resize(8, 8, Filter.BOX).of(noise);
    assertEquals(Picture.painted(6, 4, (x, y) -> stretched.rgb(x + 1, y + 2)), middle.of(noise));
    assertEquals(Picture.painted(6, 4, (x, y) -> noise.rgb(x + 12, y + 8)),
        new Geometry.Middle(new Geometry.AsIs(), 6, 4).of(noise));
    assertEquals("A part of 9×9 pixels cannot be cut from a picture of 30×20, stretched to 8×8 (box)",
        assertThrows(IllegalArgumentException.class,
            () -> new Geometry.Middle(new Geometry.Stretch(8, 8, Filter.BOX), 9, 9).of(noise)).getMessage());
  }

  /** A white dot on black is seen where the region says: its centre of mass, mapped back, is its centre to a seen pixel. */
  @Test
  void regionFindsTheDotAgain() {
    for (int[] dot : new int[][]{{150, 60}, {260, 230}, {333, 120}}) {
      Picture picture = Picture.painted(480, 300, (x, y) -> Math.hypot(x + 0.5 - dot[0], y + 0.5 - dot[1]) < 6 ? 0xFFFFFF : 0);
      for (Geometry geometry : List.of(new Geometry.ShortSide(256, 224, Filter.BILINEAR),
          new Geometry.Stretch(224, 224, Filter.NEAREST))) {
        Picture seen = geometry.of(picture);
        Region region = geometry.region(480, 300);
        double mass = 0, atX = 0, atY = 0;
        for (int y = 0; y < seen.height(); y++)
          for (int x = 0; x < seen.width(); x++) {
            int m = seen.sample(x, y, 0);
            mass += m;
            atX += m * (x + 0.5);
            atY += m * (y + 0.5);
          }
        assertEquals(dot[0], region.x() + atX / mass / seen.width() * region.width(), region.width() / seen.width());
        assertEquals(dot[1], region.y() + atY / mass / seen.height() * region.height(), region.height() / seen.height());
      }
    }
  }

  /** 2.5 GB if it were resized as a whole. */
  @Test
  void longPicturesAreCheap() {
    Picture ribbon = Picture.painted(100_000, 3, (x, y) -> x < 50_000 ? 0 : 0xFFFFFF);
    Picture seen = new Geometry.ShortSide(256, 224, Filter.BILINEAR).of(ribbon);
    assertEquals("224×224", seen.toString());
    assertTrue(seen.rgb(0, 0) == 0 && seen.rgb(223, 223) == 0xFFFFFF);
  }

  @Test
  void saysWhatDoesNotFit() {
    assertEquals("A square of 33 pixels cannot be cut from a short side of 32 pixels",
        assertThrows(IllegalArgumentException.class, () -> new Geometry.ShortSide(32, 33, Filter.BOX)).getMessage());
    assertEquals("A picture of 10000000×1 pixels is too narrow to make its short side 256",
        assertThrows(IllegalArgumentException.class,
            () -> new Geometry.ShortSide(256, 224, Filter.BOX).region(10_000_000, 1)).getMessage());
  }
}
