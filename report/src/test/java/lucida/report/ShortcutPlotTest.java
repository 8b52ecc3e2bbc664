package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import lucida.book.ShortcutRow;
import lucida.cam.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortcutPlotTest {
  private static final Pattern TICK = Pattern.compile(">(-?[0-9.]+)</text>");

  @TempDir
  private Path folder;

  private static ShortcutRow row(double rank, double overlap) {
    return new ShortcutRow("net", Score.EXP, "2 pictures", 1, 1, rank, overlap, 0);
  }

  private List<String> ticks(ShortcutRow... rows) throws IOException {
    ShortcutPlot.write(List.of(rows), folder);
    return TICK.matcher(Files.readString(folder.resolve("shortcut.svg")).replace('−', '-')).results().map(tick -> tick.group(1))
        .toList();
  }

  /** The axis reaches as far as the marks do: a correlation is −1 to 1, and a network may have none. */
  @Test
  void theAxisReachesEveryMark() throws IOException {
    assertEquals("-0.2", ticks(row(0.9, 0.5), row(-0.1, 0)).getFirst());
    assertEquals("-0.6", ticks(row(0.9, 0.5), row(-0.5, 0)).getFirst());
    assertEquals("-0.2", ticks(row(Double.NaN, Double.NaN)).getFirst());
    assertEquals("1", ticks(row(-1, 0)).getLast());
  }
}
