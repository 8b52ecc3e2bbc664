package lucida.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lucida.files.WholeFile;
import lucida.pictures.Picture;

/**
 * A plot, drawn once and written as SVG and as PNG.
 *
 * @param name of its files, without ending
 * @param title what it shows, for those who cannot see it
 */
record Plot(String name, String title, double width, double height, List<PlotMark> marks) {
  /** Pixels of a PNG for a pixel of the plot. */
  private static final int SCALE = 2;
  /** Wider ones do not shrink to a narrow page. */
  private static final int WIDEST = 800;
  private static final int SMALL = 600;

  Plot {
    marks = List.copyOf(marks);
  }

  /** Writes both files. */
  void write(Path folder) throws IOException {
    WholeFile.write(folder.resolve(name + ".svg"), svg(" xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
        .formatted(number(width), number(height)), onWhite()) + "\n");
    WholeFile.write(folder.resolve(name + ".png"), out -> Channels.newOutputStream(out).write(picture().png()));
  }

  /** For a page, whose style sheet has the colours. It shrinks with the page; one too wide to be read then is scrolled. A small one does not grow. */
  String inPage() {
    String style = width > WIDEST ? "min-width:" + number(width * 0.8) : width < SMALL ? "max-width:" + number(width) : "";
    return svg(style.isEmpty() ? "" : " style=\"" + style + "px\"", "");
  }

  private String svg(String attributes, String first) {
    return marks.stream().map(Plot::element).collect(Collectors.joining("\n",
        "<svg%s class=\"plot\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s".formatted(attributes, number(width),
            number(height), Html.escaped(title), first),
        "\n</svg>"));
  }

  /** The page's style sheet has the same rules. */
  private static String onWhite() {
    return Arrays.stream(PlotColour.values())
        .map(c -> "text.%1$s,circle.%1$s,rect.%1$s{fill:#%2$06x}path.%1$s{stroke:#%2$06x}".formatted(c.style(), c.rgb()))
        .collect(Collectors.joining("\n", "<style>svg{font-family:sans-serif}path{fill:none}\n",
            "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"));
  }

  private static String element(PlotMark mark) {
    String style = mark.colour().style();
    return switch (mark) {
      case PlotMark.Path(var points, double width, double dash, _) ->
        "<path class=\"%s\" stroke-width=\"%s\"%s d=\"M%s\"/>".formatted(
            style, number(width), dash > 0 ? " stroke-dasharray=\"%s\"".formatted(number(dash)) : "",
            points.stream().map(at -> number(at.x()) + " " + number(at.y())).collect(Collectors.joining("L")));
      case PlotMark.Dot(PlotMark.At(double x, double y), double radius, double opacity, _) ->
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\" fill-opacity=\"%s\"/>".formatted(style, number(x), number(y),
            number(radius),
            number(opacity));
      case PlotMark.Bar(double x, double y, double w, double h, double opacity, _) ->
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill-opacity=\"%s\"/>".formatted(style, number(x),
            number(y),
            number(w), number(h), number(opacity));
      case PlotMark.Words(String text, PlotMark.At(double x, double y), PlotMark.Anchor anchor, double size, _) ->
        "<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\">%s</text>".formatted(style, number(x), number(y),
            number(size), anchor.name().toLowerCase(Locale.ROOT), Html.escaped(text));
      case PlotMark.Slanted(String text, PlotMark.At(double x, double y), double size, _) ->
        "<text class=\"%s\" transform=\"translate(%s %s) rotate(%s)\" font-size=\"%s\" text-anchor=\"end\">%s</text>".formatted(
            style,
            number(x), number(y), number(PlotMark.Slanted.ANGLE), number(size), Html.escaped(text));
    };
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, "%.2f", v).replaceAll("\\.?0+$", "");
  }

  /** On white, {@value #SCALE} times as large. */
  Picture picture() {
    BufferedImage image = new BufferedImage((int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE),
        BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(SCALE, SCALE);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    marks.forEach(mark -> paint(mark, g));
    g.dispose();
    return Picture.painted(image.getWidth(), image.getHeight(), (x, y) -> image.getRGB(x, y) & 0xFFFFFF);
  }

  private static void paint(PlotMark mark, Graphics2D g) {
    switch (mark) {
      case PlotMark.Path(var points, double width, double dash, var colour) -> {
        Path2D path = new Path2D.Double();
        path.moveTo(points.getFirst().x(), points.getFirst().y());
        points.stream().skip(1).forEach(at -> path.lineTo(at.x(), at.y()));
        g.setColor(colour(colour, 1));
        g.setStroke(dash > 0
            ? new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[]{(float) dash}, 0)
            : new BasicStroke((float) width));
        g.draw(path);
      }
      case PlotMark.Dot(PlotMark.At(double x, double y), double r, double opacity, var colour) -> {
        g.setColor(colour(colour, opacity));
        g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      }
      case PlotMark.Bar(double x, double y, double w, double h, double opacity, var colour) -> {
        g.setColor(colour(colour, opacity));
        g.fill(new Rectangle2D.Double(x, y, w, h));
      }
      case PlotMark.Words(String text, PlotMark.At(double x, double y), PlotMark.Anchor anchor, double size, var colour) -> {
        g.setColor(colour(colour, 1));
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
        double wide = g.getFontMetrics().stringWidth(text);
        g.drawString(text, (float) (x - wide * switch (anchor) {
          case START -> 0;
          case MIDDLE -> 0.5;
          case END -> 1;
        }), (float) y);
      }
      case PlotMark.Slanted(String text, PlotMark.At(double x, double y), double size, var colour) -> {
        AffineTransform upright = g.getTransform();
        g.translate(x, y);
        g.rotate(Math.toRadians(PlotMark.Slanted.ANGLE));
        paint(new PlotMark.Words(text, new PlotMark.At(0, 0), PlotMark.Anchor.END, size, colour), g);
        g.setTransform(upright);
      }
    }
  }

  private static Color colour(PlotColour colour, double opacity) {
    return new Color(colour.rgb() >> 16, colour.rgb() >> 8 & 255, colour.rgb() & 255, (int) Math.round(255 * opacity));
  }
}
