package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Score;
import org.junit.jupiter.api.Test;

class ShortcutTableTest {
  private static ShortcutRow row(String picture, double x) {
    return new ShortcutRow("net", Score.EXP, picture, x, 1e-15, x / 2, Double.NaN, x / 100);
  }

  /** Medians of 1, 2, 4 and of their halves and hundredths; what is rounding is 0, what is not there is none. */
  @Test
  void mediansOfPictures() {
    ShortcutTable table = new ShortcutTable(List.of(row("a", 4), row("b", 1), row("c", 2)));
    assertEquals(1, table.medians().size());
    assertEquals("| net | exp | 2.00 | 0 | 1.00 | none | 2.00 % |", table.markdown().lines().toList().getLast());
    List<String> csv = table.csv().lines().toList();
    assertEquals(4, csv.size());
    assertTrue(csv.get(1).startsWith("net,exp,a,4.00000,"), csv.get(1));
  }
}
