package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OutlineTest {
  /**
   * A regular polygon of n corners has the area n/2 · r² sin(2π/n); an ellipse is one, stretched. Rounding: some 30 terms of size 1.
   */
  @Test
  void ellipsesAreStretchedRegularPolygons() {
    assertEquals(14 * 0.3 * 0.7 * Math.sin(2 * Math.PI / 28), area(Outline.ellipse(2, -1, 0.3, 0.7)), 1e-13);
  }

  /** A straight stroke is a rectangle and two halves of a regular polygon of 12 corners. */
  @Test
  void strokesAreAsWideAsTheySay() {
    double caps = 6 * 0.1 * 0.1 * Math.sin(2 * Math.PI / 12);
    assertEquals(0.2 * 0.5 + caps, area(Outline.stroke(0.2, 0.2, 0, 0, 0.3, 0.4)), 1e-13);
    assertEquals(0.2 * 0.5 + caps, area(Outline.stroke(0.2, 0.2, 0, 0, 0.15, 0.2, 0.3, 0.4)), 1e-13);
  }

  /** The spline goes through its points: every sixth point is one of them. */
  @Test
  void smoothCurvesGoThroughTheirPoints() {
    double[] through = {0, 0, 1, 0.5, 0.7, 1, -0.2, 0.6};
    double[] points = Outline.smooth(through).points();
    for (int i = 0; i < 4; i++)
      for (int axis = 0; axis < 2; axis++) assertEquals(through[2 * i + axis], points[12 * i + axis]);
  }

  @Test
  void symmetricCurvesAndPathsAreTheirOwnMirrorImages() {
    assertMirrored(Outline.symmetric(0, -1, 0.5, -0.4, 0.8, 0.3, 0, 1), 1e-15);
    assertMirrored(Path.from(0, -1).bend(1, -0.5, 0.7, 0.2).curl(0.9, 0.5, 0.3, 0.9, 0, 1).mirrored(), 0);
  }

  private static void assertMirrored(Outline outline, double tolerance) {
    double[] p = outline.points();
    double left = 0;
    double right = 0;
    for (int i = 0; i < p.length; i += 2) {
      left = Math.min(left, p[i]);
      right = Math.max(right, p[i]);
    }
    assertEquals(right, -left, tolerance);
    Raster there = new Raster(64);
    Raster mirrored = new Raster(64);
    double[] q = p.clone();
    for (int i = 0; i < p.length; i += 2) {
      p[i] = 0.5 + 0.4 * p[i];
      q[i] = 1 - p[i];
      p[i + 1] = q[i + 1] = 0.5 + 0.4 * p[i + 1];
    }
    there.lay(new Outline(p), 1);
    mirrored.lay(new Outline(q), 1);
    for (int i = 0; i < 64; i++) for (int j = 0; j < 64; j++) assertEquals(there.at(i, j), mirrored.at(i, j));
  }

  /** A square moved outwards by w is a square whose side is longer by 2w, whichever way round it is written. */
  @Test
  void grownSquares() {
    assertArrayEquals(new double[]{-0.25, -0.25, 1.25, -0.25, 1.25, 1.25, -0.25, 1.25},
        Grown.by(Outline.box(0, 0, 1, 1), 0.25).points(), 1e-15);
    assertArrayEquals(
        new double[]{-0.25, -0.25, -0.25, 1.25, 1.25, 1.25, 1.25, -0.25},
        Grown.by(Outline.polygon(0, 0, 0, 1, 1, 1, 1, 0), 0.25).points(), 1e-15);
  }

  /** Points written twice have no direction of their own and take their neighbours'. */
  @Test
  void grownSquaresWithADoubledCorner() {
    double[] grown = Grown.by(Outline.polygon(0, 0, 0, 0, 1, 0, 1, 1, 0, 1), 0.25).points();
    for (double coordinate : grown) assertEquals(0.75, Math.abs(coordinate - 0.5), 1e-15);
  }

  private static double area(Outline outline) {
    double[] p = outline.points();
    double twice = 0;
    for (int a = p.length - 2, b = 0; b < p.length; a = b, b += 2) twice += p[a] * p[b + 1] - p[b] * p[a + 1];
    return 0.5 * Math.abs(twice);
  }
}
