package lucida.weights.onnx;

import java.util.List;
import java.util.Map;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Slot;
import lucida.core.Shape;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;

/** Convolutions and matrix products. */
final class Convolutions {
  private Convolutions() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("Conv", OnnxOperator.one(Convolutions::convolve), "ConvTranspose", OnnxOperator.one(Convolutions::transposed),
        "Gemm",
        OnnxOperator.one(Convolutions::gemm), "MatMul", OnnxOperator.one(Convolutions::matmul));
  }

  private static Expr convolve(OnnxCall c) {
    Expr x = c.x(0);
    Expr w = c.x(1);
    if (x.shape().rank() != 4) throw c.refused("the input is " + x.shape() + ", read are pictures [N, C, H, W]");
    OnnxWindows.checkFilter(c, w.shape());
    Windows windows = OnnxWindows.windows(c, w.shape().extent(2), w.shape().extent(3), x.shape());
    return biased(c, x.convolve(w, windows, groups(c)));
  }

  /** They divide the filters; the input's channels, or those of the result, follow. */
  private static int groups(OnnxCall c) {
    int filters = c.x(1).shape().extent(0);
    int groups = c.whole("group", 1, 1, Math.max(1, filters));
    if (filters % groups != 0) throw c.refused("group = " + groups + " does not divide the filter " + c.x(1).shape());
    return groups;
  }

  private static Expr biased(OnnxCall c, Expr y) {
    return c.has(2) ? y.plus(Broadcast.to(c.x(2).reshape(1, y.shape().extent(1), 1, 1), y.shape())) : y;
  }

  /** The input adjoint of the convolution that would lead back: its output is x, its input what is wanted here. */
  private static Expr transposed(OnnxCall c) {
    Expr x = c.x(0);
    Expr w = c.x(1);
    Shape z = x.shape();
    if (z.rank() != 4) throw c.refused("the input is " + z + ", read are pictures [N, C, H, W]");
    OnnxWindows.checkFilter(c, w.shape());
    int groups = groups(c);
    Sweep rows = OnnxWindows.spread(c, 0, z.extent(2), w.shape().extent(2));
    Sweep columns = OnnxWindows.spread(c, 1, z.extent(3), w.shape().extent(3));
    Convolution form = new Convolution(z.extent(0), groups, w.shape().extent(1) * groups, w.shape().extent(0), rows, columns);
    return biased(c, Apply.of(new Bilinear(new ConvolutionForm(form), Slot.X), w, x));
  }

  /** alpha · A B + beta · C, A and B perhaps transposed. */
  private static Expr gemm(OnnxCall c) {
    Expr a = c.x(0);
    if (a.shape().rank() != 2) a = a.reshape(a.shape().extent(0), a.shape().without(0).size());
    if (c.node().flag("transA", false)) a = a.transpose();
    Expr y = c.node().flag("transB", false) ? a.matmulTransposed(c.x(1)) : a.matmul(c.x(1));
    y = y.scale(c.node().real("alpha", 1));
    return c.has(2) ? y.plus(Broadcast.to(c.x(2), y.shape()).scale(c.node().real("beta", 1))) : y;
  }

  /** NumPy's: the last two axes are matrices, the others are broadcast; a vector is a row on the left, a column on the right. */
  private static Expr matmul(OnnxCall c) {
    Expr a = c.x(0);
    Expr b = c.x(1);
    Shape left = a.shape();
    Shape right = b.shape();
    if (left.rank() == 1) a = a.reshape(left.insert(0, 1));
    if (right.rank() == 1) b = b.reshape(right.insert(1, 1));
    Expr y = matrices(a, b);
    int rank = y.shape().rank();
    if (right.rank() == 1) y = y.reshape(y.shape().without(rank - 1));
    return left.rank() == 1 ? y.reshape(y.shape().without(y.shape().rank() - (right.rank() == 1 ? 1 : 2))) : y;
  }

  private static Expr matrices(Expr a, Expr b) {
    int rank = Math.max(a.shape().rank(), b.shape().rank());
    int m = a.shape().extent(a.shape().rank() - 2);
    int k = a.shape().extent(a.shape().rank() - 1);
    int n = b.shape().extent(b.shape().rank() - 1);
    if (b.shape().rank() == 2 && rank > 2)
      return a.reshape(a.shape().size() / Math.max(1, k), k).matmul(b).reshape(a.shape().with(rank - 1, n));
    if (rank == 2) return a.matmul(b);
    Shape outer = Broadcast.shape(List.of(stack(a.shape()), stack(b.shape())));
    Expr left = Broadcast.to(a, outer.append(Shape.of(m, k))).reshape(outer.size(), m, k);
    Expr right = Broadcast.to(b, outer.append(Shape.of(b.shape().extent(b.shape().rank() - 2), n))).reshape(outer.size(),
        b.shape().extent(b.shape().rank() - 2), n);
    return left.matmul(right).reshape(outer.append(Shape.of(m, n)));
  }

  private static Shape stack(Shape shape) { return shape.without(shape.rank() - 2, shape.rank() - 1); }
}
