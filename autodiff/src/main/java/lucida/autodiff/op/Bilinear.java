package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** One face ∂T/∂open of a trilinear form. Knows the form, hence the other two faces. */
public record Bilinear(Trilinear form, Seat open) implements Op {
  @Override
  public Shape shape(List<Shape> in) {
    List<Shape> wanted = open.others().stream().map(form::shape).toList();
    if (!in.equals(wanted)) throw new ShapeException(form + ": the inputs are " + in + ", wanted are " + wanted);
    return form.shape(open);
  }

  /** What input i receives when ȳ arrives: the face that is open where it sat, with ȳ on the seat that was open. */
  public Expr otherFace(int i, List<Expr> inputs, Expr yBar) {
    Seat opens = open.others().get(i);
    return Apply.of(new Bilinear(form, opens),
        opens.others().stream().map(seat -> seat == open ? yBar : inputs.get(1 - i)).toList());
  }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) { return form.batched(open, n, inputs, marked); }

  @Override
  public String symbol() { return form.symbol(open); }
}
