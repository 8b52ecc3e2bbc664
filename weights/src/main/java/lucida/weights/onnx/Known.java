package lucida.weights.onnx;

import lucida.autodiff.Expr;
import lucida.core.Tensor;

/** What is known of a value when a node that reads it is written. */
sealed interface Known {
  /** A tensor without cells. */
  Known NOTHING = new Literal(Tensor.vector());

  /** It is computed from the picture. */
  record Computed(Expr formula) implements Known {}

  /** A tensor of the file. */
  record Literal(Tensor tensor) implements Known {}

  /** Whole numbers, perhaps multiples of the batch size. */
  record Numbers(AffineIntegers whole) implements Known {}
}
