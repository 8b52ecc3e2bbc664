package lucida.weights.onnx;

import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Pooling;
import lucida.core.Shape;

/** Pooling over windows and over whole pictures. */
final class Poolings {
  private Poolings() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("MaxPool", OnnxOperator.one(c -> c.x(0).maxPool(windows(c))), "AveragePool", OnnxOperator.one(Poolings::average),
        "GlobalAveragePool",
        OnnxOperator.one(c -> global(c, c.x(0).mean(spatial(c)))), "GlobalMaxPool",
        OnnxOperator.one(c -> global(c, c.x(0).largest(spatial(c)))));
  }

  private static Windows windows(OnnxCall c) {
    Shape x = c.x(0).shape();
    Windows windows = OnnxWindows.pooling(c, x);
    return c.node().flag("ceil_mode", false) ? windows.ceil(x.extent(2), x.extent(3)) : windows;
  }

  private static Expr average(OnnxCall c) {
    Windows declared = OnnxWindows.pooling(c, c.x(0).shape());
    Sizes.bounded(c, "the height of the window", declared.rows().size(), 1 << 12);
    Sizes.bounded(c, "the width of the window", declared.columns().size(), 1 << 12);
    return c.node().flag("count_include_pad", false)
        ? Pooling.average(c.x(0), windows(c), declared.rows().after(), declared.columns().after())
        : Pooling.averageWithoutPadding(c.x(0), windows(c));
  }

  private static int[] spatial(OnnxCall c) { return IntStream.range(2, c.x(0).shape().rank()).toArray(); }

  private static Expr global(OnnxCall c, Expr y) {
    Shape shape = c.x(0).shape();
    for (int axis : spatial(c)) shape = shape.with(axis, 1);
    return y.reshape(shape);
  }
}
