package lucida.autodiff.op;

import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.core.Shape;
import lucida.core.Tensor;

/** One operation at one point. */
public record Case(Apply y, SequencedMap<Input, Tensor> at) {
  /** A linear map on normal random inputs. */
  static Case of(LinearMap map, Shape... in) { return of(new Linear(map), in); }

  /** The transpose of a linear map on a normal random input. */
  static Case transposed(LinearMap map, Shape in) {
    return of(new Linear(map, true), in);
  }

  /** An operation on normal random inputs. */
  static Case of(Op op, Shape... in) {
    Point point = Point.seeded(in.length + 7);
    return of(op, point, IntStream.range(0, in.length).mapToObj(i -> point.normal("x" + i, in[i])).toArray(Expr[]::new));
  }

  /** An operation on formulas at a point. */
  static Case of(Op op, Point point, Expr... in) {
    if (Apply.of(op, in) instanceof Apply y && y.op().equals(op)) return new Case(y, point.given());
    throw new AssertionError(op + " was simplified away: this is no case of it");
  }

  Op op() { return y.op(); }

  @Override
  public String toString() {
    return op() + " of " + y.inputs().stream().map(Expr::shape).toList()
        + (y.inputs().stream().distinct().count() < y.inputs().size() ? " (one input twice)" : "");
  }
}
