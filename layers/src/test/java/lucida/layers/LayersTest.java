package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import lucida.autodiff.Input;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import org.junit.jupiter.api.Test;

/** Layers against their definitions as plain loops. 1e-14 of the largest cell: sums of at most 25 terms, and one power. */
class LayersTest {
  private static final Tensor X = Hashed.cells(1, Shape.of(2, 5, 7, 6), 0.2, 1);

  private static void is(Layer layer, Shape shape, IntToDoubleFunction expected) {
    Network net = new Network("one", X.shape().without(0), List.of(new Network.Node("layer", layer, List.of(Network.INPUT))),
        new LinkedHashMap<>(), ScoreKind.LOGITS);
    Forward forward = net.write(2, Mode.INFERENCE);
    Tensor y = Executor.float64().value(forward.scores(), Map.of(forward.x(), X));
    TensorDifference difference = TensorDifference.relative(Tensor.filled(shape, Precision.FLOAT64, expected), y, 1e-14);
    assertEquals(0, difference.beyond(), difference.toString());
  }

  private static double x(int n, int c, int i, int j) { return i < 0 || j < 0 || i >= 7 || j >= 6 ? Double.NaN : X.at(n, c, i, j); }

  /** 3×3 windows in steps of 2 with 1 of padding over 7×6: rounding up gives 4×4 places, as the last one starts at cell 5 < 6. */
  @Test
  void poolingWithCeil() {
    Windows windows = Windows.of(3, 3, 2, 1);
    Shape shape = Shape.of(2, 5, 4, 4);
    is(new MaxPool(windows, true), shape, cell -> {
      double best = Double.NEGATIVE_INFINITY;
      for (int u = -1; u < 2; u++) for (int v = -1; v < 2; v++) {
        double value = x(cell / 80, cell / 16 % 5, 2 * (cell / 4 % 4) + u, 2 * (cell % 4) + v);
        if (value > best) best = value;
      }
      return best;
    });
    is(new AveragePool(windows, true, true), shape, cell -> average(cell, true));
    is(new AveragePool(windows, true, false), shape, cell -> average(cell, false));
  }

  /** With padding counted, the cells on the picture and its one row or column of padding count, and nothing beyond them. */
  private static double average(int cell, boolean countPadding) {
    double sum = 0;
    int counted = 0;
    for (int u = -1; u < 2; u++) for (int v = -1; v < 2; v++) {
      int i = 2 * (cell / 4 % 4) + u;
      int j = 2 * (cell % 4) + v;
      double value = x(cell / 80, cell / 16 % 5, i, j);
      if (!Double.isNaN(value)) sum += value;
      if (countPadding ? i <= 7 && j <= 6 : !Double.isNaN(value)) counted++;
    }
    return sum / counted;
  }

  @Test
  void localResponseNorm() {
    is(new LocalResponseNorm(3, 0.5, 0.75, 2), X.shape(), cell -> {
      int c = cell / 42 % 5;
      double sum = 0;
      for (int k = Math.max(0, c - 1); k <= Math.min(4, c + 1); k++) sum += Math.pow(X.cell(cell + (k - c) * 42), 2);
      return X.cell(cell) / Math.pow(2 + 0.5 / 3 * sum, 0.75);
    });
  }

  @Test
  void paddedShortcut() {
    is(new PaddedShortcut(2, 1, 2), Shape.of(2, 8, 4, 3), cell -> {
      int c = cell / 12 % 8 - 1;
      return c < 0 || c > 4 ? 0 : X.at(cell / 96, c, 2 * (cell / 3 % 4), 2 * (cell % 3));
    });
  }

  @Test
  void channelScale() {
    Network net = new Network("two", Shape.of(5, 7, 6),
        List.of(new Network.Node("squeeze", new GlobalAveragePool(), List.of(Network.INPUT)),
            new Network.Node("scale", new ChannelScale(), List.of(Network.INPUT, "squeeze"))),
        new LinkedHashMap<>(), ScoreKind.LOGITS);
    Forward forward = net.write(2, Mode.INFERENCE);
    Tensor y = Executor.float64().value(forward.scores(), Map.of(forward.x(), X));
    Tensor means = X.mean(2, 3);
    Tensor expected = Tensor.filled(X.shape(), Precision.FLOAT64, cell -> X.cell(cell) * means.cell(cell / 42));
    assertEquals(0, TensorDifference.relative(expected, y, 1e-14).beyond());
  }

  /** In training dropout is the product with its mask, in inference nothing. */
  @Test
  void dropout() {
    is(new Dropout(0.5), X.shape(), X::cell);
    Network net = new Network("one", Shape.of(5, 7, 6),
        List.of(new Network.Node("drop", new Dropout(0.25), List.of(Network.INPUT))), new LinkedHashMap<>(), ScoreKind.LOGITS);
    Forward forward = net.write(2, Mode.TRAINING);
    Input mask = forward.masks().getFirst().input();
    assertEquals(0.75, forward.masks().getFirst().keep());
    Tensor numbers = Tensor.filled(X.shape(), Precision.FLOAT64, i -> i % 3);
    assertEquals(0, TensorDifference
        .of(X.times(numbers), Executor.float64().value(forward.scores(), Map.of(forward.x(), X, mask, numbers))).beyond());
  }
}
