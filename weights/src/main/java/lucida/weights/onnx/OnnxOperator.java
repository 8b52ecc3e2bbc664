package lucida.weights.onnx;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lucida.autodiff.Expr;

/** An operator of ONNX as formulas. */
@FunctionalInterface
interface OnnxOperator {
  /** Its outputs. */
  List<Expr> write(OnnxCall call);

  /** With one output. */
  static OnnxOperator one(Function<OnnxCall, Expr> f) { return call -> List.of(f.apply(call)); }

  /** Of one value, without attributes. */
  static OnnxOperator unary(UnaryOperator<Expr> f) {
    return call -> List.of(f.apply(call.x(0)));
  }
}
