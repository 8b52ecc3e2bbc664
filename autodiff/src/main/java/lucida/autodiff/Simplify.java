package lucida.autodiff;

import java.util.List;
import java.util.Optional;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gather;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.Sum;
import lucida.core.Shape;

/**
 * The algebra of 0, 1 and literal numbers. It is what makes a derivative short: a jet's coefficient that does not exist is literally 0,
 * and nothing is built on it. A literal 0 ignores a NaN on the other side of a product. No node is passed over: a derivative may be taken
 * with respect to any.
 */
final class Simplify {
  private Simplify() {}

  /** The simpler formula equal to op(x), if there is one. */
  static Optional<Expr> apply(Op op, List<Expr> x, Shape shape) {
    if (vanishes(op, x)) return Optional.of(Constant.zero(shape));
    return switch (op) {
      case Linear(LinearMap L, boolean transposed) -> linear(L, transposed, x, shape);
      case Bilinear(Product _, _) when x.getFirst() instanceof Constant(double a, _) -> Optional.of(x.getLast().scale(a));
      case Bilinear(Product _, _) when x.getLast() instanceof Constant(double b, _) -> Optional.of(x.getFirst().scale(b));
      case Bilinear _ -> Optional.empty();
      case Pointwise f when x.getFirst() instanceof Constant(double a, _) -> Optional.of(new Constant(f.f().of(a), shape));
      case Pointwise _ -> Optional.empty();
      case Selection(StopGradient _, _) when x.getFirst() instanceof Constant(double a, _) -> Optional.of(x.getLast().scale(a));
      case Selection _ -> Optional.empty();
    };
  }

  private static boolean vanishes(Op op, List<Expr> x) {
    return switch (op) {
      case Linear _ -> x.stream().allMatch(Expr::isZero);
      case Bilinear _ -> x.stream().anyMatch(Expr::isZero);
      case Pointwise _ -> false;
      case Selection _ -> x.getLast().isZero();
    };
  }

  private static Optional<Expr> linear(LinearMap L, boolean transposed, List<Expr> x, Shape shape) {
    Expr a = x.getFirst();
    return switch (L) {
      case Addition _ when a.isZero() -> Optional.of(x.getLast());
      case Addition _ when x.getLast().isZero() -> Optional.of(a);
      case Addition _ when a instanceof Constant(double u, _) && x.getLast() instanceof Constant(double v, _) ->
        Optional.of(new Constant(u + v, shape));
      case Scale(double r) when r == 1 -> Optional.of(a);
      case Scale(double r) when a instanceof Constant(double u, _) -> Optional.of(new Constant(r * u, shape));
      case Sum sum when sum.axes().isEmpty() -> Optional.of(a);
      case Sum sum when !transposed && a instanceof Constant(double u, _) && shape.size() > 0 ->
        Optional.of(new Constant(u * sum.full().size() / shape.size(), shape));
      case Reshape(Shape from, Shape to) when from.equals(to) -> Optional.of(a);
      case Permute(List<Integer> order) when order.stream().sorted().toList().equals(order) -> Optional.of(a);
      case Crop(var box) when box.extents().equals(box.full()) -> Optional.of(a);
      case Concatenation _ when x.size() == 1 -> Optional.of(a);
      case Reshape _, Permute _ when a instanceof Constant(double u, _) -> Optional.of(new Constant(u, shape));
      case Crop _, Gather _ when !transposed && a instanceof Constant(double u, _) -> Optional.of(new Constant(u, shape));
      case Sum _ when transposed && a instanceof Constant(double u, _) -> Optional.of(new Constant(u, shape));
      case LinearMap _ -> Optional.empty();
    };
  }
}
