package lucida.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Panels side by side under a heading, their pictures equally high, group by group: each has a heading of its own and begins a row. Panels
 * of similar widths stand in columns; text takes as many lines as it needs.
 *
 * @param heading above all
 * @param note under the heading
 * @param groups in reading order, at least one panel among them
 * @param width no row is wider than this, margins included, unless a single panel is
 * @param pictureHeight of every picture
 */
public record ContactSheet(String heading, String note, List<Group> groups, int width, int pictureHeight) {
  private static final int MARGIN = 28;
  private static final int BETWEEN = 24;
  private static final double SIMILAR = 1.5;

  /**
   * Panels that belong together.
   *
   * @param heading what they have in common; empty if there is nothing to say
   * @param panels in reading order
   */
  public record Group(String heading, List<Panel> panels) {
    /** Panels are kept as they are now. */
    public Group {
      panels = List.copyOf(panels);
    }
  }

  /** Checks that there is something to show. */
  public ContactSheet {
    groups = groups.stream().filter(group -> !group.panels.isEmpty()).toList();
    if (groups.isEmpty()) throw new IllegalArgumentException("A contact sheet wants at least one panel");
  }

  /** A sheet of one group. */
  public static ContactSheet of(String heading, String note, List<Panel> panels, int width, int pictureHeight) {
    return new ContactSheet(heading, note, List.of(new Group("", panels)), width, pictureHeight);
  }

  /** Panels in one row, each so many pixels from the left; above them the heading of their group if it begins here. */
  private record Row(List<String> heading, List<Panel.Laid> panels, List<Integer> lefts) {
    int titleLines() { return panels.stream().mapToInt(p -> p.title().size()).max().orElse(0); }

    int top() { return heading.size() * TextStyle.TITLE.line() + (heading.isEmpty() ? 0 : BETWEEN / 2); }

    int height() { return top() + panels.stream().mapToInt(p -> p.height(titleLines())).max().orElse(0); }

    int width() { return lefts.getLast() + panels.getLast().width(); }
  }

  /** The sheet. */
  public Picture paint() {
    Letters letters = Letters.available();
    List<Row> rows = rows(letters);
    int text = Math.max(letters.width(heading, TextStyle.HEADING), letters.width(note, TextStyle.NOTE));
    int inside = Math.max(rows.stream().mapToInt(Row::width).max().orElseThrow(), Math.min(width - 2 * MARGIN, text));
    List<String> headings = letters.lines(heading, TextStyle.HEADING, inside), notes = letters.lines(note, TextStyle.NOTE, inside);
    int below = MARGIN + headings.size() * TextStyle.HEADING.line(), top = below + notes.size() * TextStyle.NOTE.line() + BETWEEN;
    int height = top + rows.stream().mapToInt(row -> row.height() + BETWEEN).sum() - BETWEEN + MARGIN;
    Canvas canvas = new Canvas(inside + 2 * MARGIN, height, letters);
    canvas.text(headings, MARGIN, MARGIN, TextStyle.HEADING, Canvas.INK);
    canvas.text(notes, MARGIN, below, TextStyle.NOTE, Canvas.QUIET);
    for (Row row : rows) {
      paint(row, top, inside, canvas, letters);
      top += row.height() + BETWEEN;
    }
    return canvas.picture();
  }

  private static void paint(Row row, int top, int inside, Canvas canvas, Letters letters) {
    canvas.text(row.heading, MARGIN, top, TextStyle.TITLE, Canvas.INK);
    if (!row.heading.isEmpty()) canvas.fill(MARGIN, top + row.top() - BETWEEN / 4, inside, 1, Canvas.LINE);
    for (int i = 0; i < row.panels.size(); i++)
      canvas.put(row.panels.get(i).paint(row.titleLines(), letters), MARGIN + row.lefts.get(i), top + row.top());
  }

  private List<Row> rows(Letters letters) {
    List<List<Panel.Laid>> laid = groups.stream()
        .map(group -> group.panels.stream().map(panel -> panel.laid(pictureHeight, letters)).toList()).toList();
    int widest = laid.stream().flatMap(List::stream).mapToInt(Panel.Laid::width).max().orElseThrow();
    int narrowest = laid.stream().flatMap(List::stream).mapToInt(Panel.Laid::width).min().orElseThrow();
    int cell = widest <= SIMILAR * narrowest ? widest : 0;
    return Stream.iterate(0, k -> k + 1).limit(groups.size())
        .flatMap(k -> rows(letters.lines(groups.get(k).heading, TextStyle.TITLE, width - 2 * MARGIN), laid.get(k), cell).stream())
        .toList();
  }

  private List<Row> rows(List<String> title, List<Panel.Laid> panels, int cell) {
    List<Row> rows = new ArrayList<>();
    int x = 0;
    for (Panel.Laid panel : panels) {
      int taken = Math.max(cell, panel.width());
      if (x == 0 || x + taken + 2 * MARGIN > width) {
        rows.add(new Row(rows.isEmpty() ? title : List.of(), new ArrayList<>(), new ArrayList<>()));
        x = 0;
      }
      rows.getLast().panels.add(panel);
      rows.getLast().lefts.add(x);
      x += taken + BETWEEN;
    }
    return rows;
  }
}
