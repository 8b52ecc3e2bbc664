package lucida.report;

import java.util.List;

/** What a plot is made of; lengths in pixels, from the top left corner. */
sealed interface PlotMark {
  PlotColour colour();

  /** A point. */
  record At(double x, double y) {}

  /** A line through points; dashed if the dash is longer than 0. */
  record Path(List<At> points, double width, double dash, PlotColour colour) implements PlotMark {
    static Path line(double x0, double y0, double x1, double y1, double width, PlotColour colour) {
      return new Path(List.of(new At(x0, y0), new At(x1, y1)), width, 0, colour);
    }
  }

  /** A filled disc. */
  record Dot(At centre, double radius, double opacity, PlotColour colour) implements PlotMark {}

  /** A filled rectangle. */
  record Bar(double x, double y, double width, double height, double opacity, PlotColour colour) implements PlotMark {}

  /** A line of text, whose baseline is at y. */
  record Words(String text, At at, Anchor anchor, double size, PlotColour colour) implements PlotMark {}

  /** A line of text that ends at a point and rises towards it, for long names under an axis. */
  record Slanted(String text, At at, double size, PlotColour colour) implements PlotMark {
    /** Degrees. */
    static final double ANGLE = -40;
    /** How wide a letter is, of its size; most are less. */
    private static final double LETTER = 0.6;

    /** How far it reaches to the left of its point, at most. */
    double across() {
      return LETTER * size * text.length() * Math.cos(Math.toRadians(ANGLE));
    }

    /** How far it reaches below its point, at most. */
    double down() {
      return -LETTER * size * text.length() * Math.sin(Math.toRadians(ANGLE));
    }
  }

  /** Which end of a text is at its point. */
  enum Anchor { START, MIDDLE, END }
}
