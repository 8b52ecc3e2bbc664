package lucida.cam.derivatives;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.ScoreKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** [DS 1 – DS 7] on heads of every kind. */
class ScoreDerivativesTest {
  /** Third derivatives are sums of some thousand products of float64 numbers: 1e-16 · √1000 · a few, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** [DS 1] The graph shows which heads are piecewise linear; jets, which do not know, find h = t = 0 there. */
  @Test
  void piecewiseLinearHeadsHaveNoHigherDerivatives() {
    assertTrue(Example.GAP.probe().headIsPiecewiseLinear());
    assertTrue(Example.DENSE.probe().headIsPiecewiseLinear());
    assertFalse(Example.SMOOTH.probe().headIsPiecewiseLinear());
    ScoreDerivatives jets = DerivativeRoute.JETS.derivatives(Example.DENSE.probe(), Score.LOGIT);
    assertEquals(0, jets.second().abs().max());
    assertEquals(0, jets.third().abs().max());
  }

  /** What a head allows is read off its graph. */
  @Test
  void theRouteIsReadOffTheGraph() {
    assertEquals(DerivativeRoute.ONE_SWEEP, DerivativeRoute.of(Example.DENSE.probe(), Score.EXP));
    assertEquals(DerivativeRoute.SCORE_MOMENTS, DerivativeRoute.of(Example.DENSE.probe(), Score.PROBABILITY));
    assertEquals(DerivativeRoute.SIGMOID,
        DerivativeRoute.of(probe(Example.DENSE, ScoreKind.SIGMOID, Target.ofClass(1)), Score.PROBABILITY));
    assertEquals(DerivativeRoute.ADJOINT_JETS,
        DerivativeRoute.of(probe(Example.DENSE, ScoreKind.SOFTMAX, Target.against(1)), Score.PROBABILITY));
    assertEquals(DerivativeRoute.HIDDEN_LAYER, DerivativeRoute.of(Example.SMOOTH.probe(), Score.LOGIT));
    assertEquals(DerivativeRoute.ADJOINT_JETS, DerivativeRoute.of(Example.SMOOTH.probe(), Score.PROBABILITY));
  }

  /** [DS 2, DS 3] = [DS 4]: the closed forms for piecewise linear heads equal jets of log Y. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void closedFormsEqualJets(Score score) {
    Probe probe = Example.DENSE.probe();
    assertEqual(ScoreDerivatives.of(probe, score), DerivativeRoute.JETS.derivatives(probe, score));
  }

  /** [DS 3] from its definition, with E, Var and Cov as loops over the classes, on a head with h and t of its own. */
  @Test
  void probabilityFromTheDerivativesOfAllScores() {
    Probe probe = Example.SMOOTH.probe();
    assertEqual(momentsOfAllScores(probe).of(Score.PROBABILITY), ScoreDerivatives.of(probe, Score.PROBABILITY));
  }

  private static HeadDerivatives momentsOfAllScores(Probe probe) {
    List<ScoreDerivatives> of = IntStream.range(0, Example.CLASSES)
        .mapToObj(m -> DerivativeRoute.JETS.derivatives(probe.subject().probe(probe.x(), Target.ofClass(m)), Score.LOGIT)).toList();
    double[] p = probe.logits().map(s -> Math.exp(s - probe.logits().max())).toDoubles();
    double total = 0;
    for (double value : p) total += value;
    int c = 1;
    Tensor A = probe.activations();
    double[][] l = new double[3][A.size()];
    for (int e = 0; e < A.size(); e++) {
      double Ed = 0, Ee = 0, Et = 0;
      for (int m = 0; m < p.length; m++) {
        Ed += p[m] / total * (of.get(m).first().cell(e) - of.get(c).first().cell(e));
        Ee += p[m] / total * (of.get(m).second().cell(e) - of.get(c).second().cell(e));
        Et += p[m] / total * (of.get(m).third().cell(e) - of.get(c).third().cell(e));
      }
      double variance = 0, covariance = 0, skew = 0;
      for (int m = 0; m < p.length; m++) {
        double d = of.get(m).first().cell(e) - of.get(c).first().cell(e) - Ed;
        double eta = of.get(m).second().cell(e) - of.get(c).second().cell(e) - Ee;
        variance += p[m] / total * d * d;
        covariance += p[m] / total * d * eta;
        skew += p[m] / total * d * d * d;
      }
      l[0][e] = -Ed;
      l[1][e] = -(Ee + variance);
      l[2][e] = -(Et + 3 * covariance + skew);
    }
    return new HeadDerivatives(Tensor.of(A.shape(), l[0]), Tensor.of(A.shape(), l[1]), Tensor.of(A.shape(), l[2]));
  }

  /** [DS 7] = [DS 4] at every cell and for every score, on a smooth head and on a piecewise linear one. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void adjointJetsEqualJets(Score score) {
    for (Example example : List.of(Example.SMOOTH, Example.DENSE))
      assertEqual(DerivativeRoute.JETS.derivatives(example.probe(), score),
          DerivativeRoute.ADJOINT_JETS.derivatives(example.probe(), score));
  }

  /** [DS 5] Jets equal three nested reverse sweeps, each read at the one cell, and the route that takes them along unit vectors, for every score. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void jetsEqualNestedReverseSweeps(Score score) {
    Probe probe = Example.SMOOTH.probe();
    Expr A = probe.cut().activations();
    Expr y = probe.differentiated(score);
    int[] cells = IntStream.range(0, A.shape().size()).filter(e -> e % 7 == 0).toArray();
    List<Expr> wanted = new ArrayList<>();
    for (int e : cells) {
      Expr d1 = cell(Reverse.gradient(y, A), e);
      Expr d2 = cell(Reverse.gradient(d1, A), e);
      wanted.addAll(List.of(d1, d2, cell(Reverse.gradient(d2, A), e)));
    }
    List<Tensor> values = probe.fromActivations(wanted);
    ScoreDerivatives nested = new HeadDerivatives(every(values, 0), every(values, 1), every(values, 2)).of(score);
    assertEqual(nested, DerivativeRoute.JETS.at(probe, score, cells));
    assertEqual(nested, DerivativeRoute.NESTED_REVERSE.at(probe, score, cells));
  }

  private static Expr cell(Expr g, int e) { return g.reshape(g.shape().size()).at(0, e); }

  private static Tensor every(List<Tensor> values, int p) {
    return Tensor.vector(IntStream.range(0, values.size() / 3).mapToDouble(r -> values.get(3 * r + p).item()).toArray());
  }

  /** Which routes apply, cheapest first, and why the others do not; each gives the same at some cells, in any order. */
  @Test
  void everyRouteThatAppliesGivesTheSame() {
    List<DerivativeRoute> any = List.of(DerivativeRoute.ADJOINT_JETS, DerivativeRoute.JETS, DerivativeRoute.NESTED_REVERSE);
    assertEquals(any, DerivativeRoute.all(Example.SMOOTH.probe(), Score.PROBABILITY));
    assertEquals(Optional.of("more than one layer between A and Y is smooth"),
        DerivativeRoute.HIDDEN_LAYER.obstacle(Example.SMOOTH.probe(), Score.PROBABILITY));
    assertEquals(Stream.concat(Stream.of(DerivativeRoute.HIDDEN_LAYER), any.stream()).toList(),
        DerivativeRoute.all(Example.SMOOTH.probe(), Score.EXP));
    assertEquals(Optional.of("the head is not piecewise linear"),
        DerivativeRoute.ONE_SWEEP.obstacle(Example.SMOOTH.probe(), Score.EXP));
    assertEquals(Optional.of("the score is not a probability"),
        DerivativeRoute.SCORE_MOMENTS.obstacle(Example.DENSE.probe(), Score.EXP));
    String message = assertThrows(IllegalArgumentException.class,
        () -> DerivativeRoute.SIGMOID.derivatives(Example.DENSE.probe(), Score.PROBABILITY)).getMessage();
    assertTrue(message.endsWith("[DS 3]': the probability is not that of a sigmoid"), message);
    int[] cells = {17, 3, 100, 3};
    for (Example example : Example.values())
      for (Score score : Score.values()) {
        Probe probe = example.probe();
        ScoreDerivatives first = DerivativeRoute.of(probe, score).at(probe, score, cells);
        for (DerivativeRoute route : DerivativeRoute.all(probe, score)) assertEqual(first, route.at(probe, score, cells));
        for (int r = 0; r < cells.length; r++)
          assertEquals(probe.gradient(score).cell(cells[r]), first.first().cell(r), ROUNDING);
      }
  }

  @ParameterizedTest
  @EnumSource(names = {"ONE_SWEEP", "JETS"})
  void thereIsNoCellBehindTheLast(DerivativeRoute route) {
    String message = assertThrows(IllegalArgumentException.class, () -> route.at(Example.DENSE.probe(), Score.EXP, 180))
        .getMessage();
    assertTrue(message.contains("180"), message);
  }

  /** [DS 6] S = V tanh(U A + b): h_i = Σ_q V_q tanh″(z_q) U_qi², t_i = Σ_q V_q tanh‴(z_q) U_qi³. */
  @Test
  void oneHiddenLayerInClosedForm() {
    Probe probe = Example.SMOOTH.probe();
    var weights = probe.subject().model().weights().tensors();
    Tensor U = weights.get("fc1.weight"), b = weights.get("fc1.bias"), V = weights.get("fc2.weight");
    Tensor A = probe.activations();
    double[][] D = new double[3][A.size()];
    for (int q = 0; q < b.size(); q++) {
      double z = b.cell(q);
      for (int i = 0; i < A.size(); i++) z += U.at(q, i) * A.cell(i);
      double y = Math.tanh(z), s = 1 / Math.cosh(z) / Math.cosh(z);
      for (int i = 0; i < A.size(); i++) {
        double u = U.at(q, i);
        D[0][i] += V.at(1, q) * s * u;
        D[1][i] += V.at(1, q) * -2 * y * s * u * u;
        D[2][i] += V.at(1, q) * (4 * y * y * s - 2 * s * s) * u * u * u;
      }
    }
    assertEqual(new ScoreDerivatives(Tensor.of(A.shape(), D[0]), Tensor.of(A.shape(), D[1]), Tensor.of(A.shape(), D[2])),
        ScoreDerivatives.of(probe, Score.LOGIT));
  }

  /** Batches of another size compute the same numbers. */
  @Test
  void doNotDependOnTheBatch() {
    Subject subject = Example.SMOOTH.subject();
    Tensor x = Example.picture(0);
    assertEqual(ScoreDerivatives.of(subject.inBatchesOf(1).probe(x, Target.ofClass(2)), Score.PROBABILITY),
        ScoreDerivatives.of(subject.inBatchesOf(7).probe(x, Target.ofClass(2)), Score.PROBABILITY));
  }

  /** A class whose probability is 1 − 1e-9 has a gradient with all its digits: −E[δ], summed over the other classes. */
  @Test
  void probabilityKeepsItsDigitsNearOne() {
    Probe probe = Example.GAP.subject().probe(Example.picture(0).scale(60), Target.predicted());
    double log = probe.value(Score.PROBABILITY);
    assertTrue(log < 0 && log > -1e-9, "log p = " + log);
    Tensor S = probe.logits();
    int c = probe.ranking().getFirst();
    Tensor expected = Tensor.zeros(probe.activations().shape(), Precision.FLOAT64);
    for (int m = 0; m < S.size(); m++)
      if (m != c)
        expected = expected.plus(gradient(probe, c).minus(gradient(probe, m)).scale(Math.exp(S.cell(m) - S.cell(c) + log)));
    assertClose(expected, probe.gradient(Score.PROBABILITY), ROUNDING);
  }

  /** A head, its first picture and a target, with scores of a kind. */
  private static Probe probe(Example example, ScoreKind kind, Target target) {
    Model model = example.model();
    return Subject.of(new Model(model.network().withScores(kind), model.weights()), Example.LAYER, Executor.float64())
        .probe(Example.picture(0), target);
  }

  static Stream<Target> bothSides() {
    return Stream.of(Target.ofClass(1), Target.against(1));
  }

  /**
   * [DS 3] of a sigmoid: Y = p = sigmoid(S), where p′ = p(1 − p), so that for a piecewise linear S D1/Y = (1 − p) g, D2/Y = (1 − p)(1 − 2p) g²,
   * D3/Y = (1 − p)(1 − 6p + 6p²) g³; on the other side the same with −S and −g. By the method's own route and by jets, which are exact for any head.
   */
  @ParameterizedTest
  @MethodSource("bothSides")
  void sigmoidOfAPiecewiseLinearHead(Target target) {
    Probe probe = probe(Example.DENSE, ScoreKind.SIGMOID, target);
    double sign = target instanceof Target.Against ? -1 : 1;
    double p = 1 / (1 + Math.exp(-sign * probe.logits().cell(1)));
    Tensor g = gradient(probe, 1).scale(sign);
    ScoreDerivatives expected = new ScoreDerivatives(g.scale(1 - p), g.times(g).scale((1 - p) * (1 - 2 * p)),
        g.times(g).times(g).scale((1 - p) * (1 - 6 * p + 6 * p * p)));
    assertEqual(expected, ScoreDerivatives.of(probe, Score.PROBABILITY));
    assertEqual(expected, DerivativeRoute.JETS.derivatives(probe, Score.PROBABILITY));
  }

  /** On a smooth head D1 of p by central differences of p itself: h² f‴/6 and ε/h are below 1e-9 for h = 1e-5. */
  @ParameterizedTest
  @MethodSource("bothSides")
  void sigmoidByFiniteDifferences(Target target) {
    Probe probe = probe(Example.SMOOTH, ScoreKind.SIGMOID, target);
    ScoreDerivatives D = ScoreDerivatives.of(probe, Score.PROBABILITY);
    double p = Math.exp(probe.value(Score.PROBABILITY));
    Tensor A = probe.activations();
    double h = 1e-5;
    for (int e = 3; e < A.size(); e += 17) {
      int moved = e;
      double[] Y = probe.scoresOfActivations(Score.PROBABILITY, 2,
          r -> Tensor.filled(A.shape(), Precision.FLOAT64, i -> A.cell(i) + (i == moved ? (r == 0 ? h : -h) : 0)));
      assertEquals((Y[0] - Y[1]) / (2 * h), p * D.first().cell(e), 1e-9);
    }
  }

  /** Grad-CAM++ with a sigmoid's probability: α = D2 / (2 D2 + Σ_ab A D3), w = Σ α relu(D1), with the closed forms above in plain loops. */
  @Test
  void gradCamPlusPlusOfASigmoid() {
    Probe probe = probe(Example.DENSE, ScoreKind.SIGMOID, Target.ofClass(1));
    double p = 1 / (1 + Math.exp(-probe.logits().cell(1)));
    Tensor g = gradient(probe, 1), A = probe.activations();
    int K = A.shape().extent(0), Z = A.size() / K;
    double[] w = new double[K];
    for (int k = 0; k < K; k++) {
      double sum = 0;
      for (int ij = 0; ij < Z; ij++) sum += A.cell(k * Z + ij);
      for (int ij = 0; ij < Z; ij++) {
        double d = g.cell(k * Z + ij);
        double d2 = (1 - p) * (1 - 2 * p) * d * d, d3 = (1 - p) * (1 - 6 * p + 6 * p * p) * d * d * d;
        if (d != 0) w[k] += d2 / (2 * d2 + sum * d3) * Math.max(0, (1 - p) * d);
      }
    }
    assertClose(Tensor.vector(w), new GradCamPlusPlus(Score.PROBABILITY).weights(probe).w(), 1e-11);
  }

  /** p and what is against it are 1 together, for a softmax too, and neither loses digits: log p = −log(1 + exp(−S)). */
  @ParameterizedTest
  @EnumSource(names = {"LOGITS", "SOFTMAX", "SIGMOID"})
  void bothSidesAreOne(ScoreKind kind) {
    double p = Math.exp(probe(Example.DENSE, kind, Target.ofClass(1)).value(Score.PROBABILITY));
    double q = Math.exp(probe(Example.DENSE, kind, Target.against(1)).value(Score.PROBABILITY));
    assertEquals(1, p + q, 1e-15);
    assertEquals(kind.probabilities(Example.DENSE.probe().logits()).orElseThrow().cell(1), p, 1e-15);
  }

  /** Against a class of a softmax the closed form is that of jets. */
  @Test
  void againstAClassOfASoftmax() {
    Probe probe = probe(Example.DENSE, ScoreKind.SOFTMAX, Target.against(1));
    assertEqual(DerivativeRoute.JETS.derivatives(probe, Score.PROBABILITY),
        ScoreDerivatives.of(probe, Score.PROBABILITY));
  }

  @Test
  void valuesHaveNoProbability() {
    Probe probe = probe(Example.DENSE, ScoreKind.VALUE, Target.ofClass(1));
    String message = assertThrows(NotApplicableException.class, () -> probe.gradient(Score.PROBABILITY)).getMessage();
    assertEquals(
        "the network's scores are values without probabilities; take --score logit, or scorecam in place of scorecam-probability",
        message);
  }

  private static Tensor gradient(Probe probe, int m) {
    return probe.subject().probe(probe.x(), Target.ofClass(m)).gradient(Score.LOGIT);
  }

  private static void assertEqual(ScoreDerivatives expected, ScoreDerivatives actual) {
    assertClose(expected.first(), actual.first(), ROUNDING);
    assertClose(expected.second(), actual.second(), ROUNDING);
    assertClose(expected.third(), actual.third(), ROUNDING);
  }
}
