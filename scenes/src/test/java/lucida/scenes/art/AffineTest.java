package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AffineTest {
  /** A quarter turn clockwise, y down: right goes down. Rounding: cos(π/2) is 6e-17, not 0. */
  @Test
  void turnsAreClockwise() {
    assertEquals(0, Affine.turn(Math.PI / 2).x(1, 0), 1e-16);
    assertEquals(1, Affine.turn(Math.PI / 2).y(1, 0), 1e-16);
  }

  @Test
  void theInnerMapIsFirst() {
    Affine both = Affine.scale(2, 2).after(Affine.move(1, 0));
    assertEquals(8, both.x(3, 0));
  }

  /** A dozen operations on numbers below 10: some 1e-15. */
  @Test
  void backAndForth() {
    Affine map = Affine.turn(0.7, 3, -1).after(Affine.scale(-2, 0.5)).after(Affine.move(0.3, 0.4));
    assertEquals(1.5, map.inverse().x(map.x(1.5, -2.5), map.y(1.5, -2.5)), 2e-14);
    assertEquals(-2.5, map.inverse().y(map.x(1.5, -2.5), map.y(1.5, -2.5)), 2e-14);
  }
}
