package lucida.autodiff.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Jet;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.autodiff.Vmap;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** One formula at one point of its inputs, and the comparisons of {@link GradientCheck} there. */
final class CheckedPoint {
  private static final double STEP = 1e-3;
  private static final double SMALLEST_STEP = STEP / 1024;
  private static final double CANCELLING = 1e-4;
  private final GradientCheck check;
  private final Executor executor;
  private final Expr y;
  private final SequencedMap<Input, Tensor> at;
  private final Map<Expr, Tensor> given;
  private final SequencedMap<Input, Input> directions = new LinkedHashMap<>();
  private final Input u;
  private final List<CheckReport.Line> lines = new ArrayList<>();

  CheckedPoint(GradientCheck check, Expr y, SequencedMap<Input, Tensor> at) {
    if (at.isEmpty()) throw new IllegalArgumentException("GradientCheck: a point has a value for at least one input, not for none");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(check.seed());
    this.check = check;
    this.executor = check.executor();
    this.y = y;
    this.at = at;
    this.given = new LinkedHashMap<>(at);
    this.u = Input.of("u", y.shape());
    given.put(u, gaussian(random, y.shape()));
    for (Input x : at.keySet()) {
      Input v = Input.of("v_" + x.name(), x.shape());
      directions.put(x, v);
      given.put(v, gaussian(random, x.shape()));
    }
  }

  CheckReport report() {
    Expr s = y.times(u).sum();
    orders(s);
    directions.forEach(this::adjoint);
    directions.forEach(this::batch);
    differences(s);
    return new CheckReport(check.seed(), List.copyOf(lines));
  }

  /** Jets against nested reverse: dᵖs/dtᵖ along x + t·v. */
  private void orders(Expr s) {
    Jet jet = Taylor.jets(List.of(s), directions, 3).getFirst();
    Expr nested = s;
    for (int p = 1; p <= 3; p++) {
      Expr size = along(nested, Expr::abs);
      nested = along(nested, e -> e);
      compare("order " + p + ": Taylor against " + p + " nested reverse", jet.derivative(p), nested, size);
    }
  }

  /** Σ_x ⟨∂s/∂x, v_x⟩, or the sum of what is made of the terms. */
  private Expr along(Expr s, UnaryOperator<Expr> terms) {
    List<Input> xs = List.copyOf(directions.keySet());
    List<Expr> g = Reverse.gradients(s, xs);
    return IntStream.range(0, xs.size()).mapToObj(i -> terms.apply(g.get(i).times(direction(xs.get(i)))).sum()).reduce(Expr::plus)
        .orElseThrow();
  }

  private void adjoint(Input x, Input v) {
    Expr left = Differential.jvp(y, x, v).times(u);
    Expr right = Differential.vjp(y, u, x).times(v);
    compare("⟨u, J v⟩ = ⟨Jᵀ u, v⟩ for " + x.name(), left.sum(), right.sum(), left.abs().sum().plus(right.abs().sum()));
    if (Linearity.affine(y, x)) {
      double moved = dot(value(y, moved(x, 1)), given(u)) - dot(value(y, given), given(u));
      line("linear in " + x.name() + ": ⟨u, y(x + v) − y(x)⟩ = ⟨Jᵀ u, v⟩", moved, value(right.sum(), given).item(), magnitude(),
          check.identity());
    }
  }

  /** Two directions in one batch against each alone. */
  private void batch(Input x, Input v) {
    Expr first = Differential.jvp(y, x, v).times(u);
    Expr both = first.sum().plus(Taylor.jet(y.times(u).sum(), x, v, 2).derivative(2));
    Input rows = Input.of("rows", v.shape().insert(0, 2));
    Tensor a = given(v);
    Tensor b = a.map(cell -> cell * cell - 0.5);
    int n = a.size();
    Tensor together = value(Vmap.over(both, v, rows),
        with(rows, Tensor.filled(rows.shape(), Precision.FLOAT64, i -> i < n ? a.cell(i) : b.cell(i - n))));
    for (int row = 0; row < 2; row++) {
      Map<Expr, Tensor> alone = with(v, row == 0 ? a : b);
      double size = Math.max(value(first.abs().sum(), alone).item(), CANCELLING * magnitude());
      line("a batch of directions of " + x.name() + ", the " + (row == 0 ? "first" : "second") + " alone", together.cell(row),
          value(both, alone).item(), size, check.identity());
    }
  }

  /** (s(x + hv) − s(x − hv)) / 2h at h and h/2, extrapolated to h⁴. */
  private void differences(Expr s) {
    Linearity.Sides here = Linearity.sides(executor, y, given);
    double h = STEP;
    while (h >= SMALLEST_STEP && crosses(here, h)) h /= 2;
    if (h < SMALLEST_STEP) {
      lines.add(
          new CheckReport.Line("finite differences: a kink lies within a step of 1e-6 of the point, choose another", Double.NaN,
              check.difference()));
      return;
    }
    double estimate = (4 * difference(s, h / 2) - difference(s, h)) / 3;
    double rounding = 64 * Math.ulp(magnitude()) / h;
    line("order 1: finite differences against reverse", estimate, value(along(s, e -> e), given).item(),
        Math.max(value(along(s, Expr::abs), given).item(), rounding / check.difference()), check.difference());
  }

  private boolean crosses(Linearity.Sides here, double h) {
    return !here.equals(Linearity.sides(executor, y, moved(h))) || !here.equals(Linearity.sides(executor, y, moved(-h)));
  }

  private double difference(Expr s, double h) { return (value(s, moved(h)).item() - value(s, moved(-h)).item()) / (2 * h); }

  private Map<Expr, Tensor> moved(double h) {
    Map<Expr, Tensor> there = new LinkedHashMap<>(given);
    at.keySet().forEach(x -> there.put(x, step(x, h)));
    return there;
  }

  private Map<Expr, Tensor> moved(Input x, double h) { return with(x, step(x, h)); }

  private Map<Expr, Tensor> with(Input x, Tensor value) {
    Map<Expr, Tensor> there = new LinkedHashMap<>(given);
    there.put(x, value);
    return there;
  }

  private Tensor step(Input x, double h) {
    Tensor a = given(x);
    Tensor v = given(direction(x));
    return Tensor.filled(a.shape(), Precision.FLOAT64, i -> a.cell(i) + h * v.cell(i));
  }

  private Input direction(Input x) { return requireNonNull(directions.get(x)); }

  private Tensor given(Input x) { return requireNonNull(given.get(x)); }

  /** Σ |u_i · y_i|: the size of what cancels in s. */
  private double magnitude() {
    Tensor value = value(y, given);
    double sum = 0;
    for (int i = 0; i < value.size(); i++) sum += Math.abs(value.cell(i) * given(u).cell(i));
    return sum;
  }

  private void compare(String what, Expr a, Expr b, Expr size) {
    List<Tensor> values = executor.values(List.of(a, b, size), given);
    line(what, values.getFirst().item(), values.get(1).item(), Math.max(values.getLast().item(), CANCELLING * magnitude()),
        check.identity());
  }

  private void line(String what, double a, double b, double size, double bound) {
    double gap = Math.abs(a - b);
    lines.add(new CheckReport.Line(what, gap == 0 ? 0 : gap / Math.max(size, Math.max(Math.abs(a), Math.abs(b))), bound));
  }

  private Tensor value(Expr e, Map<Expr, Tensor> values) { return executor.value(e, values); }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) sum += a.cell(i) * b.cell(i);
    return sum;
  }

  private static Tensor gaussian(RandomGenerator random, Shape shape) {
    return Tensor.filled(shape, Precision.FLOAT64, _ -> random.nextGaussian());
  }
}
