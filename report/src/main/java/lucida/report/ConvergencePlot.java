package lucida.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.judge.results.LossCurves;

/**
 * How losses went, one below the other: the cross-entropy of all networks, then what was added to it, of those to which it was.
 *
 * @param name of its files
 */
record ConvergencePlot(String name, LossCurves losses) {
  private static final int HEAD = 30;

  Plot plot() {
    List<PlotMark> marks = new ArrayList<>();
    double top = 4, width = 0;
    for (String part : losses.parts()) {
      marks.add(new PlotMark.Words(part.equals("classes") ? "cross-entropy of the classes" : part, new PlotMark.At(8, top + 16),
          PlotMark.Anchor.START, 13, PlotColour.INK));
      PlotCurves drawn = new PlotCurves(curves(part), 1, "epoch", Double.POSITIVE_INFINITY);
      top = drawn.draw(top + HEAD, marks) + 8;
      width = Math.max(width, drawn.width());
    }
    return new Plot(name, "The parts of the loss in each epoch, means over seeds", width, top, marks);
  }

  /** A network has the same colour for every part. */
  private List<PlotCurves.Curve> curves(String part) {
    List<String> all = losses.parts().stream().flatMap(of -> losses.networks(of).stream()).distinct().toList();
    return IntStream.range(0, all.size()).filter(i -> losses.networks(part).contains(all.get(i)))
        .mapToObj(i -> PlotCurves.Curve.ofSeries(i, all.get(i), losses.mean(all.get(i), part))).toList();
  }
}
