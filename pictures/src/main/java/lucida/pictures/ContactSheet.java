package lucida.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Panels side by side, group by group, with pictures of equal height. Panels of similar widths are aligned in columns; text takes as many lines as
 * it needs. What does not fit on one page continues on the next, under the same head.
 *
 * @param head above all
 * @param groups in reading order, at least one panel among them
 * @param arrangement of the groups
 * @param width in pixels; no row is wider than this, margins included, unless a single panel is
 * @param pictureHeight of every panel's picture, in pixels
 */
public record ContactSheet(Head head, List<Group> groups, Arrangement arrangement, int width, int pictureHeight) {
  private static final int MARGIN = 28;
  private static final int BETWEEN = 24;
  private static final double SIMILAR = 1.5;
  private static final int HIGHEST = 3000;

  /**
   * What stands at the top of each page.
   *
   * @param heading the largest line
   * @param notes the lines under it
   * @param picture to the left of both
   */
  public record Head(String heading, List<String> notes, Optional<Picture> picture) {
    /** Notes are kept as they are now; empty ones are left out. */
    public Head {
      notes = notes.stream().filter(note -> !note.isEmpty()).toList();
    }

    /** A heading alone. */
    public static Head of(String heading) {
      return new Head(heading, List.of(), Optional.empty());
    }
  }

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

  /** How groups follow each other. */
  public enum Arrangement {
    /** Each begins a row. */
    STACKED,
    /** Those that fit stand in one row. */
    SIDE_BY_SIDE
  }

  /** Leaves out empty groups and checks that something is left. */
  public ContactSheet {
    groups = groups.stream().filter(group -> !group.panels.isEmpty()).toList();
    if (groups.isEmpty()) throw new IllegalArgumentException("A contact sheet needs at least one panel");
  }

  /** A sheet of one group under a heading. */
  public static ContactSheet of(String heading, List<Panel> panels, int width, int pictureHeight) {
    return new ContactSheet(Head.of(heading), List.of(new Group("", panels)), Arrangement.STACKED, width, pictureHeight);
  }

  private record Heading(List<String> lines, int left, int width) {}

  private record Placed(Panel.Laid panel, int left) {}

  /** Panels in one row, and above them the headings of the groups that begin here. */
  private record Row(List<Heading> headings, List<Placed> panels) {
    int titleLines() { return panels.stream().mapToInt(p -> p.panel.title().size()).max().orElse(0); }

    int top() {
      int lines = headings.stream().mapToInt(heading -> heading.lines.size()).max().orElse(0);
      return lines == 0 ? 0 : lines * TextStyle.TITLE.line() + BETWEEN / 2;
    }

    int height() { return top() + panels.stream().mapToInt(p -> p.panel.height(titleLines())).max().orElse(0); }

    int width() { return panels.getLast().left + panels.getLast().panel.width(); }

    void paint(int left, int top, int inside, Canvas canvas, Letters letters) {
      for (Heading heading : headings) {
        if (heading.lines.isEmpty()) continue;
        canvas.text(heading.lines, left + heading.left, top, TextStyle.TITLE, Canvas.INK);
        int line = headings.size() == 1 ? inside : heading.width;
        canvas.fill(left + heading.left, top + top() - BETWEEN / 4, line, 1, Canvas.LINE);
      }
      for (Placed placed : panels) canvas.put(placed.panel.paint(titleLines(), letters), left + placed.left, top + top());
    }
  }

  /** The pages; a sheet that is not very long has one. */
  public List<Picture> pages() {
    Letters letters = Letters.available();
    List<List<Row>> pages = new ArrayList<>();
    int height = 0;
    for (Row row : rows(letters)) {
      if (pages.isEmpty() || height + row.height() > HIGHEST) {
        pages.add(new ArrayList<>());
        height = 0;
      }
      pages.getLast().add(row);
      height += row.height() + BETWEEN;
    }
    return IntStream.range(0, pages.size())
        .mapToObj(k -> paint(pages.get(k), pages.size() == 1 ? "" : " (%d of %d)".formatted(k + 1, pages.size()), letters))
        .toList();
  }

  private Picture paint(List<Row> rows, String number, Letters letters) {
    Optional<Picture> picture = head.picture.map(p -> Panel.scaled(p, pictureHeight));
    int left = MARGIN + picture.map(p -> p.width() + BETWEEN).orElse(0);
    String heading = head.heading + number;
    int text = Math.max(letters.width(heading, TextStyle.HEADING),
        head.notes.stream().mapToInt(note -> letters.width(note, TextStyle.NOTE)).max().orElse(0));
    int inside = Math.max(rows.stream().mapToInt(Row::width).max().orElseThrow(),
        left - MARGIN + Math.min(Math.max(pictureHeight, width - left - MARGIN), text));
    int room = inside - (left - MARGIN);
    List<String> headings = letters.lines(heading, TextStyle.HEADING, room);
    List<String> notes = head.notes.stream().flatMap(note -> letters.lines(note, TextStyle.NOTE, room).stream()).toList();
    int below = MARGIN + headings.size() * TextStyle.HEADING.line();
    int top = Math.max(below + notes.size() * TextStyle.NOTE.line(), MARGIN + picture.map(Picture::height).orElse(0)) + BETWEEN;
    int height = top + rows.stream().mapToInt(row -> row.height() + BETWEEN).sum() - BETWEEN + MARGIN;
    Canvas canvas = new Canvas(inside + 2 * MARGIN, height, letters);
    picture.ifPresent(p -> canvas.put(p, MARGIN, MARGIN));
    canvas.text(headings, left, MARGIN, TextStyle.HEADING, Canvas.INK);
    canvas.text(notes, left, below, TextStyle.NOTE, Canvas.QUIET);
    for (Row row : rows) {
      row.paint(MARGIN, top, inside, canvas, letters);
      top += row.height() + BETWEEN;
    }
    return canvas.picture();
  }

  private List<Row> rows(Letters letters) {
    List<List<Panel.Laid>> laid = groups.stream()
        .map(group -> group.panels.stream().map(panel -> panel.laid(pictureHeight, letters)).toList()).toList();
    int widest = laid.stream().flatMap(List::stream).mapToInt(Panel.Laid::width).max().orElseThrow();
    int narrowest = laid.stream().flatMap(List::stream).mapToInt(Panel.Laid::width).min().orElseThrow();
    int cell = widest <= SIMILAR * narrowest ? widest : 0;
    List<Row> rows = new ArrayList<>();
    int x = 0;
    for (int k = 0; k < laid.size(); k++) {
      List<Panel.Laid> panels = laid.get(k);
      int whole = panels.stream().mapToInt(panel -> taken(panel, cell)).sum() - BETWEEN;
      if (rows.isEmpty() || arrangement == Arrangement.STACKED || x + whole > room()) x = begin(rows);
      List<String> lines = letters.lines(groups.get(k).heading, TextStyle.TITLE, Math.min(room(), Math.max(whole, cell)));
      rows.getLast().headings.add(new Heading(lines, x, whole));
      for (Panel.Laid panel : panels) {
        if (x > 0 && x + taken(panel, cell) - BETWEEN > room()) x = begin(rows);
        rows.getLast().panels.add(new Placed(panel, x));
        x += taken(panel, cell);
      }
    }
    return rows;
  }

  private static int begin(List<Row> rows) {
    rows.add(new Row(new ArrayList<>(), new ArrayList<>()));
    return 0;
  }

  private int room() { return width - 2 * MARGIN; }

  /** The width that a panel takes in its row, with the space after it. */
  private static int taken(Panel.Laid panel, int cell) {
    return Math.max(cell, panel.width()) + BETWEEN;
  }
}
