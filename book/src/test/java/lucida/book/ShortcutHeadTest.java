package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.derivatives.DerivativeRoute;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;
import lucida.core.kernel.Elementary;
import lucida.layers.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShortcutHeadTest {
  private static Probe probe(ShortcutHead head) {
    Model model = head.on(SmallNetwork.GAP.model(), SmallNetwork.LAYER, 3, 5);
    return Subject.of(model, SmallNetwork.LAYER, Executor.float64()).probe(SmallNetwork.picture(), Target.ofClass(1));
  }

  /** The trunk and its activations are those of the trained network; the head's derivatives are the same by three routes, of attention too. */
  @ParameterizedTest
  @EnumSource(ShortcutHead.class)
  void routesAgreeOnEveryHead(ShortcutHead head) {
    Probe probe = probe(head);
    assertTrue(probe.activations().sameAs(EvaluationPoint.small(SmallNetwork.GAP).probe().activations()), "A");
    assertEquals(head == ShortcutHead.RELU, probe.headIsPiecewiseLinear());
    int[] cells = SampledCells.of(probe.gradient(Score.LOGIT), 6);
    for (Score score : List.of(Score.EXP, Score.PROBABILITY)) {
      ScoreDerivatives taken = DerivativeRoute.of(probe, score).at(probe, score, cells);
      for (DerivativeRoute route : List.of(DerivativeRoute.JETS, DerivativeRoute.NESTED_REVERSE))
        assertEquals(0, RelativeError.of(taken, route.at(probe, score, cells)), 1e-10, head + " " + score + " " + route);
    }
  }

  /** x + softmax(QKᵀ/√K) V W_o and so on, once more in plain loops with one token after another. */
  @Test
  void attentionByHand() {
    int K = 32, T = 36;
    Probe probe = probe(ShortcutHead.ATTENTION);
    var weights = probe.subject().model().weights().tensors();
    var values = probe.fromPicture(List.of(probe.cut().forward().value("head.embed"), probe.cut().forward().value("head.block")));
    double[][] x = new double[T][K];
    for (int t = 0; t < T; t++) for (int k = 0; k < K; k++) x[t][k] = values.getFirst().cell(k * T + t);
    double[][] n = normed(x), q = times(n, weights.get("head.block.query.weight")),
        key = times(n, weights.get("head.block.key.weight")),
        v = times(n, weights.get("head.block.value.weight")), mixed = new double[T][K];
    for (int t = 0; t < T; t++) {
      double[] a = new double[T];
      double total = 0;
      for (int s = 0; s < T; s++) {
        for (int k = 0; k < K; k++) a[s] += q[t][k] * key[s][k] / Math.sqrt(K);
        a[s] = Math.exp(a[s]);
        total += a[s];
      }
      for (int s = 0; s < T; s++) for (int k = 0; k < K; k++) mixed[t][k] += a[s] / total * v[s][k];
    }
    add(x, times(mixed, weights.get("head.block.out.weight")));
    double[][] hidden = times(normed(x), weights.get("head.block.mlp1.weight"));
    for (double[] token : hidden)
      for (int k = 0; k < token.length; k++) token[k] *= Elementary.ERFC.of(-token[k] / Math.sqrt(2)) / 2;
    add(x, times(hidden, weights.get("head.block.mlp2.weight")));
    for (int k = 0; k < K; k++) {
      double mean = 0;
      for (int t = 0; t < T; t++) mean += x[t][k] / T;
      assertEquals(mean, values.getLast().cell(k), 1e-12, "sums of at most 64 terms of size 1, feature " + k);
    }
  }

  private static double[][] normed(double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double mean = 0, variance = 0;
      for (double a : x[t]) mean += a / x[t].length;
      for (double a : x[t]) variance += (a - mean) * (a - mean) / x[t].length;
      y[t] = new double[x[t].length];
      for (int k = 0; k < x[t].length; k++) y[t][k] = (x[t][k] - mean) / Math.sqrt(variance + 1e-6);
    }
    return y;
  }

  private static double[][] times(double[][] x, Tensor w) {
    int outputs = w.shape().extent(0);
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++)
      for (int o = 0; o < outputs; o++) for (int k = 0; k < x[t].length; k++) y[t][o] += x[t][k] * w.at(o, k);
    return y;
  }

  private static void add(double[][] x, double[][] y) {
    for (int t = 0; t < x.length; t++) for (int k = 0; k < x[t].length; k++) x[t][k] += y[t][k];
  }
}
