package lucida.judge.adversarial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class NormTest {
  private static final RandomStream RANDOM = RandomStream.of(6572);
  private static final Shape SHAPE = Shape.of(2, 3, 4);
  private static final int DRAWS = 200;

  private static Tensor drawn(int i, double deviation) {
    return RANDOM.stream(i).gaussian(SHAPE, Precision.FLOAT64, 0, deviation);
  }

  /** (3, 4) has length 5: of the ball of radius 1 the nearest is (0.6, 0.8), of the cube (1, 1). */
  @Test
  void byHand() {
    Tensor delta = Tensor.vector(3, -4);
    assertEquals(5, Norm.TWO.of(delta), 1e-15);
    assertEquals(4, Norm.INFINITY.of(delta));
    assertEquals(0, Norm.TWO.project(delta, 1).minus(Tensor.vector(0.6, -0.8)).abs().max(), 1e-15);
    assertTrue(Norm.INFINITY.project(delta, 1).sameAs(Tensor.vector(1, -1)));
    assertTrue(Norm.TWO.steepest(Tensor.vector(0, 0)).sameAs(Tensor.vector(0, 0)));
  }

  /**
   * Π δ is in the ball, it is δ where that is inside, and the angle at it between δ and every other point z of the ball is obtuse, ⟨δ − Πδ, z − Πδ⟩ ≤ 0, which only the nearest point of a convex set
   * fulfils. Sums of 24 terms of size 10 round by 24 · 10 · 2⁻⁵³ < 1e-13.
   */
  @Test
  void theNearestPoint() {
    for (Norm norm : Norm.values())
      for (int i = 0; i < DRAWS; i++) {
        Tensor delta = drawn(i, i % 2 == 0 ? 0.05 : 2), nearest = norm.project(delta, 0.5);
        assertTrue(norm.of(nearest) <= 0.5 + 1e-15, norm + " " + norm.of(nearest));
        if (norm.of(delta) <= 0.5) assertTrue(nearest.sameAs(delta));
        Tensor z = norm.random(SHAPE, 0.5, RANDOM.stream("other").stream(i));
        assertTrue(norm.of(z) <= 0.5 + 1e-15, norm + " " + norm.of(z));
        assertTrue(delta.minus(nearest).dot(z.minus(nearest)) <= 1e-13);
      }
  }

  /** ⟨d, g⟩ is the dual norm of g, Σ|g| and ‖g‖₂, and no other d with ‖d‖ ≤ 1 has more. */
  @Test
  void theSteepestDirection() {
    for (int i = 0; i < DRAWS; i++) {
      Tensor g = drawn(i, 1);
      assertEquals(g.abs().sum(), Norm.INFINITY.steepest(g).dot(g), 1e-13);
      assertEquals(g.norm(), Norm.TWO.steepest(g).dot(g), 1e-13);
      for (Norm norm : Norm.values())
        assertTrue(norm.random(SHAPE, 1, RANDOM.stream("other").stream(i)).dot(g) <= norm.steepest(g).dot(g));
    }
  }
}
