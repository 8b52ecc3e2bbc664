package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Loss;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Formulas and their derivatives as mathematics. */
class FormulaTest {
  private final Input x = Input.of("x", 4);
  private final Input w = Input.of("w", 4);
  private final Input v = Input.of("v", 4);
  private final Input X = Input.of("X", 1, 1, 4, 4);
  private final Input W = Input.of("W", 1, 1, 3, 3);
  private final Input M = Input.of("M", 3, 4);
  private final Input B = Input.of("B", 4, 2);
  private final Input N = Input.of("N", 2, 4);

  private static Expr slope(Expr y, Expr by) { return Differential.gradient(y.shape().size() == 1 ? y : y.sum(), by); }

  private Map<String, Expr> table() {
    Map<String, Expr> text = new LinkedHashMap<>();
    text.put("x − w", x.minus(w));
    text.put("x − (w − v)", x.minus(w.minus(v)));
    text.put("x − w + v", x.minus(w).plus(v));
    text.put("x − 1", x.plus(-1));
    text.put("w − x + v", w.plus(x.negate().plus(v)));
    text.put("2 (x + w)", x.plus(w).scale(2));
    text.put("−(x + w)", x.plus(w).negate());
    text.put("−2 x ⊙ w", x.negate().times(w).scale(2));
    text.put("x ⊙ w", x.negate().times(w).negate());
    text.put("x ⊙ w⁻¹", x.over(w));
    text.put("(x + w)²", x.plus(w).square());
    text.put("(−x)²", x.negate().square());
    text.put("(x²)²", x.square().square());
    text.put("x² ⊙ x", x.times(x).times(x));
    text.put("(x + w) ⊙ v", x.plus(w).times(v));
    text.put("exp(−x²)", x.square().negate().exp());
    text.put("log(exp(x) + 1)", x.exp().plus(1).log());
    text.put("0.25 Σ x", x.mean());
    text.put("6 Σ x", x.sum().scale(3).expand(Shape.of(4), 0).scale(2));
    text.put("Σ (x + w)", x.plus(w).sum());
    text.put("Σ 2 x", x.scale(2).sum());
    text.put("Σ[0] M", M.sum(0));
    text.put("(Σ x) ⊙ (Σ w ⊙ v)", x.sum().times(w.times(v).sum()));
    text.put("1e−20 x", x.scale(1e-20));
    text.put("relu(x − w)", x.minus(w).relu());
    text.put("[−x > 0] ⊙ w", x.negate().gate(w));
    text.put("[x ≤ 0] ⊙ w", x.select(Gate.NOT_POSITIVE, w));
    text.put("leaky[0.1](x)", x.leakyRelu(0.1));
    text.put("abs(x)", x.abs());
    text.put("[x > 0 ? 2 : −3] ⊙ x", x.select(new Gate(-3, 2), x));
    text.put("[x > 0] ⊙ w + [x ≤ 0] ⊙ v", x.choose(w, v));
    text.put("relu(x) + [x ≤ 0] ⊙ (exp([x ≤ 0] ⊙ x) − 1)", ActivationFunctions.elu(x, 1));
    text.put("stop(x) ⊙ w", x.stopGradient().times(w));
    text.put("max[0](x)", x.largest());
    text.put("max[0](concat(x, w))", x.max(w));
    text.put("crop[0:3:2 of 4](x)", x.slice(0, 0, 4, 2));
    text.put("crop[:, 1:3 of 4](M)", M.slice(1, 1, 3));
    text.put("pad[1:5 of 7](x)", x.pad(List.of(1), List.of(2)));
    text.put("permute[0, 1, 3, 2](X)", X.permute(0, 1, 3, 2));
    text.put("M · B", M.matmul(B));
    text.put("M · Nᵀ", M.matmulTransposed(N));
    text.put("Mᵀ · M", M.transposedMatmul(M));
    text.put("Mᵀ · (M · B)", M.transpose().matmul(M.matmul(B)));
    text.put("(M + 1) · exp(B)", M.plus(1).matmul(B.exp()));
    text.put("(X + 1) ∗ (2 W)", X.plus(1).convolve(W.scale(2), 1, 0));
    text.put("−X ∗ W", X.convolve(W, 1, 0).negate());
    text.put("t1 ⊙ (Σ t1)⁻¹ where t1 = exp((x − max[0](x)) ⊙ (1 − max[0]ᵀ[x](1)))", Softmax.softmax(x, 0));
    text.put("log(Σ exp((x − max[0](x)) ⊙ (1 − max[0]ᵀ[x](1)))) + max[0](x)", Softmax.logSumExp(x, 0));
    text.put("0.5 x ⊙ erfc(−0.7071067811865475 x)", ActivationFunctions.gelu(x));
    text.put("(Σ x ⊙ w) ⊙ sqrt((Σ x²) ⊙ (Σ w²))⁻¹", Loss.cosineSimilarity(x, w));
    text.put("0.0625 Σ[2, 3] X", Pooling.globalAverage(X));
    return text;
  }

  private Map<String, Expr> derivatives() {
    Map<String, Expr> text = new LinkedHashMap<>();
    text.put("w ⊙ [w ⊙ x > 0]", slope(w.times(x).relu(), x));
    text.put("w ⊙ sech(w ⊙ x)²", slope(w.times(x).tanh(), x));
    text.put("w ⊙ exp(Σ w ⊙ x)", slope(w.times(x).sum().exp(), x));
    text.put("crop[0:1 of 2, :](max[0]ᵀ[concat(x, w)](1))", slope(x.max(w), x));
    text.put("X ⋆ [X ∗ W > 0]", slope(X.convolve(W, 1, 1).relu(), W));
    text.put("W ∗ᵀ [X ∗ W > 0]", slope(X.convolve(W, 1, 1).relu(), X));
    text.put("X ⋆ (t1 ⊙ maxpoolᵀ[t1](1)) where t1 = exp(X ∗ W)", slope(X.convolve(W, 1, 1).exp().maxPool(Windows.square(2)), W));
    text.put("sech(M · B)² · Bᵀ", slope(M.matmul(B).tanh(), M));
    text.put("Mᵀ · sech(M · B)²", slope(M.matmul(B).tanh(), B));
    text.put("(sech(M · Nᵀ)²)ᵀ · M", slope(M.matmulTransposed(N).tanh(), N));
    text.put("[x > 0 ? 1 : 0.1] ⊙ w", slope(x.leakyRelu(0.1).times(w), x));
    text.put("[x > 0 ? 1 : −1] ⊙ w", slope(x.abs().times(w), x));
    text.put("sigmoid(x) + 0.25 sech(0.5 x)² ⊙ x", slope(ActivationFunctions.silu(x), x));
    text.put(
        "max[0]ᵀ[x](1) + t3 + max[0]ᵀ[x](Σ −t3) where t1 = 1 − max[0]ᵀ[x](1), t2 = exp((x − max[0](x)) ⊙ t1), t3 = t1 ⊙ t2 ⊙ (Σ t2)⁻¹",
        slope(Softmax.logSumExp(x, 0), x));
    text.put("scatter(w)", slope(x.gather(0, List.of(2, 0, 0, 1)).times(w), x));
    text.put("pad[1:3 of 4](crop[1:3 of 4](v))", slope(x.slice(0, 1, 3).times(v.slice(0, 1, 3)), x));
    text.put("0", Taylor.jet(x.relu(), x, v, 2).coefficient(2));
    text.put("[x > 0] ⊙ v", Taylor.jet(x.relu(), x, v, 2).coefficient(1));
    text.put("0.5 exp(x) ⊙ v ⊙ v", Taylor.jet(x.exp(), x, v, 2).coefficient(2));
    text.put("0.5 (sech(x) ⊙ t1 + t1 ⊙ sech(x)) ⊙ v where t1 = −tanh(x) ⊙ sech(x) ⊙ v",
        Taylor.jet(x.tanh(), x, v, 2).coefficient(2));
    Map<Pointwise, String> slopes = Map.ofEntries(Map.entry(Pointwise.EXP, "exp(x)"), Map.entry(Pointwise.LOG, "x⁻¹"),
        Map.entry(Pointwise.RECIPROCAL, "−(x⁻¹)²"), Map.entry(Pointwise.SQRT, "0.5 sqrt(x)⁻¹"),
        Map.entry(Pointwise.TANH, "sech(x)²"),
        Map.entry(Pointwise.SECH, "−tanh(x) ⊙ sech(x)"), Map.entry(Pointwise.SIGMOID, "0.25 sech(0.5 x)²"),
        Map.entry(Pointwise.SOFTPLUS, "sigmoid(x)"), Map.entry(Pointwise.SIN, "cos(x)"), Map.entry(Pointwise.COS, "−sin(x)"),
        Map.entry(Pointwise.ERF, "1.1283791670955126 exp(−x²)"), Map.entry(Pointwise.ERFC, "−1.1283791670955126 exp(−x²)"));
    assertEquals(Pointwise.values().length, slopes.size());
    slopes.forEach((f, derivative) -> text.put(derivative, slope(Apply.of(f, x), x)));
    return text;
  }

  @TestFactory
  Stream<DynamicTest> formulas() {
    return table().entrySet().stream()
        .map(line -> dynamicTest(line.getKey(), () -> assertEquals(line.getKey(), line.getValue().toString())));
  }

  @TestFactory
  Stream<DynamicTest> derivativesAreFormulas() {
    return derivatives().entrySet().stream()
        .map(line -> dynamicTest(line.getKey(), () -> assertEquals(line.getKey(), line.getValue().toString())));
  }

  @Test
  void numbers() {
    assertEquals(List.of("0", "1", "−3", "0.5", "−0.25", "1e−20", "1.5e300", "0.1", "NaN", "Infinity"),
        Stream.of(0.0, 1.0, -3.0, 0.5, -0.25, 1e-20, 1.5e300, 0.1, Double.NaN, Double.POSITIVE_INFINITY)
            .map(c -> new Constant(c, Shape.SCALAR).toString()).toList());
  }

  /** A program line by line, views and cuts named, with shapes. */
  @Test
  void listing() {
    Expr A = M.matmul(B).tanh();
    assertEquals("""
        t1 = cut1²   [3, 2]
        t2 = Σ t1   []
        results [t2, 1]""", Program.of(List.of(A.square().sum(), Constant.one(Shape.SCALAR)), A).toString());
    assertEquals("""
        t1 = M   [1, 3, 4]
        t2 = B   [1, 4, 2]
        t3 = t1 · t2   [1, 3, 2]
        t4 = t3   [3, 2]
        t5 = tanh(t4)   [3, 2]
        results [t5]""", Program.of(List.of(A)).toString());
  }

  /** Parts read through a reshape, or repeated along an axis, are named too: text does not double with every use. */
  @Test
  void sharingIsSeenThroughReshaping() {
    Expr e = x;
    for (int i = 0; i < 12; i++) e = e.reshape(2, 2).tanh().times(e.reshape(2, 2).exp()).reshape(4);
    String text = e.toString();
    assertTrue(text.endsWith("t10 = tanh(t9) ⊙ exp(t9), t11 = tanh(t10) ⊙ exp(t10)"), text);
    assertTrue(text.length() < 12 * 30, text);
  }
}
