package lucida.weights.onnx;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Sums, means, extremes and norms over axes. */
final class Reductions {
  private Reductions() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("ReduceSum", selecting(Expr::sum), "ReduceMean", selecting(Expr::mean), "ReduceMax", selecting(Expr::largest),
        "ReduceMin", selecting((x, axes) -> x.negate().largest(axes).negate()),
        "ReduceSumSquare", computing((x, axes) -> x.square().sum(axes)), "ReduceL1", computing((x, axes) -> x.abs().sum(axes)),
        "ReduceL2", computing((x, axes) -> x.square().sum(axes).sqrt()), "ReduceLogSum", computing((x, axes) -> x.sum(axes).log()));
  }

  /** A reduction that leaves a single cell what it is: over no axes it does nothing. */
  private static OnnxOperator selecting(BiFunction<Expr, int[], Expr> f) {
    return reduce(f, c -> c.x(0));
  }

  /** A reduction that changes a single cell: whether it does over no axes depends on the version of the specification. */
  private static OnnxOperator computing(BiFunction<Expr, int[], Expr> f) {
    return reduce(f, c -> {
      throw c.refused("noop_with_empty_axes = 1 without axes is the input itself to some tools and computed cell by cell to others"
          + "; state the axes, or write the operation of one cell");
    });
  }

  private static OnnxOperator reduce(BiFunction<Expr, int[], Expr> f, Function<OnnxCall, Expr> overNoAxes) {
    return OnnxOperator.one(c -> {
      Expr x = c.x(0);
      int[] axes = c.axes(c.numbers("axes", 1), x.shape().rank());
      if (axes.length == 0 && c.node().flag("noop_with_empty_axes", false)) return overNoAxes.apply(c);
      if (axes.length == 0) axes = x.shape().axes();
      Expr y = f.apply(x, axes);
      if (!c.node().flag("keepdims", true)) return y;
      Shape kept = x.shape();
      for (int axis : axes) kept = kept.with(axis, 1);
      return y.reshape(kept);
    });
  }
}
