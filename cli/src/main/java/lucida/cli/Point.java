package lucida.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Input;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Selection;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Where a formula and its derivative are evaluated.
 *
 * @param at a value for each name
 */
record Point(Executor executor, SequencedMap<Input, Tensor> at) {
  private static final String LARGEST = "the result is beyond the largest number, 1.8e308";

  /**
   * Checks that every operation of a formula has a finite result here.
   *
   * @param name what the formula is called: "y"
   * @throws IllegalArgumentException if one has none, with the operation and what it is taken of
   */
  void check(String name, Expr formula) {
    Map<Expr, Tensor> known = values(formula);
    for (Program.Step step : Program.of(List.of(formula)).steps())
      outside(step.target(), known).ifPresent(what -> {
        throw new IllegalArgumentException(name + " has no finite value here: " + what);
      });
  }

  /** "relu is evaluated at its kink, 0: …" for each kink in the way of the derivative by x that the point lies on. */
  Stream<String> kinks(Expr y, Input x) {
    Map<Expr, Tensor> known = values(y);
    return Program.of(List.of(y)).steps().stream().map(Program.Step::target)
        .filter(e -> e.op() instanceof Selection(Gate _, _) && Graph.depends(e.inputs().getFirst(), x) && hasZero(e, known))
        .map(e -> kink((Selection) e.op())).distinct();
  }

  private static boolean hasZero(Apply e, Map<Expr, Tensor> known) {
    Tensor selector = value(e.inputs().getFirst(), known);
    return IntStream.range(0, selector.size()).anyMatch(i -> selector.cell(i) == 0);
  }

  private static String kink(Selection selection) {
    Gate gate = (Gate) selection.choice();
    return "%s is evaluated at its kink, 0: derivatives are those from the left, %s′(0) = %s".formatted(gate.symbol(),
        gate.symbol(),
        Values.text(Tensor.of(Shape.SCALAR, gate.below())));
  }

  /** The value of everything that a formula is made of. */
  private Map<Expr, Tensor> values(Expr formula) {
    List<Expr> all = Graph.order(List.of(formula), Expr::inputs).stream().filter(Apply.class::isInstance).toList();
    Map<Expr, Tensor> known = new HashMap<>(at);
    List<Tensor> values = executor.values(all, at);
    for (int i = 0; i < all.size(); i++) known.put(all.get(i), values.get(i));
    return known;
  }

  private static Tensor value(Expr e, Map<Expr, Tensor> known) {
    return e instanceof Constant(double c, Shape shape)
        ? Tensor.filled(shape, Precision.FLOAT64, c)
        : Optional.ofNullable(known.get(e)).orElseThrow();
  }

  /** What an operation is taken of where its result is not finite, and why it is not. */
  private static Optional<String> outside(Apply e, Map<Expr, Tensor> known) {
    Tensor y = value(e, known);
    return IntStream.range(0, y.size()).filter(i -> !Double.isFinite(y.cell(i))).boxed().findFirst().map(i -> {
      List<Tensor> x = e.inputs().stream().map(input -> value(input, known)).toList();
      String of = x.stream().map(t -> Values.text(t.size() == y.size() ? Tensor.of(Shape.SCALAR, t.cell(i)) : t))
          .collect(Collectors.joining(" and "));
      return "%s is taken of %s; %s".formatted(name(e), of, reason(e, x.getFirst().cell(Math.min(i, x.getFirst().size() - 1))));
    });
  }

  private static String name(Apply e) {
    if (e.op() == Pointwise.RECIPROCAL) return "1/x";
    return e.op() instanceof Bilinear ? "a product" : e.op() instanceof Pointwise p ? p.symbol() : "'" + e.op().symbol() + "'";
  }

  private static String reason(Apply e, double x) {
    if (e.op() == Pointwise.LOG && x <= 0) return "the logarithm needs a number above 0";
    if (e.op() == Pointwise.SQRT && x < 0) return "a square root is of 0 or a number above it";
    return e.op() == Pointwise.RECIPROCAL && x == 0 ? "there is no 1/0" : LARGEST;
  }

  /** The same with one more value. */
  Point with(Input name, Tensor value) {
    SequencedMap<Input, Tensor> more = new LinkedHashMap<>(at);
    more.put(name, value);
    return new Point(executor, more);
  }
}
