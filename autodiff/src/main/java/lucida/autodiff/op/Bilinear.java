package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** One face ∂T/∂open of a trilinear form. Knows the form, hence the other two faces. */
public record Bilinear(Trilinear form, Slot open) implements Op {
  @Override
  public Shape shape(List<Shape> in) {
    List<Shape> wanted = open.others().stream().map(form::shape).toList();
    if (!in.equals(wanted)) throw new ShapeException(form + ": the inputs are " + in + ", wanted are " + wanted);
    return form.shape(open);
  }

  /** The face that is open where input i is, of {@link #adjointInputs}: what input i receives. */
  public Bilinear adjoint(int i) {
    return new Bilinear(form, open.others().get(i));
  }

  /** The inputs of the adjoint to input i: ȳ in the slot that was open and the other input in its own, in the order of the slots. */
  public <T> List<T> adjointInputs(int i, List<T> inputs, T yBar) {
    return adjoint(i).open.others().stream().map(slot -> slot == open ? yBar : inputs.get(1 - i)).toList();
  }

  @Override
  public String symbol() { return form.symbol(open); }
}
