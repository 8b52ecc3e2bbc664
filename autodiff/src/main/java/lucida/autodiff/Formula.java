package lucida.autodiff;

import static java.util.Objects.requireNonNull;
import static lucida.autodiff.Term.ARGUMENT;
import static lucida.autodiff.Term.CONTRACTION;
import static lucida.autodiff.Term.POWER;
import static lucida.autodiff.Term.SUM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Route;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.Sum;

/**
 * Formulas printed as mathematics: "Σ [w ⊙ x > 0] ⊙ w". Parts that occur twice, or lie deep, are named: "t1² where t1 = tanh(x)".
 * Repeating along axes and reshaping are not shown.
 */
public final class Formula {
  private static final int DEEP = 10;

  private Formula() {}

  /** One formula on one line. */
  static String of(Expr e) {
    Calls calls = Calls.of(List.of(e));
    Expr result = calls.results().getFirst();
    Set<Expr> shared = shared(calls);
    Map<Expr, Term> written = new HashMap<>();
    Map<Expr, Integer> depth = new HashMap<>();
    List<String> parts = new ArrayList<>();
    for (Calls.Call step : calls.calls()) {
      Expr y = step.target();
      written.put(y, call(step, written));
      depth.put(y, 1 + step.inputs().stream().mapToInt(x -> depth.getOrDefault(x, 0)).max().orElse(0));
      if (y.equals(result) || isHidden(step) || depth.get(y) < (shared.contains(y) ? 2 : DEEP)) continue;
      parts.add("t" + (parts.size() + 1) + " = " + at(y, written, SUM));
      written.put(y, named("t", parts.size()));
      depth.put(y, 0);
    }
    return at(result, written, SUM) + (parts.isEmpty() ? "" : " where " + String.join(", ", parts));
  }

  private static Term named(String letter, int number) { return new Term(1, letter + number, ARGUMENT); }

  private static boolean isHidden(Calls.Call step) {
    return step.op() instanceof Linear(Sum _, boolean expands) && expands || step.op() instanceof Linear(Reshape _, _);
  }

  /** What is read more than once, perhaps repeated along axes or reshaped. */
  private static Set<Expr> shared(Calls calls) {
    Map<Expr, Expr> shown = new HashMap<>();
    Set<Expr> once = new HashSet<>();
    Set<Expr> shared = new HashSet<>();
    for (Calls.Call step : calls.calls()) {
      List<Expr> read = step.inputs().stream().map(x -> shown.getOrDefault(x, x)).distinct().toList();
      if (isHidden(step)) shown.put(step.target(), read.getFirst());
      else read.stream().filter(x -> !once.add(x)).forEach(shared::add);
    }
    return shared;
  }

  /** Every call on a line of its own, with shapes. */
  public static String listing(Calls calls) {
    Map<Expr, Term> names = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    calls.given().stream().filter(Apply.class::isInstance).forEach(cut -> names.put(cut, named("cut", names.size() + 1)));
    int cuts = names.size();
    for (Calls.Call step : calls.calls()) {
      String text = call(step, names).text(SUM);
      Term name = named("t", names.size() + 1 - cuts);
      names.put(step.target(), name);
      lines.append(name.body() + " = " + text + "   " + step.target().shape() + "\n");
    }
    return lines + "results " + calls.results().stream().map(e -> at(e, names, SUM)).toList();
  }

  /** What a formula is called in a sentence, however large it is: the name of an input, the sign of what is applied last. */
  public static String name(Expr e) {
    return e instanceof Apply y ? y.op().symbol() : e.toString();
  }

  private static Term term(Expr e, Map<Expr, Term> written) {
    return switch (e) {
      case Constant(double c, _) -> Term.number(c);
      case Input x -> new Term(1, x.name(), ARGUMENT);
      case Apply y -> requireNonNull(written.get(y));
    };
  }

  private static String at(Expr e, Map<Expr, Term> written, int place) { return term(e, written).text(place); }

  private static Term call(Calls.Call step, Map<Expr, Term> written) {
    Expr a = step.inputs().getFirst();
    Expr b = step.inputs().getLast();
    return switch (step.op()) {
      case Linear L -> linear(L, step, written);
      case Bilinear(Product _, _) when a.equals(b) -> new Term(1, at(a, written, ARGUMENT) + "²", POWER);
      case Bilinear(Product _, _) -> term(a, written).times(term(b, written));
      case Bilinear(MatMul _, Slot open) -> matmul(open, a, b, written);
      case Bilinear B -> new Term(1, at(a, written, POWER) + " " + B.symbol() + " " + at(b, written, POWER), CONTRACTION);
      case Pointwise f when f == Pointwise.RECIPROCAL -> new Term(1, at(a, written, ARGUMENT) + "⁻¹", POWER);
      case Pointwise f -> new Term(1, f.symbol() + "(" + at(a, written, SUM) + ")", ARGUMENT);
      case Selection S -> selection(S, a, b, written);
    };
  }

  private static Term linear(Linear L, Calls.Call step, Map<Expr, Term> written) {
    Expr x = step.inputs().getFirst();
    Term a = term(x, written);
    return switch (L.map()) {
      case Addition _ -> new Term(1, a.text(SUM) + term(step.inputs().getLast(), written).added(), SUM);
      case Scale(double c) -> a.scaled(c);
      case Sum _ when !L.transposed() -> new Term(1, L.symbol() + " " + a.text(CONTRACTION), CONTRACTION);
      case Sum _, Reshape _ -> a;
      case Permute(List<Integer> order) when order.equals(List.of(1, 0)) -> new Term(1, a.text(ARGUMENT) + "ᵀ", POWER);
      case LinearMap _ -> new Term(1,
          L.symbol() + step.inputs().stream().map(in -> at(in, written, SUM)).collect(Collectors.joining(", ", "(", ")")),
          ARGUMENT);
    };
  }

  private static Term matmul(Slot open, Expr a, Expr b, Map<Expr, Term> written) {
    return new Term(1, switch (open) {
      case X -> at(b, written, POWER) + " · " + at(a, written, ARGUMENT) + "ᵀ";
      case W -> at(a, written, ARGUMENT) + "ᵀ · " + at(b, written, POWER);
      case Z -> at(a, written, POWER) + " · " + at(b, written, POWER);
    }, CONTRACTION);
  }

  private static Term selection(Selection S, Expr a, Expr b, Map<Expr, Term> written) {
    String x = at(a, written, SUM);
    Term v = term(b, written);
    return switch (S.choice()) {
      case Gate gate when a.equals(b) && gate.isNamed() -> new Term(1, gate.symbol() + "(" + x + ")", ARGUMENT);
      case Gate gate -> new Term(1, "[" + x + cases(gate) + "]", ARGUMENT).times(v);
      case StopGradient _ -> new Term(1, "stop(" + x + ")", ARGUMENT).times(v);
      case Route _ when a.equals(b) -> new Term(1, S.symbol() + "(" + x + ")", ARGUMENT);
      case Route _ -> new Term(1, S.symbol() + "[" + x + "](" + v.text(SUM) + ")", ARGUMENT);
    };
  }

  /** [x > 0], [x ≤ 0], or the number on either side: [x > 0 ? 1 : 0.1]. */
  private static String cases(Gate gate) {
    return gate.equals(Gate.POSITIVE)
        ? " > 0"
        : gate.equals(Gate.NOT_POSITIVE)
            ? " ≤ 0"
            : " > 0 ? " + Term.text(gate.above()) + " : " + Term.text(gate.below());
  }
}
