package lucida.layers.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import org.junit.jupiter.api.Test;

/** Three boxes of two classes: the picture is the table itself, [1, 1, boxes, 7] for one with objectness, or [1, 1, 6, boxes]. */
class OneBoxTest {
  /** Centre, size, objectness, classes. The second is the first, moved by a quarter of its width; the third lies apart. */
  private static final double[][] BOXES = {{4, 6, 8, 4, 0.5, 0.25, 0.75}, {6, 6, 8, 4, 0.9, 0.5, 0.25},
      {40, 6, 2, 2, 1, 0.125, 0.0625}};

  private record Written() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().at(1, 0); }
  }

  private static Tensor table(BoxTable of) {
    int features = of == BoxTable.ROWS ? 7 : 6;
    double[] cells = new double[3 * features];
    for (int box = 0; box < 3; box++)
      for (int f = 0; f < features; f++) {
        double value = BOXES[box][features == 6 && f > 3 ? f + 1 : f];
        cells[of == BoxTable.ROWS ? box * features + f : f * 3 + box] = value;
      }
    return of == BoxTable.ROWS ? Tensor.of(Shape.of(1, 1, 3, features), cells) : Tensor.of(Shape.of(1, 1, features, 3), cells);
  }

  private static Network network(BoxTable of, Layer scores) {
    NetworkBuilder net = new NetworkBuilder("detecting", table(of).shape().without(0));
    net.add("table", new Written());
    net.add("scores", scores);
    return net.build();
  }

  private static Tensor value(BoxTable of, Layer scores) {
    Forward forward = network(of, scores).write(1, Mode.INFERENCE);
    return Executor.float64().value(forward.scores(), java.util.Map.of(forward.x(), table(of)));
  }

  private static void assertRow(double[] wanted, Tensor got) {
    assertEquals(Shape.of(1, wanted.length), got.shape());
    for (int i = 0; i < wanted.length; i++) assertEquals(wanted[i], got.cell(i), 1e-15);
  }

  /** With an objectness classes are multiplied by it. The second box moved by 2 of 8: shared 6·4, together 32 + 32 − 24, 24/40. */
  @Test
  void scoresOfABox() {
    List<Double> first = List.of(4.0, 6.0, 8.0, 4.0);
    assertRow(new double[]{0.125, 0.375, 0.5, 1}, value(BoxTable.ROWS, new OneBox(BoxTable.ROWS, 0, first)));
    assertRow(new double[]{0.45, 0.225, 0.9, 0.6}, value(BoxTable.ROWS, new OneBox(BoxTable.ROWS, 1, first)));
    assertRow(new double[]{0.5, 0.25, 0.5, 0.6}, value(BoxTable.COLUMNS, new OneBox(BoxTable.COLUMNS, 1, first)));
    assertRow(new double[]{0.125, 0.0625, 0.125, 0}, value(BoxTable.COLUMNS, new OneBox(BoxTable.COLUMNS, 2, first)));
    assertRow(new double[]{0.45, 0.375}, value(BoxTable.ROWS, new BestBoxes(BoxTable.ROWS)));
    assertRow(new double[]{0.5, 0.75}, value(BoxTable.COLUMNS, new BestBoxes(BoxTable.COLUMNS)));
  }

  /** Moved by d, two equal boxes of width w overlap by (w − d)/(w + d), whose derivative by d is −2w/(w + d)²: −16/100 at d = 2. */
  @Test
  void derivativeOfTheOverlap() {
    Forward forward = network(BoxTable.ROWS, new OneBox(BoxTable.ROWS, 1, List.of(4.0, 6.0, 8.0, 4.0))).write(1, Mode.INFERENCE);
    Tensor g = Executor.float64().value(Reverse.gradient(forward.scores().at(1, 3), forward.x()),
        java.util.Map.of(forward.x(), table(BoxTable.ROWS)));
    assertEquals(-0.16, g.at(0, 0, 1, 0), 1e-15);
    assertEquals(0, g.at(0, 0, 0, 0), 0);
  }

  /** By 0.45 the second comes before the first, which overlaps it by 0.6 and goes; in columns the first, by 0.75. */
  @Test
  void detections() {
    assertEquals(List.of(1, 2), BoxTable.ROWS.detections(table(BoxTable.ROWS).select(1, 0), 5));
    assertEquals(List.of(0, 2), BoxTable.COLUMNS.detections(table(BoxTable.COLUMNS).select(1, 0), 5));
    assertEquals(List.of(1), BoxTable.ROWS.detections(table(BoxTable.ROWS).select(1, 0), 1));
    assertEquals(2, BoxTable.ROWS.classes(Shape.of(3, 7)));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> BoxTable.COLUMNS.classes(Shape.of(4, 3)));
    assertTrue(String.valueOf(e.getMessage()).contains("[4 + classes, boxes]"), e.getMessage());
  }
}
