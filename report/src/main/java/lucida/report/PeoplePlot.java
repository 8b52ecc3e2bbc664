package lucida.report;

import java.util.ArrayList;
import java.util.List;
import lucida.judge.people.TrialKind;
import lucida.judge.results.PeopleTable;
import lucida.judge.results.PeopleTable.Measured;

/**
 * What people answered by method: the mean, its interval, what guessing gives, and a dot for the observer who goes by energy.
 *
 * @param table what was answered
 * @param kind of trials
 */
record PeoplePlot(PeopleTable table, TrialKind kind) {
  private static final int LEFT = 200;
  private static final int RIGHT = 760;
  private static final int ROW = 30;
  private static final int TOP = 30;

  private boolean isOfNetworks() { return kind == TrialKind.NETWORK; }

  Plot plot() {
    List<Measured> rows = table.measured(kind);
    double scale = isOfNetworks() ? 1 : 100, bottom = TOP + ROW * rows.size();
    PlotScale x = isOfNetworks() ? new PlotScale(-2, 2, LEFT, RIGHT) : new PlotScale(0, 100, LEFT, RIGHT);
    List<PlotMark> marks = new ArrayList<>(x.vertical(TOP, bottom));
    String title = isOfNetworks() ? "mean score of the more accurate network, −2 to 2" : "right answers, %";
    marks.add(new PlotMark.Words(title, new PlotMark.At(LEFT, 18), PlotMark.Anchor.START, 13, PlotColour.INK));
    double guess = x.at(isOfNetworks() ? 0 : 50);
    marks.add(new PlotMark.Path(List.of(new PlotMark.At(guess, TOP), new PlotMark.At(guess, bottom)), 1.5, 4, PlotColour.CONTROL));
    for (int i = 0; i < rows.size(); i++) marks.addAll(row(rows.get(i), TOP + ROW * (i + 0.5), x, scale));
    return new Plot(kind + "s", title + ", by method, with 95 % intervals", RIGHT + 30, bottom + 28, marks);
  }

  private static List<PlotMark> row(Measured row, double y, PlotScale x, double scale) {
    List<PlotMark> marks = new ArrayList<>();
    marks.add(new PlotMark.Words(row.method(), new PlotMark.At(LEFT - 10, y + 4), PlotMark.Anchor.END, 12, PlotColour.INK));
    double low = x.at(scale * row.interval().low()), high = x.at(scale * row.interval().high()), mean = x.at(scale * row.mean());
    marks.add(new PlotMark.Bar(low, y - 7, Math.max(1, high - low), 14, 0.25, PlotColour.BLUE));
    marks.add(PlotMark.Path.line(mean, y - 10, mean, y + 10, 2.5, PlotColour.BLUE));
    if (!Double.isNaN(row.ofEnergy()))
      marks.add(new PlotMark.Dot(new PlotMark.At(x.at(scale * row.ofEnergy()), y), 4, 1, PlotColour.ORANGE));
    return marks;
  }
}
