package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static Panel panel(int width, int height, int rgb) {
    return Panel.of("title", Picture.painted(width, height, (x, y) -> rgb), "note");
  }

  /** Finds each panel's colour on the sheet: the first column and row, and the extents of the area it fills. */
  private static List<Integer> area(Picture sheet, int rgb) {
    int left = Integer.MAX_VALUE, top = Integer.MAX_VALUE, right = -1, bottom = -1;
    for (int y = 0; y < sheet.height(); y++)
      for (int x = 0; x < sheet.width(); x++)
        if (sheet.rgb(x, y) == rgb) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x);
          bottom = Math.max(bottom, y);
        }
    return List.of(left, top, right - left + 1, bottom - top + 1);
  }

  /** Three pictures of 60×40, 80×80 and 30×40 at height 80 are 120, 80 and 60 wide; 300 pixels hold two of them beside the margins. */
  @Test
  void equalHeightsAndWrapping() {
    int[] colours = {0xFF0001, 0x01FF00, 0x0100FF};
    List<Panel> panels = List.of(panel(60, 40, colours[0]), panel(80, 80, colours[1]), panel(30, 40, colours[2]));
    Picture sheet = ContactSheet.of("heading", panels, 300, 80).pages().getFirst();
    assertTrue(sheet.width() <= 300, sheet.toString());
    List<List<Integer>> areas = IntStream.of(colours).mapToObj(rgb -> area(sheet, rgb)).toList();
    assertEquals(List.of(120, 80, 60), areas.stream().map(a -> a.get(2)).toList());
    assertEquals(List.of(80, 80, 80), areas.stream().map(a -> a.get(3)).toList());
    assertEquals(areas.get(0).get(1), areas.get(1).get(1), "one row");
    assertTrue(areas.get(2).get(1) > areas.get(0).get(1) + 80, "the next row");
    assertEquals(areas.get(0).get(0), areas.get(2).get(0), "rows begin at the same margin");
    Picture wide = ContactSheet.of("heading", panels, 2000, 80).pages().getFirst();
    assertEquals(area(wide, colours[0]).get(1), area(wide, colours[2]).get(1), "all in one row");
  }

  /** 4000×1 pixels at height 240 would be 960,000 wide: a strip stays low, 4800 wide at most, and its key keeps its height. */
  @Test
  void strips() {
    int rgb = 0xFF0001;
    for (int height : new int[]{1, 3}) {
      Panel plain = panel(4000, height, rgb);
      Panel keyed = new Panel("title", plain.picture(), Optional.of(new ColourBar(ColourMap.DAWN, new ColourScale(0, 1))), "note");
      Picture sheet = ContactSheet.of("heading", List.of(plain, keyed), 1600, 240).pages().getFirst();
      assertTrue(sheet.width() < 5000 && sheet.height() > 240 && sheet.height() < 800, sheet.toString());
      assertTrue(area(plain.figure(240), rgb).get(3) < 10);
    }
  }

  /** Panels with and without a key stand in columns. */
  @Test
  void columns() {
    ColourBar bar = new ColourBar(ColourMap.GREY, new ColourScale(0, 1));
    List<Panel> panels = IntStream.range(0, 6).mapToObj(k -> new Panel("t", Picture.painted(100, 100, (x, y) -> 0x123400 + k),
        k % 2 == 0 ? Optional.of(bar) : Optional.empty(), "n")).toList();
    Picture sheet = ContactSheet.of("six", panels, 560, 100).pages().getFirst();
    for (int k = 0; k < 3; k++) assertEquals(area(sheet, 0x123400 + k).get(0), area(sheet, 0x123403 + k).get(0));
    assertTrue(area(sheet, 0x123403).get(1) > area(sheet, 0x123400).get(1));
  }

  /** Each group begins a row, though the first leaves room for the second, and its heading stands above it. */
  @Test
  void groupsBeginRows() {
    List<ContactSheet.Group> groups = List.of(new ContactSheet.Group("first", List.of(panel(60, 40, 0xFF0001))),
        new ContactSheet.Group("", List.of()),
        new ContactSheet.Group("second", List.of(panel(60, 40, 0x01FF00), panel(60, 40, 0x0100FF))));
    Picture sheet = stacked(groups, 1000).getFirst();
    List<Integer> first = area(sheet, 0xFF0001), second = area(sheet, 0x01FF00), third = area(sheet, 0x0100FF);
    assertEquals(first.get(0), second.get(0), "both at the margin");
    assertEquals(second.get(1), third.get(1), "a group in one row");
    assertTrue(second.get(1) >= first.get(1) + 80 + 2 * TextStyle.TITLE.line(), "room for a heading and a title");
  }

  private static List<Picture> stacked(List<ContactSheet.Group> groups, int width) {
    return sheet(groups, ContactSheet.Arrangement.STACKED, width, Optional.empty());
  }

  private static List<Picture> sheet(List<ContactSheet.Group> groups, ContactSheet.Arrangement arrangement, int width,
      Optional<Picture> picture) {
    return new ContactSheet(new ContactSheet.Head("heading", List.of("note"), picture), groups, arrangement, width, 80).pages();
  }

  /** Groups of two panels stand side by side where the sheet has room for four, and below each other where it has not. */
  @Test
  void groupsSideBySide() {
    List<ContactSheet.Group> groups = IntStream.range(0, 2).mapToObj(k -> new ContactSheet.Group("group " + k,
        List.of(panel(80, 80, 0x120000 + 2 * k), panel(80, 80, 0x120001 + 2 * k)))).toList();
    Picture wide = sheet(groups, ContactSheet.Arrangement.SIDE_BY_SIDE, 600, Optional.empty()).getFirst();
    Picture narrow = sheet(groups, ContactSheet.Arrangement.SIDE_BY_SIDE, 300, Optional.empty()).getFirst();
    assertEquals(area(wide, 0x120000).get(1), area(wide, 0x120003).get(1), "one row");
    assertTrue(area(narrow, 0x120002).get(1) > area(narrow, 0x120000).get(1) + 80, "two rows");
    assertEquals(area(narrow, 0x120000).get(0), area(narrow, 0x120002).get(0), "one column");
  }

  /** Forty rows of 80 pixels are more than one page holds; every panel is on one of them, and each has the picture at its head. */
  @Test
  void longSheetsHavePages() {
    List<ContactSheet.Group> groups = IntStream.range(0, 40)
        .mapToObj(k -> new ContactSheet.Group("group " + k, List.of(panel(80, 80, 0x123400 + k)))).toList();
    List<Picture> pages = sheet(groups, ContactSheet.Arrangement.STACKED, 300,
        Optional.of(Picture.painted(40, 40, (_, _) -> 0x778899)));
    assertTrue(pages.size() > 1, pages.toString());
    for (Picture page : pages) {
      assertTrue(page.height() < 3400, page.toString());
      assertEquals(List.of(80, 80), area(page, 0x778899).subList(2, 4));
    }
    for (int k = 0; k < 40; k++) {
      int rgb = 0x123400 + k;
      assertEquals(1, pages.stream().filter(page -> area(page, rgb).get(2) == 80).count(), "panel " + k);
    }
  }

  /** A title and a note ten times as wide as the picture: the panel grows in height, not the text shorter. */
  @Test
  void captionsAreNotCut() {
    Letters letters = Letters.available();
    String text = "words and words ".repeat(20).strip();
    Panel.Laid laid = Panel.of(text, Picture.painted(100, 100, (_, _) -> 0), text).laid(100, letters);
    assertEquals(text, String.join(" ", laid.title()));
    assertEquals(text, String.join(" ", laid.note()));
    assertEquals(laid.height(laid.title().size()), laid.paint(laid.title().size(), letters).height());
    assertTrue(laid.height(0) > 100 + 5 * TextStyle.NOTE.line());
  }

  /** Small pictures are enlarged with their pixels visible; a figure has its picture at the height asked for. */
  @Test
  void figure() {
    Picture tiny = Fixtures.noise(4, 3, 1);
    Picture figure = Panel.of("Tiny", tiny, "4×3").figure(30);
    boolean found = false;
    for (int top = 0; top + 30 <= figure.height() && !found; top++)
      for (int left = 0; left + 40 <= figure.width() && !found; left++)
        found = figure.part(left, top, 40, 30).equals(Picture.painted(40, 30, (x, y) -> tiny.rgb(x / 10, y / 10)));
    assertTrue(found);
  }

  @Test
  void refusesNothing() {
    assertEquals("A contact sheet needs at least one panel",
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.of("h", List.of(), 100, 10)).getMessage());
  }
}
