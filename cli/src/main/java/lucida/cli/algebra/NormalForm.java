package lucida.cli.algebra;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.autodiff.Calls;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Sum;

/** A formula as a polynomial with like terms collected; elementwise for vectors. A value and its copies along an axis are not distinguished. */
final class NormalForm {
  private static final String RELU = "relu";
  private final Map<Expr, Polynomial> known = new HashMap<>();

  private NormalForm() {}

  /** The formula, if it is made of what has a normal form and does not grow too long. */
  static Optional<Polynomial> of(Expr e) {
    try {
      NormalForm form = new NormalForm();
      Calls calls = Calls.of(List.of(e));
      for (Calls.Call call : calls.calls()) {
        Optional<Polynomial> made = form.call(call);
        if (made.isEmpty()) return made;
        form.known.put(call.target(), made.get());
      }
      return Optional.of(form.at(calls.results().getFirst()));
    } catch (NoNormalFormException _) {
      return Optional.empty();
    }
  }

  private Polynomial at(Expr e) {
    return switch (e) {
      case Constant(double c, _) -> Polynomial.number(c);
      case Input x -> Polynomial.of(new Factor.Name(x.name()));
      default -> requireNonNull(known.get(e));
    };
  }

  private Optional<Polynomial> call(Calls.Call call) {
    Polynomial a = at(call.inputs().getFirst()), b = at(call.inputs().getLast());
    return switch (call.op()) {
      case Linear(Addition _, _) -> Optional.of(a.plus(b));
      case Linear(Scale(double c), _) -> Optional.of(a.scaled(c));
      case Linear(Sum _, boolean transposed) -> Optional.of(transposed ? a : sum(a));
      case Linear(Reshape _, _) -> Optional.of(a);
      case Bilinear(Product _, _) ->
        Optional.of(call.inputs().getFirst().equals(call.inputs().getLast()) ? a.power(2 * Monomial.FIRST) : a.times(b));
      case Pointwise f -> Optional.of(pointwise(f, a));
      case Selection(Gate gate, _) -> gate(gate, a, b);
      default -> Optional.empty();
    };
  }

  /** A number in front goes out of the sum. */
  private static Polynomial sum(Polynomial a) {
    double c = a.single().map(Map.Entry::getValue).orElse(1.0);
    return Polynomial.of(new Factor.Call("Σ", a.scaled(1 / c))).scaled(c);
  }

  private static Polynomial pointwise(Pointwise f, Polynomial a) {
    return switch (f) {
      case RECIPROCAL -> a.power(-Monomial.FIRST);
      case SQRT -> a.power(1);
      default -> Polynomial.of(new Factor.Call(f.symbol(), a));
    };
  }

  private static Optional<Polynomial> gate(Gate gate, Polynomial x, Polynomial v) {
    Optional<Double> c = x.number();
    if (c.isPresent()) return Optional.of(v.scaled(c.get() > 0 ? gate.above() : gate.below()));
    if (x.equals(v) && gate.equals(Gate.POSITIVE)) return Optional.of(Polynomial.of(new Factor.Call(RELU, x)));
    if (x.equals(v) && gate.isNamed()) return Optional.of(Polynomial.of(new Factor.Call(gate.symbol(), x)));
    if (gate.equals(Gate.POSITIVE)) return Optional.of(Polynomial.of(new Factor.Indicator(x, "> 0")).times(v));
    return gate.equals(Gate.NOT_POSITIVE) ? Optional.of(Polynomial.of(new Factor.Indicator(x, "≤ 0")).times(v)) : Optional.empty();
  }
}
