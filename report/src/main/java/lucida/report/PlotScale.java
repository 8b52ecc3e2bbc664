package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lucida.judge.results.SummaryFiles;

/** Numbers from low to high, laid along pixels from start to end. */
record PlotScale(double low, double high, double start, double end) {
  private static final int STEPS = 5;
  /** Where powers of ten are divided. */
  private static final int[] PARTS = {1, 2, 5};

  /** A row of equal numbers has a scale, too. */
  PlotScale {
    if (low == high) {
      low -= 0.5;
      high += 0.5;
    }
  }

  double at(double v) { return start + (v - low) / (high - low) * (end - start); }

  /** Round numbers, some five. */
  private List<Double> ticks() {
    double rough = (high - low) / STEPS, power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
    List<Double> ticks = new ArrayList<>();
    for (double i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) ticks.add(i * step);
    return ticks;
  }

  /** Of a scale of logarithms: 1, 2, 5, 10 … units within it. */
  List<Double> logarithmic(double unit) {
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low - Math.log10(unit)); power <= high - Math.log10(unit); power++)
      for (int part : PARTS) {
        double tick = part * Math.pow(10, power) * unit;
        if (Math.log10(tick) >= low && Math.log10(tick) <= high) ticks.add(tick);
      }
    return ticks;
  }

  /** Vertical lines with their numbers below. */
  List<PlotMark> vertical(double top, double bottom) {
    List<PlotMark> marks = new ArrayList<>();
    List<Double> ticks = ticks();
    for (double tick : ticks) {
      marks.add(PlotMark.Path.line(at(tick), top, at(tick), bottom, 1, PlotColour.LINE));
      marks.add(
          new PlotMark.Words(text(tick, ticks), new PlotMark.At(at(tick), bottom + 15), PlotMark.Anchor.MIDDLE, 11,
              PlotColour.QUIET));
    }
    return marks;
  }

  /** Horizontal lines with their numbers at the left. */
  List<PlotMark> horizontal(double left, double right) {
    List<PlotMark> marks = new ArrayList<>();
    List<Double> ticks = ticks();
    for (double tick : ticks) {
      marks.add(PlotMark.Path.line(left, at(tick), right, at(tick), 1, PlotColour.LINE));
      marks.add(new PlotMark.Words(text(tick, ticks), new PlotMark.At(left - 6, at(tick) + 4), PlotMark.Anchor.END, 11,
          PlotColour.QUIET));
    }
    return marks;
  }

  /** With as many digits as it takes to tell its neighbours from it. */
  private static String text(double tick, List<Double> ticks) {
    if (ticks.stream().map(PlotScale::text).distinct().count() == ticks.size()) return text(tick);
    double step = ticks.get(1) - ticks.getFirst();
    return String.format(Locale.ROOT, "%." + Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9)) + "f", tick);
  }

  private static String text(double tick) {
    return tick == Math.rint(tick) && Math.abs(tick) < 1e6 ? String.valueOf((long) tick) : SummaryFiles.shown(tick);
  }
}
