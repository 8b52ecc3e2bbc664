package lucida.autodiff.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.Reverse;
import lucida.autodiff.check.Checked;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;

/**
 * Normalisations re-implemented slowly, forward and backward. Means over 24 cells and a quotient: 1e-15 times a few; the gradient of a
 * batch norm is a difference of terms of its own size: 1e-14.
 */
class NormalizationTest {
  private static final int N = 4;
  private static final int C = 3;
  private static final int P = 6; // positions
  private static final double EPSILON = 1e-3;
  private final Point point = Point.seeded(53);
  private final Input x = point.normal("x", N, C, 2, 3);
  private final Input gamma = point.normal("γ", C);
  private final Input beta = point.normal("β", C);

  private static int cell(int n, int c, int p) { return (n * C + c) * P + p; }

  private static int channel(int cell) { return cell / P % C; }

  /** The sum over n and the positions of one channel. */
  private static double sum(int c, java.util.function.IntToDoubleFunction f) {
    double sum = 0;
    for (int n = 0; n < N; n++) for (int p = 0; p < P; p++) sum += f.applyAsDouble(cell(n, c, p));
    return sum;
  }

  /**
   * y = γ x̂ + β with x̂ = (x − μ)/σ and σ = √(var + ε), m = 24 cells a channel. Ioffe and Szegedy's backward formulas, put together:
   * x̄ = γ/(m σ) · (m ȳ − Σ ȳ − x̂ Σ ȳ x̂), γ̄ = Σ ȳ x̂, β̄ = Σ ȳ.
   */
  @Test
  void batchNormInTraining() {
    Expr y = Normalization.batchNorm(x, gamma, beta, EPSILON);
    Input u = point.normal("u", x.shape());
    double[] X = point.cells(x);
    double[] U = point.cells(u);
    double[] g = point.cells(gamma);
    double[] b = point.cells(beta);
    int m = N * P;
    double[] mean = IntStream.range(0, C).mapToDouble(c -> sum(c, i -> X[i]) / m).toArray();
    double[] sigma = IntStream.range(0, C)
        .mapToDouble(c -> Math.sqrt(sum(c, i -> (X[i] - mean[c]) * (X[i] - mean[c])) / m + EPSILON)).toArray();
    double[] hat = IntStream.range(0, X.length).mapToDouble(i -> (X[i] - mean[channel(i)]) / sigma[channel(i)]).toArray();
    Residual.within(2e-15, "batch norm in training", point.values(y),
        IntStream.range(0, X.length).mapToDouble(i -> g[channel(i)] * hat[i] + b[channel(i)]).toArray());
    List<double[]> back = point.values(Reverse.pullback(y, u, List.of(x, gamma, beta), java.util.Map.of()));
    Residual.within(1e-14, "batch norm in training: x̄", back.getFirst(), IntStream.range(0, X.length).mapToDouble(i -> {
      int c = channel(i);
      return g[c] / (m * sigma[c]) * (m * U[i] - sum(c, j -> U[j]) - hat[i] * sum(c, j -> U[j] * hat[j]));
    }).toArray());
    Residual.within(1e-14, "batch norm in training: γ̄", back.get(1),
        IntStream.range(0, C).mapToDouble(c -> sum(c, j -> U[j] * hat[j])).toArray());
    Residual.within(1e-14, "batch norm in training: β̄", back.get(2),
        IntStream.range(0, C).mapToDouble(c -> sum(c, j -> U[j])).toArray());
  }

  @Test
  void batchNormInTrainingHasAllDerivatives() { Checked.derivatives(Normalization.batchNorm(x, gamma, beta, EPSILON), point); }

  @Test
  void batchNormInInference() {
    Input mean = point.normal("μ", C);
    Input variance = point.uniform("σ²", 0.3, 2, C);
    Expr y = Normalization.batchNorm(x, gamma, beta, mean, variance, EPSILON);
    double[] X = point.cells(x);
    double[] M = point.cells(mean);
    double[] V = point.cells(variance);
    double[] g = point.cells(gamma);
    double[] b = point.cells(beta);
    Residual.within(2e-15, "batch norm in inference", point.values(y), IntStream.range(0, X.length).mapToDouble(i -> {
      int c = channel(i);
      return g[c] * (X[i] - M[c]) / Math.sqrt(V[c] + EPSILON) + b[c];
    }).toArray());
    Checked.derivatives(y, point);
  }

  /** Rows and rows of pictures: each by its own mean and variance, a factor and a summand for each cell. */
  @Test
  void layerNorm() {
    Input g = point.normal("γ", 2, 3);
    Input b = point.normal("β", 2, 3);
    Expr y = Normalization.layerNorm(x, g, b, EPSILON);
    double[] X = point.cells(x);
    double[] G = point.cells(g);
    double[] B = point.cells(b);
    Residual.within(2e-15, "layer norm over the last two of four axes", point.values(y),
        IntStream.range(0, X.length).mapToDouble(i -> {
          int row = i / P * P;
          double mean = IntStream.range(row, row + P).mapToDouble(j -> X[j]).sum() / P;
          double variance = IntStream.range(row, row + P).mapToDouble(j -> (X[j] - mean) * (X[j] - mean)).sum() / P;
          return (X[i] - mean) / Math.sqrt(variance + EPSILON) * G[i % P] + B[i % P];
        }).toArray());
    Checked.derivatives(y, point);
  }

  @Test
  void variance() {
    double[] X = point.cells(x);
    double mean = IntStream.range(0, X.length).mapToDouble(i -> X[i]).sum() / X.length;
    Residual.within(2e-15, "variance of all cells", new double[]{point.value(Normalization.variance(x))},
        new double[]{IntStream.range(0, X.length).mapToDouble(i -> (X[i] - mean) * (X[i] - mean)).sum() / X.length});
    assertEquals(Shape.of(C), Normalization.variance(x, 0, 2, 3).shape());
    Checked.derivatives(Normalization.variance(x, 0, 2, 3), point);
  }

  /** One picture of 1 × 1: variance 0, so y = β whatever x, and √(0 + ε) has finite derivatives. */
  @Test
  void batchNormOfOneCell() {
    Input one = point.normal("one", 1, C, 1, 1);
    Expr y = Normalization.batchNorm(one, gamma, beta, EPSILON);
    Residual.within(1e-16, "batch norm of one cell is β",
        Interpreter.watching(Precision.FLOAT64).value(y, point.given()).toDoubles(),
        point.cells(beta));
    Residual.within(0, "its derivative",
        Interpreter.watching(Precision.FLOAT64).value(Differential.gradient(y.sum(), one), point.given()).toDoubles());
  }

  /** An empty batch has no mean in training, and in inference and layer norm needs none. */
  @Test
  void emptyBatch() {
    Input none = point.normal("none", 0, C, 2, 3);
    assertEquals("mean: there is nothing to average in [0, 3, 2, 3] along the axes [0, 2, 3]",
        assertThrows(ShapeException.class, () -> Normalization.batchNorm(none, gamma, beta, EPSILON)).getMessage());
    assertEquals(none.shape(), Normalization.batchNorm(none, gamma, beta, beta, beta.exp(), EPSILON).shape());
    Input g = point.normal("g", 3);
    assertEquals(none.shape(), Executor.float64().value(Normalization.layerNorm(none, g, g, EPSILON), point.given()).shape());
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("layerNorm: gamma is [3] and beta [2, 3], wanted are the last axes of [4, 3, 2, 3]",
        assertThrows(ShapeException.class, () -> Normalization.layerNorm(x, gamma, Input.of("β", 2, 3), EPSILON)).getMessage());
    assertEquals("layerNorm: gamma is [5] and beta [5], wanted are the last axes of [4, 3, 2, 3]",
        assertThrows(ShapeException.class, () -> Normalization.layerNorm(x, Input.of("γ", 5), Input.of("β", 5), EPSILON))
            .getMessage());
    assertThrows(ShapeException.class, () -> Normalization.batchNorm(x, Input.of("γ", 5), beta, EPSILON));
  }
}
