package lucida.autodiff.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import lucida.autodiff.Batch;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Interpreter;
import lucida.autodiff.Jet;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Checks the derivatives of any formula at a point, in float64, by routes that share as little as possible. With s = ⟨u, y⟩ for a random
 * u (never all ones) and random directions v of all inputs at once:
 *
 * <ol>
 * <li>first, second and third derivative of s along v: Taylor jets against nested reverse sweeps;
 * <li>⟨u, J v⟩ = ⟨Jᵀ u, v⟩, each input alone; and where y is linear in it, L v from y itself, without any rule of differentiation;
 * <li>a batch of directions against one after the other;
 * <li>first derivative against finite differences, at a point from which no step crosses a kink.
 * </ol>
 *
 * @param identity the largest relative error of the first three: rounding grows with the number of operations, 1e-10 leaves five digits
 *     for it
 * @param difference the largest relative error of the last: with steps of 1e-3 and one extrapolation, truncation and rounding are both
 *     near 1e-12, and 1e-6 leaves room for large higher derivatives
 */
public record GradientCheck(Interpreter interpreter, long seed, double identity, double difference) {
  private static final double STEP = 1e-3;

  /** With the standard kernels and the usual bounds. */
  public static GradientCheck seeded(long seed) {
    return new GradientCheck(Interpreter.float64(), seed, 1e-10, 1e-6);
  }

  /** Checks a formula at a point: a float64 tensor for each of its inputs. */
  public CheckReport run(Expr y, SequencedMap<Input, Tensor> at) {
    return new Run(y, at).report();
  }

  /** One formula at one point. */
  private final class Run {
    private final Expr y;
    private final SequencedMap<Input, Tensor> at;
    private final Map<Expr, Tensor> given;
    private final SequencedMap<Input, Input> directions = new LinkedHashMap<>();
    private final Input u;
    private final List<CheckReport.Line> lines = new ArrayList<>();

    Run(Expr y, SequencedMap<Input, Tensor> at) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
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
      return new CheckReport(seed, List.copyOf(lines));
    }

    /** Jets against nested reverse: dᵖs/dtᵖ along x + t·v. */
    private void orders(Expr s) {
      Jet jet = Taylor.jets(List.of(s), directions, 3).getFirst();
      Expr nested = s;
      for (int p = 1; p <= 3; p++) {
        nested = along(nested);
        compare("order " + p + ": Taylor against " + p + " nested reverse", jet.derivative(p), nested, identity);
      }
    }

    /** Σ_x ⟨∂s/∂x, v_x⟩. */
    private Expr along(Expr s) {
      List<Input> xs = List.copyOf(directions.keySet());
      List<Expr> g = Reverse.gradients(s, xs);
      Expr sum = g.getFirst().times(directions.get(xs.getFirst())).sum();
      for (int i = 1; i < xs.size(); i++) sum = sum.plus(g.get(i).times(directions.get(xs.get(i))).sum());
      return sum;
    }

    private void adjoint(Input x, Input v) {
      Expr Jv = Differential.jvp(y, x, v);
      Expr Ju = Differential.vjp(y, u, x);
      compare("⟨u, J v⟩ = ⟨Jᵀ u, v⟩ for " + x.name(), Jv.times(u).sum(), Ju.times(v).sum(), identity);
      if (Linearity.affine(y, x)) {
        double moved = dot(value(y, moved(x, 1)), given.get(u)) - dot(value(y, given), given.get(u));
        line("linear in " + x.name() + ": ⟨u, y(x + v) − y(x)⟩ = ⟨Jᵀ u, v⟩", moved, value(Ju.times(v).sum(), given).item(),
            magnitude(), identity);
      }
    }

    /** Two directions in one batch against each alone. */
    private void batch(Input x, Input v) {
      Expr second = Taylor.jet(y.times(u).sum(), x, v, 2).derivative(2).plus(Differential.jvp(y, x, v).times(u).sum());
      Input rows = Input.of("rows", v.shape().insert(0, 2));
      Tensor a = given.get(v);
      Tensor b = a.map(cell -> cell * cell - 0.5);
      Map<Expr, Tensor> both = new LinkedHashMap<>(given);
      int n = a.size();
      both.put(rows, Tensor.filled(rows.shape(), Precision.FLOAT64, i -> i < n ? a.cell(i) : b.cell(i - n)));
      Tensor together = value(Batch.over(second, v, rows), both);
      line("a batch of directions of " + x.name() + ", the first alone", together.cell(0), value(second, given).item(), magnitude(),
          identity);
      Map<Expr, Tensor> other = new LinkedHashMap<>(given);
      other.put(v, b);
      line("a batch of directions of " + x.name() + ", the second alone", together.cell(1), value(second, other).item(),
          magnitude(), identity);
    }

    /** (s(x + hv) − s(x − hv)) / 2h at h and h/2, extrapolated to h⁴. */
    private void differences(Expr s) {
      double slope = value(along(s), given).item();
      double h = STEP;
      Linearity.Sides here = Linearity.sides(interpreter, y, given);
      while (h > STEP / 1024
          && !(here.equals(Linearity.sides(interpreter, y, moved(h))) && here.equals(Linearity.sides(interpreter, y, moved(-h)))))
        h /= 2;
      if (h <= STEP / 1024) {
        lines.add(new CheckReport.Line("finite differences: a kink lies within " + h + " of the point, choose another", Double.NaN,
            difference));
        return;
      }
      double estimate = (4 * difference(s, h / 2) - difference(s, h)) / 3;
      line("order 1: finite differences against reverse", estimate, slope, magnitude(), difference);
    }

    private double difference(Expr s, double h) { return (value(s, moved(h)).item() - value(s, moved(-h)).item()) / (2 * h); }

    private Map<Expr, Tensor> moved(double h) {
      Map<Expr, Tensor> there = new LinkedHashMap<>(given);
      at.forEach((x, a) -> there.put(x, step(a, h, x)));
      return there;
    }

    private Map<Expr, Tensor> moved(Input x, double h) {
      Map<Expr, Tensor> there = new LinkedHashMap<>(given);
      there.put(x, step(at.get(x), h, x));
      return there;
    }

    private Tensor step(Tensor a, double h, Input x) {
      Tensor v = given.get(directions.get(x));
      return Tensor.filled(a.shape(), Precision.FLOAT64, i -> a.cell(i) + h * v.cell(i));
    }

    /** Σ |u_i · y_i|: the size of what cancels in s. */
    private double magnitude() {
      Tensor value = value(y, given);
      double sum = 0;
      for (int i = 0; i < value.size(); i++) sum += Math.abs(value.cell(i) * given.get(u).cell(i));
      return sum;
    }

    private void compare(String what, Expr a, Expr b, double bound) {
      List<Tensor> values = interpreter.values(List.of(a, b), given);
      line(what, values.getFirst().item(), values.getLast().item(), magnitude(), bound);
    }

    private void line(String what, double a, double b, double magnitude, double bound) {
      double gap = Math.abs(a - b);
      lines.add(new CheckReport.Line(what, gap == 0 ? 0 : gap / Math.max(magnitude, Math.max(Math.abs(a), Math.abs(b))), bound));
    }

    private Tensor value(Expr e, Map<Expr, Tensor> values) { return interpreter.value(e, values); }
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) sum += a.cell(i) * b.cell(i);
    return sum;
  }

  private static Tensor gaussian(RandomGenerator random, Shape shape) {
    return Tensor.filled(shape, Precision.FLOAT64, _ -> random.nextGaussian());
  }
}
