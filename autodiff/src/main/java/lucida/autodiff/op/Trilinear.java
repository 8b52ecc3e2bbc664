package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** T(x, w, z), one number, linear in each of three seats. Its three partial derivatives are the bilinear operations of a network. */
public sealed interface Trilinear permits Product, MatMul, Conv2d {
  /** The shape of what sits in a seat. */
  Shape shape(Seat seat);

  /** ∂T/∂open with the other two seats taken by p and q, in their order. */
  Tensor contract(Seat open, Tensor p, Tensor q, Kernels kernels);

  /** {@link Op#batched} of the face that is open there. */
  Expr batched(Seat open, int n, List<Expr> inputs, List<Boolean> marked);

  /** The sign the face is printed with, between its two inputs. */
  String symbol(Seat open);
}
