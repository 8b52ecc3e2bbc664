package lucida.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.autodiff.op.Add;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Expand;
import lucida.autodiff.op.Frozen;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Route;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Seat;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slope;
import lucida.autodiff.op.Sum;

/**
 * Formulas printed as mathematics: "Σ([w ⊙ x > 0] ⊙ w)". Parts that occur twice, or lie deep, are named: "t1² where t1 = tanh(x)".
 * Repeating along axes and reshaping are not shown.
 *
 * @param text how it is written
 * @param binds how closely: what binds looser than its place gets brackets
 */
record Formula(String text, int binds) {
  private static final int TERM = 0;
  private static final int FACTOR = 1;
  private static final int ARGUMENT = 2;
  private static final int DEEP = 10;

  /** One formula on one line. */
  static String of(Expr e) {
    Program program = Program.of(List.of(e));
    Expr result = program.results().getFirst();
    Set<Expr> shared = shared(program);
    Map<Expr, Formula> written = new HashMap<>();
    Map<Expr, Integer> depth = new HashMap<>();
    List<String> parts = new ArrayList<>();
    for (Program.Step step : program.steps()) {
      Expr y = step.target();
      written.put(y, call(step, written));
      depth.put(y, 1 + step.inputs().stream().mapToInt(x -> depth.getOrDefault(x, 0)).max().orElse(0));
      boolean hidden = step.op() instanceof Expand || step.op() instanceof Reshape;
      if (y.equals(result) || hidden || depth.get(y) < (shared.contains(y) ? 2 : DEEP)) continue;
      parts.add("t" + (parts.size() + 1) + " = " + written.get(y).text());
      written.put(y, new Formula("t" + parts.size(), ARGUMENT));
      depth.put(y, 0);
    }
    return at(result, written, TERM) + (parts.isEmpty() ? "" : " where " + String.join(", ", parts));
  }

  private static Set<Expr> shared(Program program) {
    Set<Expr> once = new HashSet<>();
    return program.steps().stream().flatMap(step -> step.inputs().stream().distinct()).filter(x -> !once.add(x))
        .collect(Collectors.toSet());
  }

  /** Every step of a program on a line of its own, with shapes. */
  static String listing(Program program) {
    Map<Expr, Formula> names = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    for (Program.Step step : program.steps()) {
      String text = call(step, names).text();
      names.put(step.target(), new Formula("t" + (names.size() + 1), ARGUMENT));
      lines.append("t%d = %s   %s%n".formatted(names.size(), text, step.target().shape()));
    }
    return lines + "results " + program.results().stream().map(e -> at(e, names, TERM)).toList();
  }

  /** What a formula is called in a sentence, however large it is: the name of an input, the sign of what is applied last. */
  static String name(Expr e) {
    return e instanceof Apply y ? y.op().symbol() : e.toString();
  }

  /** A number as mathematics writes it: 3, −0.5. */
  static String number(double c) {
    return (Math.rint(c) == c && Math.abs(c) < 1e15 ? Long.toString((long) c) : Double.toString(c)).replace('-', '−');
  }

  private static String at(Expr e, Map<Expr, Formula> written, int place) {
    Formula formula = e instanceof Apply ? written.get(e) : new Formula(e.toString(), ARGUMENT);
    if (formula == null) return "…";
    return formula.binds < place ? "(" + formula.text + ")" : formula.text;
  }

  private static Formula call(Program.Step step, Map<Expr, Formula> written) {
    Expr a = step.inputs().getFirst();
    Expr b = step.inputs().getLast();
    return switch (step.op()) {
      case Linear L -> linear(L, step, written);
      case Bilinear(Product _, _) when a.equals(b) -> new Formula(at(a, written, ARGUMENT) + "²", ARGUMENT);
      case Bilinear(Product _, _) -> product(at(a, written, FACTOR), at(b, written, FACTOR));
      case Bilinear(MatMul _, Seat open) -> matmul(open, at(a, written, ARGUMENT), at(b, written, ARGUMENT));
      case Bilinear B -> new Formula(at(a, written, ARGUMENT) + " " + B.symbol() + " " + at(b, written, ARGUMENT), FACTOR);
      case Pointwise f -> new Formula(f.symbol() + "(" + at(a, written, TERM) + ")", ARGUMENT);
      case Selection S when a.equals(b) -> new Formula(S.symbol() + "(" + at(a, written, TERM) + ")", ARGUMENT);
      case Selection S -> selection(S, at(a, written, TERM),
          b.equals(Constant.one(b.shape())) ? "" : " ⊙ " + at(b, written, FACTOR), at(b, written, TERM));
    };
  }

  private static Formula linear(Linear L, Program.Step step, Map<Expr, Formula> written) {
    Expr a = step.inputs().getFirst();
    String factor = at(a, written, FACTOR);
    return switch (L) {
      case Add _ ->
        new Formula((at(a, written, TERM) + " + " + at(step.inputs().getLast(), written, TERM)).replace("+ −", "− "), TERM);
      case Scale(double c) -> new Formula((c == -1 ? "−" : number(c) + " ") + factor, FACTOR);
      case Sum _ -> new Formula(L.symbol() + " " + factor, FACTOR);
      case Expand _,Reshape _ -> written.getOrDefault(a, new Formula(at(a, written, TERM), ARGUMENT));
      case Permute(List<Integer> order) when order.equals(List.of(1, 0)) -> new Formula(at(a, written, ARGUMENT) + "ᵀ", ARGUMENT);
      case Linear _ -> new Formula(
          L.symbol() + step.inputs().stream().map(x -> at(x, written, TERM)).collect(Collectors.joining(", ", "(", ")")), ARGUMENT);
    };
  }

  /** a ⊙ b, with the signs of both in front. */
  private static Formula product(String a, String b) {
    boolean negative = a.startsWith("−") != b.startsWith("−");
    return new Formula((negative ? "−" : "") + unsigned(a) + " ⊙ " + unsigned(b), FACTOR);
  }

  private static String unsigned(String factor) { return factor.startsWith("−") ? factor.substring(1) : factor; }

  private static Formula matmul(Seat open, String a, String b) {
    return new Formula(switch (open) {
      case X -> b + " · " + a + "ᵀ";
      case W -> a + "ᵀ · " + b;
      case Z -> a + " · " + b;
    }, FACTOR);
  }

  private static Formula selection(Selection S, String x, String by, String v) {
    return switch (S.choice()) {
      case Slope slope when slope.equals(Slope.GATE) -> new Formula("[" + x + " > 0]" + by, FACTOR);
      case Slope slope when slope.equals(Slope.GATE_BELOW) -> new Formula("[" + x + " ≤ 0]" + by, FACTOR);
      case Frozen _ -> new Formula("frozen(" + x + ")" + by, FACTOR);
      case Slope _,Route _ -> new Formula(S.symbol() + "[" + x + "](" + v + ")", ARGUMENT);
    };
  }
}
