package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static Picture drawn(Letters letters, String text, int width) {
    Canvas canvas = new Canvas(width, 30, letters);
    canvas.text(text, 2, 2, width - 4, TextStyle.TITLE, Canvas.INK);
    return canvas.picture();
  }

  /** Every sign of a keyboard, and those this room writes itself, has a shape of its own. */
  @Test
  void dotsTellAllSignsApart() {
    Letters dots = new DotLetters();
    Map<Picture, Integer> shapes = new HashMap<>();
    int[] signs = (fromTo('!', '~') + "·×…−°²³σΣαβγδ∂√≤≥≈→±½").codePoints().toArray();
    Picture missing = drawn(dots, "\u2603", 20);
    for (int sign : signs) {
      Picture shape = drawn(dots, Character.toString(sign), 20);
      assertTrue(!shape.equals(missing), Character.toString(sign) + " is missing");
      if (sign != '−' && sign != '×') assertEquals(null, shapes.put(shape, sign), Character.toString(sign) + " looks like another"); // as - and x do
    }
  }

  private static String fromTo(char first, char last) {
    StringBuilder signs = new StringBuilder();
    for (char c = first; c <= last; c++) signs.append(c);
    return signs.toString();
  }

  /** Text stays inside its room, ends in "…" where it was cut, and is not cut where it fits; whichever letters this machine has. */
  @Test
  void fitsItsRoom() {
    for (Letters letters : new Letters[]{new DotLetters(), Letters.available()}) {
      String text = "Smooth Grad-CAM++ of a rather long class name";
      for (int room = 0; room < 400; room += 7) {
        String fitted = letters.fitted(text, TextStyle.TITLE, room);
        assertTrue(letters.width(fitted, TextStyle.TITLE) <= room, fitted);
        assertTrue(fitted.equals(text) || fitted.isEmpty()
            || fitted.endsWith("…") && text.startsWith(fitted.substring(0, fitted.length() - 1)), fitted);
      }
      assertEquals(text, letters.fitted(text, TextStyle.TITLE, 1000));
      assertTrue(inked(drawn(letters, "Ag", 60)) > 10, "something is drawn");
    }
  }

  /** No line is wider than the room, and together they are the text; only a word that alone is too wide is broken. */
  @Test
  void linesHoldAllOfTheText() {
    for (Letters letters : new Letters[]{new DotLetters(), Letters.available()})
      for (int room = 60; room < 400; room += 17) {
        List<String> lines = letters.lines("Smooth Grad-CAM++ of a donaudampfschifffahrtsgesellschaft 👩👩", TextStyle.TITLE, room);
        for (String line : lines) assertTrue(letters.width(line, TextStyle.TITLE) <= room, line);
        assertEquals("SmoothGrad-CAM++ofadonaudampfschifffahrtsgesellschaft👩👩", String.join("", lines).replace(" ", ""));
      }
    assertEquals(List.of(), new DotLetters().lines("  ", TextStyle.NOTE, 10));
    assertEquals(List.of("a", "b"), new DotLetters().lines("ab", TextStyle.NOTE, 1), "at least one sign a line");
  }

  private static int inked(Picture picture) {
    int inked = 0;
    for (int y = 0; y < picture.height(); y++) for (int x = 0; x < picture.width(); x++) if (picture.sample(x, y, 0) < 160) inked++;
    return inked;
  }
}
