package lucida.cli.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Taylor;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Elementary;
import org.junit.jupiter.api.Test;

/** A simplified formula has the values of the formula: formulas drawn at random, with their derivatives up to the fourth. */
class NormalFormTest {
  private static final int FORMULAS = 400;
  private static final int DEPTH = 4;
  private static final Input X = Input.of("x", Shape.SCALAR);

  /**
   * The two are sums of the same terms in another order. Where terms cancel, what is left is smaller than they are: errors are measured
   * against the sum of the terms' sizes, which the evaluation below carries along. Some hundred operations of 1.1e-16 each.
   */
  @Test
  void theValueStaysWhatItWas() {
    RandomGenerator random = new SplittableRandom(3);
    Executor executor = Executor.float64();
    int simplified = 0;
    for (int i = 0; i < FORMULAS; i++) {
      Expr y = formula(random, DEPTH);
      for (int order = 0; order <= 4; order++) {
        Expr e = order == 0 ? y : Taylor.jet(y, X, Constant.one(Shape.SCALAR), order).derivative(order);
        double x = random.nextDouble(0.2, 1.5), wanted = executor.value(e, Map.of(X, Tensor.of(Shape.SCALAR, x))).item();
        Optional<Polynomial> form = NormalForm.of(e);
        if (form.isEmpty() || !Double.isFinite(wanted)) continue;
        simplified++;
        for (Polynomial p : new Polynomial[]{form.get(), form.get().factored()}) {
          Sized value = value(p, x);
          assertEquals(wanted, value.value, 1e-12 * value.size, () -> Typesetter.text(e) + " at " + x + " is " + e);
        }
      }
    }
    assertTrue(simplified > FORMULAS * 3, "of " + 5 * FORMULAS + " only " + simplified);
  }

  private static Expr formula(RandomGenerator random, int depth) {
    if (depth == 0) return random.nextInt(3) == 0 ? new Constant(random.nextInt(1, 7) / 2.0, Shape.SCALAR) : X;
    Expr a = formula(random, depth - 1);
    return switch (random.nextInt(12)) {
      case 0, 1 -> a.plus(formula(random, depth - 1));
      case 2, 3 -> a.times(formula(random, depth - 1));
      case 4 -> a.minus(formula(random, depth - 1));
      case 5 -> a.square();
      case 6 -> a.square().plus(1).reciprocal();
      case 7 -> a.square().plus(2).sqrt();
      case 8 -> a.tanh();
      case 9 -> a.sin();
      case 10 -> a.relu();
      default -> a.scale(1 / 3.0).sigmoid();
    };
  }

  /** A value, and how large it could have been: the sum of the sizes of what was added. */
  private record Sized(double value, double size) {}

  private static Sized value(Polynomial p, double x) {
    double value = 0, size = 1e-300;
    for (Map.Entry<Monomial, Double> term : p.terms().entrySet()) {
      double product = term.getValue(), largest = Math.abs(product);
      for (Map.Entry<Factor, Integer> power : term.getKey().halves().entrySet()) {
        Sized base = value(power.getKey(), x);
        double exponent = power.getValue() / 2.0;
        product *= Math.pow(base.value, exponent);
        largest *= exponent > 0
            ? Math.pow(base.size, exponent)
            : Math.pow(Math.abs(base.value), exponent - 1) * base.size;
      }
      value += product;
      size += largest;
    }
    return new Sized(value, size);
  }

  private static Sized value(Factor factor, double x) {
    return switch (factor) {
      case Factor.Name _ -> new Sized(x, x);
      case Factor.Group(Polynomial sum) -> value(sum, x);
      case Factor.Indicator(Polynomial of, String condition) ->
        new Sized(value(of, x).value > 0 == condition.equals("> 0") ? 1 : 0, 1);
      case Factor.Call(String function, Polynomial of) -> {
        Sized inside = value(of, x);
        double f = function.equals("relu")
            ? Math.max(0, inside.value)
            : Elementary.valueOf(function.toUpperCase(Locale.ROOT)).of(inside.value);
        yield new Sized(f, Math.abs(f) + inside.size);
      }
    };
  }

  @Test
  void fractions() {
    assertEquals(Optional.of(new Fraction(1, 3)), Fraction.of(1 / 3.0));
    assertEquals(Optional.of(new Fraction(-7, 24)), Fraction.of(-7 / 24.0));
    assertEquals(Optional.of(new Fraction(0, 1)), Fraction.of(0));
    assertEquals(Optional.of(new Fraction(48, 1)), Fraction.of(48));
    assertEquals(Optional.empty(), Fraction.of(2 / Math.sqrt(Math.PI)));
    assertEquals(Optional.empty(), Fraction.of(Double.NaN));
    assertEquals(Optional.empty(), Fraction.of(1e300));
    for (int q = 1; q <= 720; q++)
      for (int p : new int[]{1, 5, 11, 1001}) assertEquals((double) p / q, Fraction.rounded((double) p / q));
  }
}
