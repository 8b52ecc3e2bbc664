package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;

/** An operation as data: one of four kinds, each of which knows one fact about itself. It holds no values and allocates nothing. */
public sealed interface Op permits Linear, Bilinear, Pointwise, Selection {
  /**
   * The shape of the result.
   *
   * @throws lucida.core.ShapeException if the inputs do not fit; the message names both sides
   */
  Shape shape(List<Shape> in);

  /** Whether it is linear in each of its inputs: a NaN or an infinity that it reads shows in what it makes. */
  default boolean isLinear() {
    return this instanceof Linear || this instanceof Bilinear;
  }

  /** The name it is printed with. */
  String symbol();
}
