package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.DerivativeRoute;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DerivativeStudyTest {
  private static final String SAME = "the same to rounding";

  private static DerivativeStudy study(SmallNetwork head, Score score) {
    return DerivativeStudy.of(EvaluationPoint.small(head).probe(), score, 12);
  }

  /** Every exact route says the same to rounding, for each score; the closed form does so for exp(S) of a piecewise linear head alone. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void exactRoutesAgree(Score score) {
    for (SmallNetwork head : List.of(SmallNetwork.GAP, SmallNetwork.MAX_POOL, SmallNetwork.GELU)) {
      List<RouteComparison> others = study(head, score).others();
      assertTrue(others.size() >= 3, "two other routes and the closed form");
      for (RouteComparison other : others.subList(0, others.size() - 1)) assertEquals(SAME, other.verdict(), head + " " + other);
      boolean exact = score == Score.EXP && head != SmallNetwork.GELU;
      assertEquals(exact, others.getLast().verdict().equals(SAME), head + " " + others.getLast());
    }
  }

  /** The map is that of the method, by the same weights; A is the same. */
  @Test
  void theMapIsThatOfGradCamPlusPlus() {
    Probe probe = EvaluationPoint.small(SmallNetwork.SILU).probe();
    Tensor map = DerivativeStudy.of(probe, Score.EXP, 1).shortcut().map().relu();
    assertEquals(0, RelativeError.of(map, new GradCamPlusPlus().explain(probe).map()), 1e-14);
  }

  /** On a piecewise linear head with exp(S) the closed form is exact and every condition number is that of g, whatever g² is. */
  @Test
  void conditionIsThatOfTheDenominator() {
    DerivativeStudy study = study(SmallNetwork.GAP, Score.EXP);
    assertEquals(DerivativeRoute.ONE_SWEEP, study.route());
    assertEquals(0, study.shortcut().alphaError(), 1e-14);
    Tensor g = study.D().first(), condition = study.condition();
    int Z = 36;
    for (int e = 0; e < g.size(); e++) {
      double x = study.A().sum(1, 2).cell(e / Z) * g.cell(e);
      assertEquals((2 + Math.abs(x)) / Math.abs(2 + x), condition.cell(e), 1e-12 * condition.cell(e), "g² cancels, cell " + e);
    }
    List<Integer> nearest = study.nearestToPoles(5);
    for (int i = 1; i < 5; i++)
      assertTrue(condition.cell(nearest.get(i - 1)) >= condition.cell(nearest.get(i)), "the nearest first");
  }

  /** 0, 1, 2, 3, 4 and a NaN: quartiles 1, 2, 3, one zero of five. */
  @Test
  void distribution() {
    Distribution d = Distribution.of(Tensor.of(Shape.of(6), 3, 1, Double.NaN, 0, 4, 2));
    assertEquals(new Distribution(0, 1, 2, 3, 4, 0.2, 5), d);
    double much = Double.POSITIVE_INFINITY;
    assertEquals(much, Distribution.of(Tensor.vector(1, much, much, much)).median(), "nothing lies between two that are infinite");
  }
}
