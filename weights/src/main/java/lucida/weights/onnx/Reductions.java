package lucida.weights.onnx;

import java.util.Map;
import java.util.function.BiFunction;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Sums, means, extremes and norms over axes. */
final class Reductions {
  private Reductions() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("ReduceSum", reduce(Expr::sum), "ReduceMean", reduce(Expr::mean), "ReduceMax", reduce(Expr::largest), "ReduceMin",
        reduce((x, axes) -> x.negate().largest(axes).negate()), "ReduceSumSquare", reduce((x, axes) -> x.square().sum(axes)),
        "ReduceL1",
        reduce((x, axes) -> x.abs().sum(axes)), "ReduceL2", reduce((x, axes) -> x.square().sum(axes).sqrt()), "ReduceLogSum",
        reduce((x, axes) -> x.sum(axes).log()));
  }

  private static OnnxOperator reduce(BiFunction<Expr, int[], Expr> f) {
    return OnnxOperator.one(c -> {
      Expr x = c.x(0);
      int[] axes = c.axes(c.numbers("axes", 1), x.shape().rank());
      if (axes.length == 0 && c.node().flag("noop_with_empty_axes", false)) // each cell by itself
        return f.apply(x.reshape(x.shape().insert(x.shape().rank(), 1)), new int[]{x.shape().rank()});
      if (axes.length == 0) axes = x.shape().axes();
      Expr y = f.apply(x, axes);
      if (!c.node().flag("keepdims", true)) return y;
      Shape kept = x.shape();
      for (int axis : axes) kept = kept.with(axis, 1);
      return y.reshape(kept);
    });
  }
}
