package lucida.pictures;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels side by side, their pictures equally high, in as many rows as the width asks for, under a heading. Panels of similar widths
 * stand in columns.
 *
 * @param heading one line
 * @param note one line under the heading
 * @param panels in reading order, at least one
 * @param width no row is wider than this, margins included, unless a single panel is
 * @param pictureHeight of every picture
 */
public record ContactSheet(String heading, String note, List<Panel> panels, int width, int pictureHeight) {
  private static final int MARGIN = 28;
  private static final int BETWEEN = 24;
  private static final double SIMILAR = 1.5;

  /** Checks that there is something to show. */
  public ContactSheet {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) throw new IllegalArgumentException("A contact sheet wants at least one panel");
  }

  /** A panel and where it stands. */
  private record Placed(Picture panel, int x, int row) {}

  /** The sheet. */
  public Picture paint() {
    Letters letters = Letters.available();
    List<Placed> placed = placed(panels.stream().map(panel -> panel.paint(pictureHeight, letters)).toList());
    int widest = placed.stream().mapToInt(p -> p.x + p.panel.width()).max().orElseThrow(), rows = placed.getLast().row + 1;
    int inside = Math.max(widest, Math.min(width - 2 * MARGIN, letters.width(heading, TextStyle.HEADING)));
    int top = MARGIN + TextStyle.HEADING.line() + TextStyle.NOTE.line() + BETWEEN, line = Panel.height(pictureHeight) + BETWEEN;
    Canvas canvas = new Canvas(inside + 2 * MARGIN, top + rows * line - BETWEEN + MARGIN, letters);
    canvas.text(heading, MARGIN, MARGIN, inside, TextStyle.HEADING, Canvas.INK);
    canvas.text(note, MARGIN, MARGIN + TextStyle.HEADING.line(), inside, TextStyle.NOTE, Canvas.QUIET);
    placed.forEach(p -> canvas.put(p.panel, MARGIN + p.x, top + p.row * line));
    return canvas.picture();
  }

  private List<Placed> placed(List<Picture> painted) {
    int widest = painted.stream().mapToInt(Picture::width).max().orElseThrow();
    int narrowest = painted.stream().mapToInt(Picture::width).min().orElseThrow();
    int cell = widest <= SIMILAR * narrowest ? widest : 0, x = 0, row = 0;
    List<Placed> placed = new ArrayList<>();
    for (Picture panel : painted) {
      if (x > 0 && x + Math.max(cell, panel.width()) + 2 * MARGIN > width) {
        x = 0;
        row++;
      }
      placed.add(new Placed(panel, x, row));
      x += Math.max(cell, panel.width()) + BETWEEN;
    }
    return placed;
  }
}
