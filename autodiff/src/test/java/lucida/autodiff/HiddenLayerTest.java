package lucida.autodiff;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * DS 6: one hidden layer S = V σ(U A + b) has h_i = Σ_q V_q σ''(z_q) U_qi² and t_i = Σ_q V_q σ'''(z_q) U_qi³ (and g_i the like with σ').
 * The σ's derivatives are closed forms, written so that they keep their digits: with s = sech x, p = σ(x), q = σ(−x), φ the normal density.
 * Sums of 7 terms each a product of 5 factors: 1e-14, and 10 times that for cancellation.
 */
class HiddenLayerTest {
  private record Sigma(UnaryOperator<Expr> formula, List<DoubleUnaryOperator> derivatives) {}

  private static double p(double x) { return 1 / (1 + Math.exp(-x)); }

  private static double s(double x) { return 1 / Math.cosh(x); }

  private static double phi(double x) { return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI); }

  /** Φ by Simpson's rule on ½ + ∫₀ˣ φ, 2000 intervals: h⁴ is 1e-13 of φ'''' for |x| ≤ 4. */
  private static double Phi(double x) {
    double sum = 0;
    for (int i = 0; i <= 2000; i++) sum += (i == 0 || i == 2000 ? 1 : i % 2 == 1 ? 4 : 2) * phi(x * i / 2000);
    return 0.5 + sum * x / 6000;
  }

  private static final Map<String, Sigma> SIGMAS = new TreeMap<>(Map.of(
      "tanh", new Sigma(Expr::tanh, List.of(x -> s(x) * s(x), x -> -2 * Math.tanh(x) * s(x) * s(x),
          x -> s(x) * s(x) * (4 * Math.tanh(x) * Math.tanh(x) - 2 * s(x) * s(x)))),
      "sigmoid", new Sigma(Expr::sigmoid, List.of(x -> p(x) * p(-x), x -> p(x) * p(-x) * (p(-x) - p(x)),
          x -> p(x) * p(-x) * (1 - 6 * p(x) * p(-x)))),
      "softplus", new Sigma(Expr::softplus, List.of(HiddenLayerTest::p, x -> p(x) * p(-x), x -> p(x) * p(-x) * (p(-x) - p(x)))),
      "gelu", new Sigma(ActivationFunctions::gelu,
          List.of(x -> Phi(x) + x * phi(x), x -> (2 - x * x) * phi(x), x -> (x * x * x - 4 * x) * phi(x)))));

  @TestFactory
  Stream<DynamicTest> derivativesAreTheClosedForms() {
    return SIGMAS.entrySet().stream().map(named -> dynamicTest(named.getKey(), () -> check(named.getKey(), named.getValue())));
  }

  private static void check(String name, Sigma sigma) {
    Point point = Point.seeded(61);
    Input A = point.normal("A", 5);
    Input U = point.normal("U", 7, 5);
    Input V = point.normal("V", 7);
    Input b = point.normal("b", 7);
    Expr z = U.matmul(A.reshape(5, 1)).reshape(7).plus(b);
    List<Tensor> D = new Diagonal(sigma.formula.apply(z).times(V).sum(), A, 3, 5).everywhere(Executor.float64(), point.given());
    double[] at = point.values(z);
    double[] u = point.cells(U);
    double[] v = point.cells(V);
    for (int order = 1; order <= 3; order++) {
      int k = order;
      double[] closed = IntStream.range(0, 5).mapToDouble(i -> IntStream.range(0, 7)
          .mapToDouble(q -> v[q] * sigma.derivatives.get(k - 1).applyAsDouble(at[q]) * Math.pow(u[q * 5 + i], k)).sum()).toArray();
      Residual.within(1e-13, "DS 6: order " + k + " through " + name, D.get(k - 1).toDoubles(), closed);
    }
  }
}
