package lucida.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A plot of how many times longer some take than one, work by work, on a logarithmic axis: the median as a dot, on a line from the least to the largest. */
public final class RatioPlot {
  /** A ratio in several rounds. */
  public record Ratio(double median, double least, double largest) {}

  /** A work, with the ratio of each that does it. */
  public record Work(String name, SequencedMap<String, Ratio> ratios) {}

  /** How wide the axis is. */
  private static final double AXIS = 470;
  private static final double MARGIN = 20;
  /** How wide a letter is; most are less. */
  private static final double LETTER = 7.5;
  private static final double TOP = 48;
  private static final double LINE = 14;
  private static final double GAP = 10;
  private static final double SIZE = 13;

  private final PlotScale across;
  private final double left;
  private final double right;
  private final List<PlotMark> marks = new ArrayList<>();

  private RatioPlot(PlotScale across) {
    this.across = across;
    this.left = across.start();
    this.right = across.end();
  }

  /**
   * Writes NAME.svg and NAME.png.
   *
   * @param one what all are compared with
   * @param others those who are, in the order of their colours
   */
  public static void write(String name, String title, String one, List<String> others, List<Work> works, Path folder)
      throws IOException {
    of(name, title, one, others, works).write(folder);
  }

  static Plot of(String name, String title, String one, List<String> others, List<Work> works) {
    List<Ratio> all = works.stream().flatMap(work -> work.ratios().values().stream()).toList();
    double low = Math.min(1, all.stream().mapToDouble(Ratio::least).min().orElse(1)),
        high = Math.max(1, all.stream().mapToDouble(Ratio::largest).max().orElse(1));
    double left = MARGIN + LETTER * works.stream().mapToInt(work -> work.name().length()).max().orElse(0);
    RatioPlot plot = new RatioPlot(new PlotScale(Math.log10(low / 1.2), Math.log10(high * 1.2), left, left + AXIS));
    double step = LINE * others.size() + GAP;
    double bottom = TOP + step * works.size();
    plot.axis(one, bottom);
    plot.legend(others);
    for (int i = 0; i < works.size(); i++) plot.work(works.get(i), others, TOP + step * i, step);
    return new Plot(name, title, plot.right + MARGIN, bottom + 52, plot.marks);
  }

  private void axis(String one, double bottom) {
    for (double tick : across.logarithmic(1)) {
      marks.add(PlotMark.Path.line(x(tick), TOP, x(tick), bottom, tick == 1 ? 2 : 1, tick == 1 ? PlotColour.INK : PlotColour.LINE));
      words(BookText.number(tick), x(tick), bottom + 18, PlotMark.Anchor.MIDDLE, PlotColour.QUIET);
    }
    words("times as long as " + one, (left + right) / 2, bottom + 40, PlotMark.Anchor.MIDDLE, PlotColour.INK);
  }

  private void legend(List<String> others) {
    for (int i = 0; i < others.size(); i++) {
      double at = left + 10 + AXIS / others.size() * i;
      marks.add(new PlotMark.Dot(new PlotMark.At(at, TOP - 18), 5, 1, PlotColour.series(i)));
      words(others.get(i), at + 10, TOP - 14, PlotMark.Anchor.START, PlotColour.INK);
    }
  }

  private void work(Work work, List<String> others, double top, double step) {
    words(work.name(), left - 10, top + step / 2 + 4, PlotMark.Anchor.END, PlotColour.INK);
    for (Map.Entry<String, Ratio> entry : work.ratios().entrySet()) {
      int i = others.indexOf(entry.getKey());
      Ratio ratio = entry.getValue();
      double y = top + GAP / 2 + LINE * (i + 0.5);
      marks.add(PlotMark.Path.line(x(ratio.least()), y, x(ratio.largest()), y, 2, PlotColour.series(i)));
      marks.add(new PlotMark.Dot(new PlotMark.At(x(ratio.median()), y), 5, 1, PlotColour.series(i)));
    }
  }

  private void words(String text, double x, double y, PlotMark.Anchor anchor, PlotColour colour) {
    marks.add(new PlotMark.Words(text, new PlotMark.At(x, y), anchor, SIZE, colour));
  }

  private double x(double ratio) { return across.at(Math.log10(ratio)); }
}
