package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The files and the script that made them (pictures.py) are committed. */
class PictureFileTest {
  private static final Picture RGB = Fixtures.picture("rgb.png");
  private static final Picture ALPHA = Fixtures.picture("alpha.png");

  /** Closed form: outside the disc and the square the red of pixel (x, y) is 5x, its green 8y, its blue 3(x + y). */
  @Test
  void samplesByHand() {
    assertEquals("45×31", RGB.toString());
    for (int y = 0; y < 31; y++) for (int x = 0; x < 4; x++) assertEquals(5 * x << 16 | 8 * y << 8 | 3 * (x + y), RGB.rgb(x, y));
    assertEquals(0xE6281E, RGB.rgb(11, 11));
    assertEquals(0x143CC8, RGB.rgb(34, 22));
    assertEquals(0x3C, RGB.sample(34, 22, 1));
  }

  /** Every lossless way to store the picture gives it back exactly; a stored colour profile changes nothing. */
  @TestFactory
  Stream<DynamicTest> lossless() {
    return Stream.of("rgb16.png", "interlaced.png", "profile.png", "lossless.webp", "profile.webp", "bmp24.bmp")
        .map(name -> equal(RGB, name));
  }

  /** Greys, palettes, few bits. */
  @TestFactory
  Stream<DynamicTest> greysAndPalettes() {
    Picture few = Fixtures.picture("few.png");
    return Stream.concat(
        Stream.of("palette8.png", "palette4.png", "gif.gif", "animated.gif", "animated.webp", "bmp8.bmp")
            .map(name -> equal(few, name)),
        Stream.of(equal(Fixtures.picture("grey.png"), "grey16.png"), equal(Fixtures.picture("bilevel.rgb.png"), "bilevel.png"),
            equal(Fixtures.picture("grey4.rgb.png"), "grey4.png")));
  }

  private static DynamicTest equal(Picture expected, String name) {
    return DynamicTest.dynamicTest(name, () -> assertEquals(expected, Fixtures.picture(name)));
  }

  /** Closed form: over white, a sample v with alpha a shows v·a/255 + 255 − a, rounded to the nearest level. */
  @TestFactory
  Stream<DynamicTest> alphaOverWhite() {
    Picture grey = Fixtures.picture("grey.png");
    record Case(String name, Picture opaque) {}
    return Stream
        .of(new Case("rgba.png", RGB), new Case("rgba16.png", RGB), new Case("lossless-alpha.webp", RGB), new Case("la.png", grey))
        .map(c -> DynamicTest.dynamicTest(c.name, () -> {
          Picture shown = Fixtures.picture(c.name);
          for (int y = 0; y < 31; y++)
            for (int x = 0; x < 45; x++)
              for (int k = 0; k < 3; k++) {
                double a = ALPHA.sample(x, y, 0) / 255.0;
                assertEquals(c.opaque.sample(x, y, k) * a + 255 * (1 - a), shown.sample(x, y, k), 0.5 + 1e-9);
              }
        }));
  }

  /** A colour that stands for "nothing here" becomes white, all others stay. */
  @TestFactory
  Stream<DynamicTest> transparentColours() {
    Picture grey = Fixtures.picture("grey.png");
    record Case(String name, Picture opaque, int key) {}
    return Stream.of(new Case("rgb-key.png", RGB, 0x143CC8), new Case("grey-key.png", grey, 0x646464))
        .map(c -> DynamicTest.dynamicTest(c.name, () -> {
          Picture expected = Picture.painted(45, 31, (x, y) -> c.opaque.rgb(x, y) == c.key ? 0xFFFFFF : c.opaque.rgb(x, y));
          assertEquals(expected, Fixtures.picture(c.name));
        }));
  }

  /** Palette entry 3 is the transparent one in both files. */
  @Test
  void transparentPaletteEntry() {
    Picture few = Fixtures.picture("few.png"), png = Fixtures.picture("palette-transparent.png");
    long white = 0;
    for (int y = 0; y < 31; y++)
      for (int x = 0; x < 45; x++) {
        if (png.rgb(x, y) == 0xFFFFFF) white++;
        else assertEquals(few.rgb(x, y), png.rgb(x, y));
      }
    assertTrue(white > 10 && white < 45 * 31 / 2, white + " pixels are white");
    assertEquals(png, Fixtures.picture("transparent.gif"));
  }

  /** The frame lies at (3, 2) on a larger screen, the rest of which is empty: white. */
  @Test
  void smallFirstFrame() {
    Picture few = Fixtures.picture("few.png");
    assertEquals(Picture.painted(50, 35, (x, y) -> x < 3 || y < 2 || x >= 48 || y >= 33 ? 0xFFFFFF : few.rgb(x - 3, y - 2)),
        Fixtures.picture("placed.gif"));
  }

  /** The same for WebP: a frame at (2, 4) (stored halved) on a canvas 4 wider and 6 higher (stored less 1). */
  @Test
  void smallFirstFrameOfWebp() throws PictureException {
    byte[] file = Fixtures.bytes("animated.webp");
    String letters = new String(file, ISO_8859_1);
    int canvas = letters.indexOf("VP8X") + 12, frame = letters.indexOf("ANMF") + 8;
    file[canvas] = 44 + 4;
    file[canvas + 3] = 30 + 6;
    file[frame] = 1;
    file[frame + 3] = 2;
    Picture few = Fixtures.picture("few.png");
    assertEquals(Picture.painted(49, 37, (x, y) -> x < 2 || y < 4 || x >= 47 || y >= 35 ? 0xFFFFFF : few.rgb(x - 2, y - 4)),
        Picture.read("placed.webp", file));
  }

  /**
   * Another engine: what Pillow decodes, also of CMYK and YCCK, and of files with a colour profile, which it does not apply. Equal where
   * this was written; another Java may link another libjpeg, which is allowed to round a sample differently by 1.
   */
  @TestFactory
  Stream<DynamicTest> jpegAsPillow() {
    return Stream.of("444.jpg", "420.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "ycck.jpg", "profile.jpg")
        .map(name -> DynamicTest.dynamicTest(name,
            () -> assertTrue(farthest(Fixtures.picture(name + ".rgb.png"), Fixtures.picture(name)) <= 1)));
  }

  /** Lossy WebP: the greys agree to the decoder's loop filter; colours are repeated over 2×2 pixels where libwebp interpolates them. */
  @Test
  void webpNearPillow() {
    assertTrue(farthest(Fixtures.picture("grey.webp.rgb.png"), Fixtures.picture("grey.webp")) <= 4);
    assertTrue(meanDistance(Fixtures.picture("lossy.webp.rgb.png"), Fixtures.picture("lossy.webp")) <= 5);
  }

  private static int farthest(Picture a, Picture b) {
    assertEquals(a.toString(), b.toString());
    int farthest = 0;
    for (int k = 0; k < a.samples().length; k++)
      farthest = Math.max(farthest, Math.abs((a.samples()[k] & 255) - (b.samples()[k] & 255)));
    return farthest;
  }

  private static double meanDistance(Picture a, Picture b) {
    double sum = 0;
    for (int k = 0; k < a.samples().length; k++) sum += Math.abs((a.samples()[k] & 255) - (b.samples()[k] & 255));
    return sum / a.samples().length;
  }

  /** All eight ways to hold a camera give the same upright picture, in each of the three formats that can say so. */
  @TestFactory
  Stream<DynamicTest> orientations() {
    return Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
        .flatMap(number -> Stream.of("png", "webp", "jpg").map(kind -> "orientation" + number + "." + kind))
        .map(name -> DynamicTest.dynamicTest(name, () -> {
          if (name.endsWith("jpg"))
            assertTrue(meanDistance(RGB, Fixtures.picture(name)) < 3, "as near as a JPEG of this quality is");
          else assertEquals(RGB, Fixtures.picture(name));
        }));
  }

  @Test
  void pngAndBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("copy.png");
    RGB.write(file);
    assertEquals(RGB, Picture.read(file));
    RGB.part(1, 2, 3, 4).write(file);
    assertEquals(RGB.part(1, 2, 3, 4), Picture.read(file));
    assertEquals(RGB, Picture.read("memory", RGB.png()));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList(), "no unfinished file is left");
    }
  }

  @Test
  void saysWhatIsWrong(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "dear diary"),
        nothing = Files.createFile(folder.resolve("empty.png"));
    assertAll(() -> assertMessage(text + " is not a PNG, JPEG, WebP, GIF or BMP file", text),
        () -> assertMessage(nothing + " is not a PNG, JPEG, WebP, GIF or BMP file", nothing),
        () -> assertMessage(folder.resolve("gone.jpg") + ": there is no such file", folder.resolve("gone.jpg")));
    IOException notWritten = assertThrows(IOException.class, () -> RGB.write(folder.resolve("no such folder").resolve("a.png")));
    assertTrue(notWritten.getMessage().contains("no such folder"));
  }

  private static void assertMessage(String expected, Path file) {
    assertEquals(expected, assertThrows(PictureException.class, () -> Picture.read(file)).getMessage());
  }
}
