package lucida.autodiff.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.check.Checked;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;

/** Losses against their sums, and their gradients against closed forms. Means of 15 terms of size 1: 1e-15 relative, 1e-14 after a quotient. */
class LossTest {
  private static final int N = 3;
  private static final int C = 5;
  private final Point point = Point.seeded(31);
  private final Input logits = point.normal("S", N, C);
  private final Input targets = point.of("t", Shape.of(N, C), 0, 1, 0, 0, 0, 0.1, 0.1, 0.6, 0.1, 0.1, 0, 0, 0, 0, 1);

  private static double[] each(int n, java.util.function.IntToDoubleFunction f) {
    return IntStream.range(0, n).mapToDouble(f).toArray();
  }

  /** L = −(1/N) Σ t log p; as Σ_c t = 1, ∂L/∂S = (p − t)/N. */
  @Test
  void crossEntropy() {
    double[] s = point.cells(logits);
    double[] t = point.cells(targets);
    double[] total = each(N, n -> IntStream.range(0, C).mapToDouble(c -> Math.exp(s[n * C + c])).sum());
    Expr L = Loss.crossEntropy(logits, targets);
    double plain = -IntStream.range(0, N * C).mapToDouble(i -> t[i] * Math.log(Math.exp(s[i]) / total[i / C])).sum() / N;
    assertEquals(plain, point.value(L), 4 * Math.ulp(plain));
    Residual.within(1e-15, "∂L_CE/∂S = (p − t)/N", point.values(Differential.gradient(L, logits)),
        each(N * C, i -> (Math.exp(s[i]) / total[i / C] - t[i]) / N));
    Checked.derivatives(L, point);
  }

  /** A confident and right network: p − 1 is −e⁻³⁰⁰ to the last digit of the smallest probabilities, and the loss is that of a wrong one. */
  @Test
  void crossEntropyOfHugeLogits() {
    Input S = point.of("S", Shape.of(2, 2), 1000, 700, 1000, 700);
    Input t = point.of("t", Shape.of(2, 2), 1, 0, 0, 1);
    Expr L = Loss.crossEntropy(S, t);
    assertEquals(150, Interpreter.watching(Precision.FLOAT32).value(L, point.given()).item());
    Residual.within(1e-15, "gradient at logits 1000, 700", point.values(Differential.gradient(L, S)),
        new double[]{-0.0, Math.exp(-300) / 2, 0.5, -0.5});
  }

  /** (1/N) Σ u log(u/v), with gradients (log(u/v) + 1)/N and −(u/v)/N; 0 for equal distributions. */
  @Test
  void klDivergence() {
    Input u = point.uniform("u", 0.1, 2, N, C);
    Input v = point.uniform("v", 0.1, 2, N, C);
    double[] U = point.cells(u);
    double[] V = point.cells(v);
    Expr L = Loss.klDivergence(u, v);
    double plain = IntStream.range(0, N * C).mapToDouble(i -> U[i] * Math.log(U[i] / V[i])).sum() / N;
    Residual.within(1e-14, "KL divergence against its sum", new double[]{point.value(L)}, new double[]{plain});
    Residual.within(1e-14, "∂KL/∂u", point.values(Differential.gradient(L, u)), each(N * C, i -> (Math.log(U[i] / V[i]) + 1) / N));
    Residual.within(1e-14, "∂KL/∂v", point.values(Differential.gradient(L, v)), each(N * C, i -> -U[i] / V[i] / N));
    assertEquals(0, point.value(Loss.klDivergence(u, u)));
    Checked.derivatives(L, point);
  }

  @Test
  void meanSquaredError() {
    Input b = point.normal("b", N, C);
    double[] S = point.cells(logits);
    double[] B = point.cells(b);
    Expr L = Loss.meanSquaredError(logits, b);
    Residual.within(1e-15, "mean squared error", new double[]{point.value(L)},
        new double[]{IntStream.range(0, N * C).mapToDouble(i -> (S[i] - B[i]) * (S[i] - B[i])).sum() / (N * C)});
    Residual.within(1e-15, "its gradient 2 (a − b)/n", point.values(Differential.gradient(L, logits)),
        each(N * C, i -> 2 * (S[i] - B[i]) / (N * C)));
    Checked.derivatives(L, point);
  }

  /** ∂ cos/∂a = b/(‖a‖‖b‖) − cos · a/‖a‖². */
  @Test
  void cosineSimilarity() {
    Input b = point.normal("b", N, C);
    double[] A = point.cells(logits);
    double[] B = point.cells(b);
    double ab = IntStream.range(0, N * C).mapToDouble(i -> A[i] * B[i]).sum();
    double aa = IntStream.range(0, N * C).mapToDouble(i -> A[i] * A[i]).sum();
    double bb = IntStream.range(0, N * C).mapToDouble(i -> B[i] * B[i]).sum();
    double cos = ab / Math.sqrt(aa) / Math.sqrt(bb);
    Expr L = Loss.cosineSimilarity(logits, b);
    Residual.within(1e-15, "cosine", new double[]{point.value(L)}, new double[]{cos});
    Residual.within(1e-14, "its gradient", point.values(Differential.gradient(L, logits)),
        each(N * C, i -> B[i] / Math.sqrt(aa * bb) - cos * A[i] / aa));
    assertEquals(-1, point.value(Loss.cosineSimilarity(b, b.scale(-3))), 1e-15);
    Checked.derivatives(L, point);
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("crossEntropy: [3, 5] and [3, 4] are not two batches [N, C] of one shape with N at least 1",
        assertThrows(ShapeException.class, () -> Loss.crossEntropy(logits, Input.of("t", 3, 4))).getMessage());
    assertEquals("klDivergence: [0, 5] and [0, 5] are not two batches [N, C] of one shape with N at least 1",
        assertThrows(ShapeException.class, () -> Loss.klDivergence(Input.of("u", 0, 5), Input.of("v", 0, 5))).getMessage());
  }
}
