package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * DS 6: one hidden layer S = V σ(U A + b) has h_i = Σ_q V_q σ''(z_q) U_qi² and t_i = Σ_q V_q σ'''(z_q) U_qi³ (and g_i the like with σ').
 * The σ's derivatives are closed forms, written so that they keep their digits: with s = sech x, p = σ(x), q = σ(−x), φ the normal density.
 * Sums of 7 terms each a product of 5 factors: 1e-14, and 10 times that for cancellation. And the same read off the graph of any head that has one
 * smooth layer.
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

  private static final Shape A = Shape.of(1, 4, 6, 6);

  /** A head, and whether all but one of its layers are piecewise linear. */
  private record Head(String name, boolean oneHidden, BiFunction<Expr, Point, Expr> of) {
    @Override
    public String toString() { return name; }
  }

  private static Expr dense(Expr x, Point point, int outputs) {
    return x.reshape(1, x.shape().size()).matmulTransposed(point.normal("W", outputs, x.shape().size()));
  }

  private static Expr convolved(Expr x, Point point) { return x.convolve(point.normal("w", 5, x.shape().extent(1), 3, 3), 2, 1); }

  private static final List<Head> HEADS = List.of(
      new Head("convolution, SiLU, max pooling, dense, ReLU, dense", true,
          (x, p) -> dense(dense(ActivationFunctions.silu(convolved(x, p)).maxPool(Windows.square(2)), p, 6).relu(), p, 1)),
      new Head("max pooling, convolution, scale, shift, softplus, mean", true,
          (x, p) -> convolved(x.maxPool(Windows.square(2)), p).scale(0.5).plus(0.3).softplus().sum()),
      new Head("depthwise convolution, tanh, dense", true,
          (x, p) -> dense(x.convolve(p.normal("w", 4, 1, 3, 3), Windows.of(3, 3, 1, 1), 4).tanh(), p, 1)),
      new Head("global average, dense, GELU, dense", true,
          (x, p) -> dense(ActivationFunctions.gelu(dense(Pooling.globalAverage(x), p, 7)), p, 1)),
      new Head("sigmoid of the cells, convolution, ReLU, dense", true, (x, p) -> dense(convolved(x.sigmoid(), p).relu(), p, 1)),
      new Head("dense, log sigmoid", true, (x, p) -> dense(x, p, 1).softplus()),
      new Head("dense, ReLU, dense", true, (x, p) -> dense(dense(x, p, 5).relu(), p, 1)),
      new Head("two smooth layers", false, (x, p) -> dense(dense(x, p, 5).tanh(), p, 1).sigmoid()),
      new Head("softmax", false, (x, p) -> Softmax.logSoftmax(dense(x, p, 5).reshape(5), 0).at(0, 1)),
      new Head("cells of a smooth layer multiplied", false, (x, p) -> {
        Expr s = dense(x, p, 4).tanh();
        return s.times(s.transpose().reshape(2, 2).transpose().reshape(1, 4)).sum();
      }));

  /** Through one hidden layer as by adjoint jets, which follow every direction: sums of at most 180 products, to order 3, some 100 ε of the largest. */
  @TestFactory
  Stream<DynamicTest> noDirectionIsFollowed() {
    return HEADS.stream().map(head -> dynamicTest(head.name(), () -> {
      Point point = Point.seeded(62);
      Input x = point.normal("A", A.extent(0), A.extent(1), A.extent(2), A.extent(3));
      Expr y = head.of().apply(x, point);
      assertEquals(head.oneHidden(), HiddenLayer.of(y, x).isPresent());
      if (head.oneHidden())
        assertDiagonal(new Diagonal(y, x, 3, 36).everywhere(Executor.float64(), point.given()),
            Executor.float64().values(HiddenLayer.of(y, x).orElseThrow().diagonal(3), point.given()));
    }));
  }

  private static void assertDiagonal(List<Tensor> expected, List<Tensor> actual) {
    for (int n = 0; n < 3; n++) {
      double largest = expected.get(n).abs().max();
      assertEquals(0, expected.get(n).minus(actual.get(n)).abs().max(), 3e-14 * largest, "D" + (n + 1));
    }
  }
}
