package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/** Each measure against closed forms, SSIM against its formula in plain loops. */
class MapComparisonTest {
  private static final Shape SHAPE = Shape.of(13, 9);
  /** Sums of at most 117 terms of magnitude around 1: 117 · 2⁻⁵³ ≈ 1.3e-14, and a few of them on each other. */
  private static final double ROUNDING = 1e-12;
  private static final Tensor A = RandomStream.of(5).stream("a").gaussian(SHAPE, Precision.FLOAT64, 0, 1);
  private static final Tensor B = RandomStream.of(5).stream("b").gaussian(SHAPE, Precision.FLOAT64, 0.3, 1);

  private static MapComparison of(double[] a, double[] b) {
    return new MapComparison(Tensor.matrix(a), Tensor.matrix(b));
  }

  /** An affine function of a map is correlated by the sign of its factor; 1,2,3 and 1,3,2 by Σ = 1, /√(2·2). */
  @Test
  void pearson() {
    assertEquals(1, new MapComparison(A, A.map(v -> 3 * v - 7)).pearson(), ROUNDING);
    assertEquals(-1, new MapComparison(A, A.map(v -> 1 - v / 5)).pearson(), ROUNDING);
    assertEquals(0.5, of(new double[]{1, 2, 3}, new double[]{1, 3, 2}).pearson(), ROUNDING);
    assertEquals(0, of(new double[]{1, -1, 1, -1}, new double[]{1, 1, -1, -1}).pearson(), ROUNDING);
  }

  /** Ranks of 1,2,2,3 are 1, 2.5, 2.5, 4: against 1,2,3,4 the correlation is 4.5/√(4.5·5) = √0.9. */
  @Test
  void spearman() {
    assertEquals(1, new MapComparison(A, A.exp()).spearman(), ROUNDING);
    assertEquals(-1, new MapComparison(A, A.map(v -> -v * v * v)).spearman(), ROUNDING);
    assertEquals(Math.sqrt(0.9), of(new double[]{1, 2, 2, 3}, new double[]{1, 2, 3, 4}).spearman(), ROUNDING);
    assertTrue(new MapComparison(A, A.exp()).pearson() < 0.95, "the measures differ where ranks and values do");
  }

  @Test
  void aConstantMapHasNoCorrelation() {
    MapComparison flat = of(new double[]{0.1, 0.1, 0.1}, new double[]{1, 2, 3});
    assertTrue(Double.isNaN(flat.pearson()));
    assertTrue(Double.isNaN(flat.spearman()));
  }

  /** ‖(3, 4) − (0, 4)‖/‖(0, 4)‖ = 3/4; the other way 3/5. */
  @Test
  void relativeL2() {
    assertEquals(0.75, of(new double[]{3, 4}, new double[]{0, 4}).relativeL2(), ROUNDING);
    assertEquals(0.6, of(new double[]{0, 4}, new double[]{3, 4}).relativeL2(), ROUNDING);
    assertEquals(0, new MapComparison(A, A).relativeL2());
  }

  /** Cells {0, 1} and {1, 2} share one of three. */
  @Test
  void topOverlap() {
    assertEquals(1.0 / 3, of(new double[]{9, 8, 1, 0}, new double[]{0, 8, 9, 1}).topOverlap(50), ROUNDING);
    assertEquals(0, of(new double[]{9, 8, 1, 0}, new double[]{0, 1, 8, 9}).topOverlap(50));
    assertEquals(1, new MapComparison(A, A.exp()).topOverlap(10), ROUNDING);
    assertEquals(1, new MapComparison(A, B).topOverlap(100), ROUNDING);
  }

  /** All four cells of the flat map share the first place with ¼ each: ¼ / (1 + ¾) = 1/7, wherever the other has its peak. */
  @Test
  void equalCellsShareTheirPlaces() {
    for (int peak = 0; peak < 4; peak++) {
      double[] other = new double[4];
      other[peak] = 1;
      assertEquals(1.0 / 7, of(new double[4], other).topOverlap(25), ROUNDING);
    }
    assertEquals(1, of(new double[4], new double[4]).topOverlap(25), ROUNDING);
  }

  /** Constants p = 1, q = 3 have no spread: (2pq + c1)/(p² + q² + c1), c1 = (0.01·2)². */
  @Test
  void ssimOfConstants() {
    double c1 = 0.02 * 0.02;
    Tensor p = Tensor.filled(SHAPE, Precision.FLOAT64, 1);
    assertEquals((6 + c1) / (10 + c1), new MapComparison(p, p.scale(3)).ssim(), ROUNDING);
    assertEquals(1, new MapComparison(p, p).ssim());
    assertEquals(1, new MapComparison(A, A).ssim(), ROUNDING);
  }

  @Test
  void ssimInPlainLoops() {
    double L = Math.max(A.max(), B.max()) - Math.min(A.min(), B.min());
    assertEquals(slow(A, B, L), new MapComparison(A, B).ssim(), ROUNDING);
    Tensor two = Tensor.stack(0, java.util.List.of(A, B)), exchanged = Tensor.stack(0, java.util.List.of(B, A));
    assertEquals((slow(A, B, L) + slow(B, A, L)) / 2, new MapComparison(two, exchanged).ssim(), ROUNDING);
  }

  /** Every window in two dimensions at once, variances as means of squared differences. */
  private static double slow(Tensor a, Tensor b, double L) {
    int h = a.shape().extent(0), w = a.shape().extent(1);
    double total = 0;
    for (int i = 0; i < h; i++)
      for (int j = 0; j < w; j++) {
        double weights = 0, ma = 0, mb = 0, va = 0, vb = 0, cov = 0;
        for (int pass = 0; pass < 2; pass++)
          for (int u = Math.max(0, i - 5); u <= Math.min(h - 1, i + 5); u++)
            for (int v = Math.max(0, j - 5); v <= Math.min(w - 1, j + 5); v++) {
              double weight = Math.exp(-((u - i) * (u - i) + (v - j) * (v - j)) / (2 * 1.5 * 1.5));
              double x = a.at(u, v), y = b.at(u, v);
              if (pass == 0) {
                weights += weight;
                ma += weight * x;
                mb += weight * y;
              } else {
                va += weight * (x - ma / weights) * (x - ma / weights) / weights;
                vb += weight * (y - mb / weights) * (y - mb / weights) / weights;
                cov += weight * (x - ma / weights) * (y - mb / weights) / weights;
              }
            }
        ma /= weights;
        mb /= weights;
        double c1 = 0.01 * L * 0.01 * L, c2 = 0.03 * L * 0.03 * L;
        total += (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
      }
    return total / (h * w);
  }

  @Test
  void mapsOfTwoExtentsMeetAtTheLarger() {
    MapComparison both = MapComparison.resized(Tensor.matrix(new double[]{2}),
        Tensor.matrix(new double[]{1, 2}, new double[]{3, 4}));
    assertTrue(both.a().sameAs(Tensor.filled(Shape.of(2, 2), Precision.FLOAT64, 2)));
    assertEquals(Shape.of(2, 2), both.b().shape());
  }

  @Test
  void whatCannotBeCompared() {
    assertThrows(ShapeException.class, () -> new MapComparison(A, A.transpose()));
    assertThrows(ShapeException.class, () -> new MapComparison(Tensor.vector(1), Tensor.vector(1)));
    assertThrows(IllegalArgumentException.class, () -> new MapComparison(A, A.map(_ -> Double.NaN)));
    assertThrows(IllegalArgumentException.class, () -> new MapComparison(A, B).topOverlap(0));
  }

  /** Whole multiples of the smallest number: the correlations are those of the multiples. */
  @Test
  void tinyCells() {
    Tensor a = Tensor.matrix(new double[]{1, 5}, new double[]{2, 9}), b = Tensor.matrix(new double[]{3, 4}, new double[]{1, 7});
    MapComparison wide = new MapComparison(a, b), tiny = new MapComparison(a.map(v -> v * Double.MIN_VALUE * 1024), b);
    assertEquals(wide.pearson(), tiny.pearson(), 1e-3, "a mean of cells this small is rounded to a 1000th of them");
    assertEquals(wide.spearman(), tiny.spearman());
  }
}
