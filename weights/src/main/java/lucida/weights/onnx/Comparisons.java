package lucida.weights.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators that compare and choose: 1 stands for true and 0 for false. They are steps: their derivatives are 0. */
final class Comparisons {
  private Comparisons() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Greater", binary(Comparisons::above)), Map.entry("Less", binary((a, b) -> above(b, a))),
        Map.entry("GreaterOrEqual", binary((a, b) -> not(above(b, a)))),
        Map.entry("LessOrEqual", binary((a, b) -> not(above(a, b)))),
        Map.entry("Equal", binary((a, b) -> not(step(a.minus(b).abs())))), Map.entry("Not", OnnxOperator.unary(Comparisons::not)),
        Map.entry("And", binary(Expr::times)), Map.entry("Or", binary(Expr::max)),
        Map.entry("Where", OnnxOperator.one(Comparisons::where)));
  }

  private static OnnxOperator binary(BinaryOperator<Expr> f) {
    return OnnxOperator.one(c -> {
      List<Expr> both = Broadcast.all(List.of(c.x(0), c.x(1)));
      return f.apply(both.getFirst(), both.getLast());
    });
  }

  private static Expr above(Expr a, Expr b) { return step(a.minus(b)); }

  /** 1 where x > 0, else 0. */
  private static Expr step(Expr x) { return x.gate(Constant.one(x.shape())); }

  private static Expr not(Expr x) { return x.negate().plus(1); }

  /** Of a condition that is known the cells are taken that it names, and those of the other side are not looked at. */
  private static Expr where(OnnxCall c) {
    Shape shape = Broadcast.shape(List.of(c.shape(0), c.shape(1), c.shape(2)));
    Expr above = Broadcast.to(c.x(1), shape), below = Broadcast.to(c.x(2), shape);
    if (!c.isKnown(0)) return Broadcast.to(c.x(0), shape).choose(above, below);
    double[] chosen = Broadcast.cells(c.reals(0), c.shape(0), shape);
    int n = shape.size();
    Expr cells = Expr.concat(0, List.of(above.reshape(n), below.reshape(n)));
    return cells.gather(0, IntStream.range(0, n).mapToObj(i -> chosen[i] != 0 ? i : n + i).toList()).reshape(shape);
  }
}
