package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import lucida.judge.results.SanityTable;
import lucida.judge.sanity.SanityFindings;
import lucida.judge.sanity.SanityRow;
import lucida.judge.sanity.SanityTest;
import lucida.judge.statistics.Bootstrap;
import org.junit.jupiter.api.Test;

/** Names of layers hang to the left and down from their places: none is cut, however long. */
class SanityPlotTest {
  private static Plot plot(String... layers) {
    List<SanityRow> rows = new ArrayList<>();
    for (int step = 1; step <= layers.length; step++)
      rows.add(new SanityRow("a picture", 3, "gradcam", SanityTest.CASCADING, step, layers[step - 1], "ssim", 0.5));
    SanityTable table = new SanityTable(new LinkedHashMap<>(), new SanityFindings(rows, new LinkedHashMap<>()), Bootstrap.of(0));
    return new SanityPlot(table, SanityTest.CASCADING, "ssim").plot();
  }

  @Test
  void longNamesHaveRoom() {
    String name = "layer3.10.conv2 … layer3.9.downsample.1";
    Plot usual = plot("fc", "conv1"), wide = plot(name, name, name);
    assertEquals(860, usual.width());
    for (PlotMark mark : wide.marks())
      if (mark instanceof PlotMark.Slanted(String text, PlotMark.At(double x, double y), double size, _)) {
        double width = new Font(Font.SANS_SERIF, Font.PLAIN, 100).getStringBounds(text, new FontRenderContext(null, true, true))
            .getWidth() * size / 100;
        double angle = Math.toRadians(-PlotMark.Slanted.ANGLE);
        assertTrue(x - width * Math.cos(angle) >= 0 && y + width * Math.sin(angle) <= wide.height(), text + " at " + x + ", " + y);
      }
  }
}
