package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** y = L(x) v, or L(x)ᵀ v: x chooses a linear map, v goes through it. Knows the choice. */
public record Selection(Choice choice, boolean transposed) implements Op {
  /** y = L(x) v. */
  public Selection(Choice choice) { this(choice, false); }

  /** The adjoint to v: the other way through the same map. */
  public Selection adjoint() {
    return new Selection(choice, !transposed);
  }

  @Override
  public Shape shape(List<Shape> in) {
    Shape x = in.getFirst();
    Shape y = choice.shape(x);
    Shape wanted = transposed ? y : x;
    if (!in.getLast().equals(wanted))
      throw new ShapeException("Selection " + choice.symbol() + ": what goes through is " + in.getLast() + ", wanted is " + wanted);
    return transposed ? x : y;
  }

  @Override
  public String symbol() { return choice.symbol() + (transposed ? "ᵀ" : ""); }
}
