package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.pictures.Picture;
import lucida.pictures.Region;
import org.junit.jupiter.api.Test;

class ShownTest {
  /** 32 pixels become 256, eight for each, and so does the region. */
  @Test
  void smallPicturesKeepTheirPixels() {
    Picture small = Picture.painted(20, 32, (x, y) -> 256 * x + y);
    Shown shown = Shown.of(small, new Region(2, 6, 16, 20));
    assertEquals("160×256", shown.picture().toString());
    for (int x = 0; x < 160; x++) assertEquals(small.rgb(x / 8, 5), shown.picture().rgb(x, 47));
    assertEquals(new Region(16, 48, 128, 160), shown.seen());
    assertFalse(shown.isSeenWhole());
    assertTrue(Shown.of(small, Region.all(small)).isSeenWhole());
  }

  @Test
  void largePicturesAreMadeSmaller() {
    Picture large = Picture.painted(2000, 1440, (_, _) -> 0);
    assertEquals("1000×720", Shown.of(large, Region.all(large)).picture().toString());
  }

  @Test
  void othersStayAsTheyAre() {
    Picture picture = Picture.painted(300, 260, (_, _) -> 0);
    assertEquals(new Shown(picture, Region.all(picture)), Shown.of(picture, Region.all(picture)));
  }

  /** A strip of 4000×3 pixels is enlarged by 4096 / 4000, that is not at all; one of 100×3 by ⌈256 / 3⌉ = 86, but at most 4096 / 100 = 40. */
  @Test
  void stripsDoNotBecomeHuge() {
    Picture strip = Picture.painted(4000, 3, (x, y) -> 0x808080);
    assertEquals(strip, Shown.of(strip, Region.all(strip)).picture());
    Picture shorter = Picture.painted(100, 3, (x, y) -> 0x808080);
    assertEquals(4000, Shown.of(shorter, Region.all(shorter)).picture().width());
    Picture high = Picture.painted(3, 4000, (x, y) -> 0x808080);
    assertEquals(720, Shown.of(high, Region.all(high)).picture().height());
    Picture wide = Picture.painted(8192, 300, (x, y) -> 0x808080);
    assertEquals(4096, Shown.of(wide, Region.all(wide)).picture().width());
  }
}
