package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    assertEquals("128×160", shown.cutOut().picture().toString());
    assertEquals(small.rgb(2, 6), shown.cutOut().picture().rgb(0, 0));
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
}
