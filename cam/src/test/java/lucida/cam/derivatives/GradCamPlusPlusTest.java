package lucida.cam.derivatives;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import lucida.cam.Example;
import lucida.cam.Flag;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.cam.derivatives.GradCamPlusPlusShortcut.Form;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradCamPlusPlusTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;

  /** The section of the paper, loop by loop: [PP 4], [PP 2], [PP 6]. */
  @ParameterizedTest
  @EnumSource(Example.class)
  void isThePaperLoopByLoop(Example example) {
    Probe probe = example.probe();
    ScoreDerivatives D = DerivativeRoute.JETS.derivatives(probe, Score.EXP);
    Tensor A = probe.activations();
    int K = A.shape().extent(0), h = A.shape().extent(1), w = A.shape().extent(2);
    double[] L = new double[h * w];
    for (int k = 0; k < K; k++) {
      double sumA = 0;
      for (int a = 0; a < h; a++) for (int b = 0; b < w; b++) sumA += A.at(k, a, b);
      double weight = 0;
      for (int i = 0; i < h; i++)
        for (int j = 0; j < w; j++) {
          double below = 2 * D.second().at(k, i, j) + sumA * D.third().at(k, i, j);
          double alpha = below == 0 ? 0 : D.second().at(k, i, j) / below;
          weight += alpha * Math.max(D.first().at(k, i, j), 0);
        }
      for (int ij = 0; ij < h * w; ij++) L[ij] += weight * A.cell(k * h * w + ij);
    }
    assertClose(Tensor.of(Shape.of(h, w), L), new GradCamPlusPlus().explain(probe).signed(), ROUNDING);
  }

  /** [PP 7] On a piecewise linear head with Y = exp(S) the shortcut is exact. */
  @Test
  void closedFormIsExactOnPiecewiseLinearHeads() {
    for (Example example : List.of(Example.GAP, Example.DENSE))
      assertClose(map(new GradCamPlusPlusShortcut(Form.CLOSED), example), map(new GradCamPlusPlus(), example), ROUNDING);
  }

  /** [PP 9] On a smooth head it is not: the map moves by more than a thousandth. */
  @Test
  void closedFormIsWrongOnSmoothHeads() {
    Tensor exact = map(new GradCamPlusPlus(), Example.SMOOTH);
    Tensor closed = map(new GradCamPlusPlusShortcut(Form.CLOSED), Example.SMOOTH);
    assertTrue(exact.minus(closed).norm() > 1e-3 * exact.norm());
  }

  /** [PP 8] α = 1/Z without the ReLU of [PP 2] is Grad-CAM. */
  @Test
  void evenAlphaIsGradCam() {
    Probe probe = Example.SMOOTH.probe();
    Tensor g = probe.gradient(Score.LOGIT);
    Tensor even = Tensor.filled(g.shape(), Precision.FLOAT64, 1.0 / 36);
    assertClose(new GradCam().weights(probe).w(), even.times(g).sum(1, 2), ROUNDING);
  }

  /** [DS 1] The score itself on a piecewise linear head: 0/0 everywhere, a black map, and it says so. */
  @Test
  void scoreItselfGivesABlackMapAndSaysWhy() {
    SaliencyMap map = new GradCamPlusPlus(Score.LOGIT).explain(Example.DENSE.probe());
    assertEquals(0, map.map().max());
    assertEquals(List.of(Flag.Kind.DEAD, Flag.Kind.FLAT), map.flags().stream().map(Flag::kind).toList());
    assertEquals(Example.CHANNELS * 36, map.flags().getFirst().count());
  }

  /**
   * [PP 12] Three channels with 15, 4 and 2 ones, g = 1 on them: Grad-CAM weights them n/Z; α = 1/(2 + n) gives n/(n + 2); only α divided by its sum makes
   * them equal.
   */
  @Test
  void toyOfThePaper() {
    int Z = 36;
    int[] n = {15, 4, 2};
    Tensor A = Tensor.filled(Shape.of(3, 6, 6), Precision.FLOAT64, e -> e % Z < n[e / Z] ? 1 : 0);
    ScoreDerivatives ones = new ScoreDerivatives(A, A, A); // g = g² = g³ = 1 on the regions
    Alpha alpha = Alpha.of(ones.second(), ones, A);
    Tensor w = alpha.weights(ones.first()).w();
    Tensor authors = Form.AUTHORS.alpha(A, A).weights(A).w();
    for (int k = 0; k < 3; k++) {
      assertEquals(n[k] / (double) Z, GradCam.alpha(A).cell(k), ROUNDING);
      assertEquals(n[k] / (n[k] + 2.0), w.cell(k), ROUNDING);
      assertEquals(1, authors.cell(k), ROUNDING);
    }
    assertEquals(3 * Z - 21, alpha.dead().size());
  }

  /** α has passed a pole where 2 D2 + ΣA · D3 has another sign than D2; 0/0 is counted apart. */
  @Test
  void polesAndDeadPositionsAreCountedApart() {
    Alpha alpha = Alpha.of(Tensor.of(Shape.of(1, 1, 5), 1.0, 1, 0, 1, 0), Tensor.of(Shape.of(1, 1, 5), 2.0, -2, 0, 0, 3));
    assertEquals(List.of(1, 3), alpha.poles());
    assertEquals(List.of(2), alpha.dead());
    assertEquals("α has passed a pole at 2 of 5 cells: channel 0 (0, 1), channel 0 (0, 3)",
        alpha.flags(alpha.alpha()).getLast().text());
    assertEquals(0, alpha.alpha().cell(3));
  }

  /** Where the gradient is 0 as well, 0/0 loses nothing and is counted in silence; where it is not, or everywhere, it is a flag. */
  @Test
  void whatIsLostIsAFlagAndWhatIsDeadIsAFact() {
    Alpha alpha = Alpha.of(Tensor.of(Shape.of(1, 1, 4), 0.0, 0, 3, 1), Tensor.of(Shape.of(1, 1, 4), 0.0, 0, 4, 2));
    Tensor quiet = Tensor.of(Shape.of(1, 1, 4), 0.0, 0, 5, -1);
    assertEquals(List.of(), alpha.flags(quiet));
    assertEquals(Map.of("α is 0/0 and taken as 0", "2 of 4 positions"), alpha.weights(quiet).facts());
    Alpha alive = Alpha.of(Tensor.of(Shape.of(1, 1, 1), 3.0), Tensor.of(Shape.of(1, 1, 1), 4.0));
    assertEquals(Map.of(), alive.weights(Tensor.of(Shape.of(1, 1, 1), 5.0)).facts());
    Flag lost = alpha.flags(Tensor.of(Shape.of(1, 1, 4), 0.0, -2, 5, -1)).getFirst();
    assertEquals(new Flag(Flag.Kind.DEAD, 1,
        "α is 0/0 at 1 of 4 cells whose gradient is not 0, and taken as 0: what they say is lost"), lost);
    Alpha black = Alpha.of(Tensor.of(Shape.of(1, 1, 2), 0.0, 0), Tensor.of(Shape.of(1, 1, 2), 0.0, 0));
    assertEquals(2, black.flags(Tensor.of(Shape.of(1, 1, 2), 0.0, 0)).getFirst().count());
  }

  /** A network with dead units has dead positions, and its map of exp(S) no flag: the fact is in its details. */
  @Test
  void deadUnitsAreNoFlag() {
    SaliencyMap map = new GradCamPlusPlus().explain(Example.DENSE.probe());
    assertTrue(map.facts().containsKey("α is 0/0 and taken as 0"));
    assertEquals(List.of(), map.flags().stream().filter(flag -> flag.kind() == Flag.Kind.DEAD).toList());
  }

  /** The variants of other tools from their formulas, for g = (1, −2) and A = (3, 2). */
  @Test
  void variantsOfOtherTools() {
    Tensor g = Tensor.of(Shape.of(1, 1, 2), 1.0, -2);
    Tensor A = Tensor.of(Shape.of(1, 1, 2), 3.0, 2);
    assertClose(Tensor.of(g.shape(), 1.0 / (2 + 5), 4.0 / (8 - 5 * 8)), Form.CLOSED.alpha(g, A).alpha(), ROUNDING);
    assertClose(Tensor.of(g.shape(), 8.0, -7), Form.AUTHORS.alpha(g, A).alpha(), ROUNDING); // 1/7 and −1/8, by their sum 1/56
    assertClose(Tensor.of(g.shape(), 1.0 / (2 - 13), 4.0 / (8 - 13)), Form.INNER_SUM.alpha(g, A).alpha(), ROUNDING);
    assertClose(Tensor.of(g.shape(), 1.0 / (2 + 2.5), 4.0 / (8 - 2.5 * 8)), Form.MEAN.alpha(g, A).alpha(), ROUNDING);
  }

  /** A score of 1000 overflows exp in any precision; the map does not. */
  @Test
  void largeScoresDoNotOverflow() {
    Probe probe = Example.GAP.subject().probe(Example.picture(0).scale(1e4), Target.predicted());
    assertTrue(probe.logits().max() > 800);
    assertTrue(new GradCamPlusPlus().explain(probe).map().isFinite());
    assertTrue(new GradCamPlusPlus(Score.PROBABILITY).explain(probe).map().isFinite());
  }

  private static Tensor map(Method method, Example example) {
    return method.explain(example.probe()).signed();
  }
}
