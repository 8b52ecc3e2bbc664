package lucida.weights.onnx;

import java.util.Arrays;
import lucida.autodiff.Expr;
import lucida.core.Tensor;

/** What is known of a value when a node that reads it is written. */
sealed interface Known {
  /** Whole numbers that are shown one by one. */
  int FEW = 8;

  /** A tensor without cells. */
  Known NOTHING = new Literal(Tensor.vector());

  /** For people: its shape, or its numbers where they are whole and few. */
  default String shown() {
    return switch (this) {
      case Computed(Expr formula) -> formula.shape().toString();
      case Literal(Tensor t) -> t.shape().toString();
      case Numbers(Whole w) -> w.size() <= FEW ? "the numbers " + Arrays.toString(w.at(1)) : w.shape().toString();
    };
  }

  /** It is computed from the picture. */
  record Computed(Expr formula) implements Known {}

  /** A tensor of the file. */
  record Literal(Tensor tensor) implements Known {}

  /** Whole numbers, perhaps multiples of the batch size. */
  record Numbers(Whole whole) implements Known {}
}
