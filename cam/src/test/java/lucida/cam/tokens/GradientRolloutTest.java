package lucida.cam.tokens;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Slow;
import lucida.cam.Target;
import lucida.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class GradientRolloutTest {
  static List<SmallTransformer> networks() { return AttentionRolloutTest.networks(); }

  /** R ← R + Ā R with Ā the mean over heads of (∂S/∂A ⊙ A)⁺; the derivatives not by a sweep back but forward, along each cell of A. */
  @ParameterizedTest
  @MethodSource("networks")
  void isThePapersUpdate(SmallTransformer network) {
    Probe probe = network.probe(Executor.float64(), 2);
    int T = network.tokens();
    double[][] R = AttentionRolloutTest.identity(T);
    double most = 0;
    for (int l = 0; l < SmallTransformer.LAYERS; l++) {
      Expr node = probe.cut().forward().value(SmallTransformer.attention(l));
      Tensor A = probe.fromPicture(List.of(node)).getFirst();
      Map<Expr, Tensor> given = new HashMap<>(probe.given());
      given.put(node, A);
      Tensor g = new Diagonal(probe.differentiated(Score.LOGIT), node, 1, 8).everywhere(probe.executor(), given).getFirst();
      double[][] weighted = new double[T][T];
      for (int i = 0; i < T; i++)
        for (int j = 0; j < T; j++)
          for (int h = 0; h < SmallTransformer.HEADS; h++)
            weighted[i][j] += Math.max(0, g.at(h, i, j) * A.at(h, i, j)) / SmallTransformer.HEADS;
      for (double[] row : weighted) for (double cell : row) most = Math.max(most, cell);
      double[][] more = AttentionRolloutTest.times(weighted, R);
      for (int i = 0; i < T; i++) for (int j = 0; j < T; j++) R[i][j] += more[i][j];
    }
    assertTrue(most > 1e-3, "attention matters: " + most);
    SaliencyMap map = new GradientRollout().explain(probe);
    AttentionRolloutTest.assertMap(network, R, map, Slow.ROUNDING);
    assertTrue(map.map().max() - map.map().min() > 1e-3 * map.map().max(), "positions differ");
  }

  /**
   * The two tokens of the other test, x = (2, 1). t¹ = (15/4, 5/2); ∂S/∂A_2 is t¹ in its first row and 0 in the second, so that Ā_2 = (15/16 15/8; 0 0).
   * ∂S/∂A_1 is t⁰ times 1 + ¼ in the first row, ¾ in the second, so that Ā_1 = (15/8 5/16; ¾ ⅜). The first row of R:
   * v = (31/16 15/8) behind the second layer, v + v Ā_1 behind the first.
   */
  @Test
  void twoTokensByHand() {
    double a = 31.0 / 16, b = 15.0 / 8;
    assertArrayEquals(new double[]{a + a * 15 / 8 + b * 3 / 4, b + a * 5 / 16 + b * 3 / 8},
        AttentionRolloutTest.map(new GradientRollout(), 2, 1), 1e-14);
  }

  /** x = (2, −1): t¹ = (13/4, −½), and what goes to the second token is negative in both layers. v = (1 + 13/16, 0), then v + (15/8 v_0, 0). */
  @Test
  void whatSpeaksAgainstTheClassIsLeftOut() {
    assertArrayEquals(new double[]{29.0 / 16 * (1 + 15.0 / 8), 0}, AttentionRolloutTest.map(new GradientRollout(), 2, -1), 1e-14);
  }

  @Test
  void dependsOnTheClass() {
    Probe probe = SmallTransformer.OF_CLASS_TOKEN.probe(Executor.float64(), 0);
    Tensor one = new GradientRollout().explain(probe).map(),
        other = new GradientRollout().explain(probe.asking(Target.ofClass(3))).map();
    assertTrue(one.minus(other).abs().max() > 1e-3 * one.max());
  }
}
