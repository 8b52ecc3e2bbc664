package lucida.autodiff.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.autodiff.check.Checked;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;

/**
 * Pooling and resizing against loops over the cells of each window. They are linear, so the checker finds their adjoints exactly. Means
 * of at most 49 cells: 1e-14 of the largest.
 */
class PoolingTest {
  private final Point point = Point.seeded(67);

  private interface Cell {
    double at(int n, int c, int i, int j);
  }

  private static double[] each(Shape y, Cell cell) {
    int[] e = y.extents();
    return IntStream.range(0, y.size())
        .mapToDouble(k -> cell.at(k / e[3] / e[2] / e[1], k / e[3] / e[2] % e[1], k / e[3] % e[2], k % e[3])).toArray();
  }

  private double at(Input x, int n, int c, int i, int j) {
    int[] e = x.shape().extents();
    return point.cells(x)[((n * e[1] + c) * e[2] + i) * e[3] + j];
  }

  private void check(String what, Expr y, Shape shape, Cell cell) {
    assertEquals(shape, y.shape());
    Residual.within(1e-14, what, point.values(y), each(shape, cell));
    Checked.derivatives(y, point);
  }

  @Test
  void globalAverage() {
    Input x = point.normal("x", 2, 3, 4, 5);
    Expr y = Pooling.globalAverage(x);
    assertEquals(Shape.of(2, 3), y.shape());
    Residual.within(1e-15, "GAP", point.values(y), each(Shape.of(2, 3, 1, 1), (n, c, _, _) -> {
      double sum = 0;
      for (int i = 0; i < 4; i++) for (int j = 0; j < 5; j++) sum += at(x, n, c, i, j);
      return sum / 20;
    }));
    Checked.derivatives(y, point);
  }

  /** An empty batch of pictures has an empty batch of means. */
  @Test
  void emptyBatch() {
    Input none = point.normal("none", 0, 3, 4, 5);
    for (Expr y : List.of(Pooling.globalAverage(none), Pooling.adaptiveAverage(none, 1, 1),
        Pooling.average(none, Windows.square(2)), Pooling.bilinear(none, 7, 7),
        none.maxPool(Windows.square(2)), none.mean(1))) {
      assertEquals(0, y.shape().extent(0));
      assertEquals(y.shape(), Executor.float64().value(y, point.given()).shape());
      Checked.derivatives(y, point);
    }
    assertEquals("mean: there is nothing to average in [2, 0] along the axes [1]",
        assertThrows(ShapeException.class, () -> Input.of("x", 2, 0).mean(1)).getMessage());
  }

  private double window(Input x, Windows w, int n, int c, int i, int j, boolean countPadding) {
    int[] e = x.shape().extents();
    double sum = 0;
    int cells = 0;
    for (int u = 0; u < w.rows().size(); u++)
      for (int v = 0; v < w.columns().size(); v++) {
        int a = i * w.rows().stride() + u * w.rows().dilation() - w.rows().before();
        int b = j * w.columns().stride() + v * w.columns().dilation() - w.columns().before();
        if (a < 0 || a >= e[2] || b < 0 || b >= e[3]) continue;
        sum += at(x, n, c, a, b);
        cells++;
      }
    return cells == 0 ? 0 : sum / (countPadding ? w.rows().size() * w.columns().size() : cells);
  }

  @Test
  void average() {
    Input x = point.normal("x", 1, 2, 5, 6);
    List<Windows> windows = List.of(Windows.square(2), Windows.of(3, 2, 2, 1), Windows.of(2, 3, 1, 0).dilated(2, 2),
        new Windows(new Window(3, 2, 0, 2, 1), new Window(3, 1, 1, 0, 1)),
        Windows.of(1, 1, 1, 0), Windows.of(2, 2, 2, 3));
    for (Windows w : windows) {
      Shape shape = Shape.of(1, 2, w.rows().over(5).places(), w.columns().over(6).places());
      check("average pooling, padding counted, " + w, Pooling.average(x, w), shape, (n, c, i, j) -> window(x, w, n, c, i, j, true));
      check("average pooling, padding not counted, " + w, Pooling.averageWithoutPadding(x, w), shape,
          (n, c, i, j) -> window(x, w, n, c, i, j, false));
    }
  }

  @Test
  void adaptiveAverage() {
    Input x = point.normal("x", 2, 1, 5, 7);
    for (int[] to : new int[][]{{1, 1}, {3, 2}, {5, 7}, {7, 7}, {2, 9}})
      check("adaptive pooling to " + to[0] + " × " + to[1], Pooling.adaptiveAverage(x, to[0], to[1]), Shape.of(2, 1, to[0], to[1]),
          (n, c, i, j) -> {
            int top = (int) Math.floor(i * 5.0 / to[0]);
            int bottom = (int) Math.ceil((i + 1) * 5.0 / to[0]);
            int left = (int) Math.floor(j * 7.0 / to[1]);
            int right = (int) Math.ceil((j + 1) * 7.0 / to[1]);
            double sum = 0;
            for (int a = top; a < bottom; a++) for (int b = left; b < right; b++) sum += at(x, n, c, a, b);
            return sum / ((bottom - top) * (right - left));
          });
  }

  /** y at (i + ½)·H/h − ½, from the four cells around it, clamped to the edge. */
  @Test
  void bilinear() {
    Input x = point.normal("x", 1, 2, 4, 3);
    for (int[] to : new int[][]{{8, 6}, {4, 3}, {3, 5}, {1, 1}, {2, 7}})
      check("bilinear resizing to " + to[0] + " × " + to[1], Pooling.bilinear(x, to[0], to[1]), Shape.of(1, 2, to[0], to[1]),
          (n, c, i, j) -> {
            double a = Math.min(Math.max((i + 0.5) * 4 / to[0] - 0.5, 0), 3);
            double b = Math.min(Math.max((j + 0.5) * 3 / to[1] - 0.5, 0), 2);
            int top = (int) Math.min(2, Math.floor(a));
            int left = (int) Math.min(1, Math.floor(b));
            double s = a - top;
            double t = b - left;
            return (1 - s) * ((1 - t) * at(x, n, c, top, left) + t * at(x, n, c, top, left + 1))
                + s * ((1 - t) * at(x, n, c, top + 1, left) + t * at(x, n, c, top + 1, left + 1));
          });
    Residual.within(0, "bilinear resizing to the same size", point.values(Pooling.bilinear(x, 4, 3)), point.cells(x));
  }

  @Test
  void nearest() {
    Input x = point.normal("x", 1, 2, 4, 3);
    for (int[] to : new int[][]{{8, 6}, {4, 3}, {3, 5}, {1, 1}})
      check("resizing by the nearest cell to " + to[0] + " × " + to[1], Pooling.nearest(x, to[0], to[1]),
          Shape.of(1, 2, to[0], to[1]),
          (n, c, i, j) -> at(x, n, c, i * 4 / to[0], j * 3 / to[1]));
  }

  @Test
  void saysWhatIsWrong() {
    Input x = Input.of("x", 1, 2, 4, 3);
    assertEquals("globalAverage: the input is [3], wanted is [N, C, H, W]", message(() -> Pooling.globalAverage(Input.of("x", 3))));
    assertEquals("Pooling: the input is [3], wanted is a shape that ends in rows and columns",
        message(() -> Pooling.bilinear(Input.of("x", 3), 2, 2)));
    assertEquals("Pooling: 4 cells cannot become 0; both are at least 1", message(() -> Pooling.nearest(x, 0, 2)));
    assertEquals("Window: padding of 0 and -1 cells; it is at least 0", message(() -> new Window(2, 1, 0, -1, 1)));
    assertEquals("Window: a stride of 0; it is at least 1", message(() -> Windows.of(2, 2, 0, 0)));
    assertEquals("Window: a window of 0 cells; it has at least 1", message(() -> Windows.of(0, 2, 1, 0)));
    assertEquals("Sweep: a dilation of 0; it is at least 1", message(() -> Pooling.average(x, Windows.square(2).dilated(0, 1))));
    assertEquals("Sweep: a window over 9 cells does not fit into 4 (4 and 0 + 0 of padding)",
        message(() -> Pooling.average(x, Windows.square(9))));
  }

  private static String message(org.junit.jupiter.api.function.Executable wrong) {
    return String.valueOf(assertThrows(ShapeException.class, wrong).getMessage());
  }
}
