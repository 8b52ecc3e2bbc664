package lucida.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;

/**
 * DS 1 to DS 3: derivatives of Y = S^c, exp(S^c) and p^c along each coordinate of A, from those of the logits S = V tanh(U A) + b.
 *
 * <p>With ℓ = log Y: D1/Y = ℓ1, D2/Y = ℓ1² + ℓ2, D3/Y = ℓ1³ + 3 ℓ1 ℓ2 + ℓ3. For exp(S^c): ℓ_k are the derivatives g, h, t of S^c. For p^c
 * with δ, η, θ the differences of g, h, t to those of class c, and E, Var, Cov over m ~ p: ℓ1 = −E[δ], ℓ2 = −(E[η] + Var[δ]),
 * ℓ3 = −(E[θ] + 3 Cov[δ, η] + E[(δ − E[δ])³]).
 *
 * <p>Every route is some 30 operations on numbers near 1, which leaves about 1e-15; 1e-13 allows for cancellation by 100.
 */
class ScoresTest {
  private static final int CLASSES = 4;
  private static final int C = 1;
  private final Point point = Point.seeded(41);
  private final Input A = point.normal("A", 2, 3);
  private final Input U = point.normal("U", 5, 6);
  private final Input V = point.normal("V", CLASSES, 5);
  private final Input b = point.normal("b", CLASSES);
  private final Expr S = V.matmul(U.matmul(A.reshape(6, 1)).tanh()).reshape(CLASSES).plus(b);
  private final Expr Sc = S.at(0, C);

  private List<double[]> diagonal(Expr y) {
    return new Diagonal(y, A, 3, 4).everywhere(Executor.float64(), point.given()).stream().map(Tensor::toDoubles).toList();
  }

  /** D_k[e, m] of the logits, one array for each k: from their own jets. */
  private final List<double[]> logits = diagonal(S);

  private double[] ofClass(int order) {
    return IntStream.range(0, A.shape().size()).mapToDouble(e -> logits.get(order - 1)[e * CLASSES + C]).toArray();
  }

  private static double[] each(IntToDoubleFunction value) {
    return IntStream.range(0, 6).mapToDouble(value).toArray();
  }

  /** D1/Y, D2/Y, D3/Y from ℓ1, ℓ2, ℓ3. */
  private static void ratios(String what, double Y, List<double[]> D, double[] l1, double[] l2, double[] l3) {
    Residual.within(1e-13, what + ": D1/Y = ℓ1", each(e -> D.get(0)[e] / Y), l1);
    Residual.within(1e-13, what + ": D2/Y = ℓ1² + ℓ2", each(e -> D.get(1)[e] / Y), each(e -> l1[e] * l1[e] + l2[e]));
    Residual.within(1e-13, what + ": D3/Y = ℓ1³ + 3 ℓ1 ℓ2 + ℓ3", each(e -> D.get(2)[e] / Y),
        each(e -> l1[e] * l1[e] * l1[e] + 3 * l1[e] * l2[e] + l3[e]));
  }

  @Test
  void logit() {
    List<double[]> D = diagonal(Sc);
    for (int k = 1; k <= 3; k++) Residual.within(1e-14, "DS 1: D" + k + " of one logit", D.get(k - 1), ofClass(k));
  }

  @Test
  void exponential() {
    ratios("DS 2", Math.exp(point.value(Sc)), diagonal(Sc.exp()), ofClass(1), ofClass(2), ofClass(3));
  }

  @Test
  void probability() {
    double[][] l = probabilityLogDerivatives(point.values(S), logits);
    ratios("DS 3", point.values(Softmax.softmax(S, 0))[C], diagonal(Softmax.softmax(S, 0).at(0, C)), l[0], l[1], l[2]);
    List<double[]> log = diagonal(Softmax.logSoftmax(S, 0).at(0, C));
    for (int k = 0; k < 3; k++) Residual.within(1e-13, "DS 3: ℓ" + (k + 1) + " from the jet of log p", log.get(k), l[k]);
  }

  /** ℓ1, ℓ2, ℓ3 of log p^c by DS 3. */
  private static double[][] probabilityLogDerivatives(double[] S, List<double[]> D) {
    double[] weight = Arrays.stream(S).map(each -> Math.exp(each - S[C])).toArray();
    double total = Arrays.stream(weight).sum();
    double[][] l = new double[3][D.getFirst().length / CLASSES];
    for (int e = 0; e < l[0].length; e++) {
      int at = e * CLASSES;
      IntToDoubleFunction delta = m -> D.get(0)[at + m] - D.get(0)[at + C];
      IntToDoubleFunction eta = m -> D.get(1)[at + m] - D.get(1)[at + C];
      IntToDoubleFunction theta = m -> D.get(2)[at + m] - D.get(2)[at + C];
      double meanDelta = mean(weight, total, delta);
      double meanEta = mean(weight, total, eta);
      l[0][e] = -meanDelta;
      l[1][e] = -(meanEta + mean(weight, total, m -> Math.pow(delta.applyAsDouble(m) - meanDelta, 2)));
      l[2][e] = -(mean(weight, total, theta)
          + 3 * mean(weight, total, m -> (delta.applyAsDouble(m) - meanDelta) * (eta.applyAsDouble(m) - meanEta))
          + mean(weight, total, m -> Math.pow(delta.applyAsDouble(m) - meanDelta, 3)));
    }
    return l;
  }

  private static double mean(double[] weight, double total, IntToDoubleFunction f) {
    return IntStream.range(0, weight.length).mapToDouble(m -> weight[m] * f.applyAsDouble(m)).sum() / total;
  }

  /**
   * Where 1 − p^c is e⁻⁴⁰, which no double p can show: the jet of −LSE_m(S^m − S^c), DS 3, and Hipparchus with log1p agree to rounding
   * (1e-13: S of size 40 is stored to 7e-15, and weighs e^(S^m − S^c)); the jet of log p as S^c − LSE(S) has lost all digits.
   */
  @Test
  void saturatedProbability() {
    point.give(b, 1, 41, 2, -1);
    Expr differences = S.minus(Sc.expand(S.shape(), 0));
    List<double[]> kept = diagonal(Softmax.logSumExp(differences, 0).negate());
    double[][] l = probabilityLogDerivatives(point.values(S), diagonal(S));
    for (int k = 0; k < 3; k++) {
      Residual.within(1e-13, "p → 1: ℓ" + (k + 1) + " of −LSE(S − S^c), jets against DS 3", kept.get(k), l[k]);
      Residual.within(1e-13, "p → 1: ℓ" + (k + 1) + ", DS 3 against Hipparchus", l[k], saturatedByHipparchus(k + 1));
    }
    double[] lost = diagonal(Sc.minus(Softmax.logSumExp(S, 0))).getFirst();
    Residual.atLeast(0.01, "p → 1: ℓ1 of S^c − LSE(S)", Residual.of(lost, l[0]));
  }

  private double[] saturatedByHipparchus(int order) {
    DSFactory factory = new DSFactory(1, 3);
    double[] a = point.cells(A);
    double[] u = point.cells(U);
    double[] v = point.cells(V);
    double[] bias = point.cells(b);
    return each(e -> {
      DerivativeStructure[] hidden = new DerivativeStructure[5];
      for (int q = 0; q < 5; q++) {
        hidden[q] = factory.constant(0);
        for (int i = 0; i < 6; i++)
          hidden[q] = hidden[q].add((i == e ? factory.variable(0, a[i]) : factory.constant(a[i])).multiply(u[q * 6 + i]));
        hidden[q] = hidden[q].tanh();
      }
      DerivativeStructure rest = factory.constant(0);
      for (int m = 0; m < CLASSES; m++) {
        if (m == C) continue;
        DerivativeStructure difference = factory.constant(bias[m] - bias[C]);
        for (int q = 0; q < 5; q++) difference = difference.add(hidden[q].multiply(v[m * 5 + q] - v[C * 5 + q]));
        rest = rest.add(difference.exp());
      }
      return rest.log1p().negate().getPartialDerivative(order);
    });
  }

  /** With a piecewise linear head g alone is needed: h and t are literally 0, and D_n/Y = gⁿ for exp. */
  @Test
  void piecewiseLinearHead() {
    Expr linear = V.matmul(U.matmul(A.reshape(6, 1)).relu()).reshape(CLASSES).plus(b).at(0, C);
    List<double[]> S = diagonal(linear);
    Residual.within(0, "DS 1: h and t of a piecewise linear head", each(e -> Math.abs(S.get(1)[e]) + Math.abs(S.get(2)[e])));
    double Y = Math.exp(point.value(linear));
    List<double[]> D = diagonal(linear.exp());
    for (int n = 1; n <= 3; n++) {
      int power = n;
      Residual.within(1e-14, "DS 2: D" + n + "/Y = g^" + n + " of a piecewise linear head", each(e -> D.get(power - 1)[e] / Y),
          each(e -> Math.pow(S.getFirst()[e], power)));
    }
  }

  /** Y = exp(Σ_k w_k GAP(A^k)): D_p = Y (w_k/Z)^p, and Grad-CAM++'s α = D2 / (2 D2 + ΣA D3) = 1 / (2 + ΣA w/Z). */
  @Test
  void globalAverageHead() {
    Input B = point.normal("A", 1, 3, 2, 2);
    Input w = point.normal("w", 1, 3);
    Expr head = B.mean(2, 3).times(w).sum().exp();
    double[] a = point.cells(B);
    double[] s = Arrays.stream(point.cells(w)).map(weight -> weight / 4).toArray();
    double Y = Math.exp(IntStream.range(0, 12).mapToDouble(e -> s[e / 4] * a[e]).sum());
    List<double[]> D = new Diagonal(head, B, 3, 5).everywhere(Executor.float64(), point.given()).stream().map(Tensor::toDoubles)
        .toList();
    for (int p = 1; p <= 3; p++) {
      int power = p;
      Residual.within(1e-14, "GAP–linear–exp: D" + p + " = Y (w/Z)^" + p, D.get(p - 1),
          IntStream.range(0, 12).mapToDouble(e -> Y * Math.pow(s[e / 4], power)).toArray());
    }
    double[] mass = point.values(B.reshape(Shape.of(3, 4)).sum(1));
    Residual.within(1e-13, "GAP–linear–exp: α = 1/(2 + ΣA w/Z)",
        IntStream.range(0, 12).mapToDouble(e -> D.get(1)[e] / (2 * D.get(1)[e] + mass[e / 4] * D.get(2)[e])).toArray(),
        IntStream.range(0, 12).mapToDouble(e -> 1 / (2 + mass[e / 4] * s[e / 4])).toArray());
  }
}
