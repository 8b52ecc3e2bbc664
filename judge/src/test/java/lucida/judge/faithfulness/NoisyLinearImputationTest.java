package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class NoisyLinearImputationTest {
  private static final RandomStream DRAWS = RandomStream.of(3);
  private static final NoisyLinearImputation EXACT = new NoisyLinearImputation(0);

  private static boolean[] missing(int n, double share) {
    boolean[] missing = new boolean[n];
    for (int e = 0; e < n; e++) missing[e] = RandomStream.of(9).bernoulli(share, e);
    return missing;
  }

  /** a + b i + c j is the mean of its neighbours in opposite pairs: missing pixels inside are found, to the solver's tolerance of 1e-8 of numbers up to 20. */
  @Test
  void aPlaneIsFilledIn() {
    Tensor plane = Tensor.filled(Shape.of(1, 6, 8), Precision.FLOAT64, e -> {
      int i = e / 8, j = e % 8;
      return 1 + 2 * i - 0.5 * j;
    });
    boolean[] inside = new boolean[48];
    for (int e = 0; e < 48; e++) inside[e] = e / 8 > 0 && e / 8 < 5 && e % 8 > 0 && e % 8 < 7;
    assertArrayEquals(plane.toDoubles(), EXACT.of(plane, inside, DRAWS).toDoubles(), 1e-6);
  }

  /** The paper's equations as the authors write them down, −Σw on the diagonal, w beside it, −Σ w x of known neighbours on the right, by Gauss' elimination. */
  @Test
  void asThePaperWritesIt() {
    Tensor x = JudgedMaps.picture(0).x();
    for (double share : new double[]{0.1, 0.5, 0.9}) {
      boolean[] missing = missing(48, share);
      double[] filled = EXACT.of(x, missing, DRAWS).toDoubles();
      for (int c = 0; c < 2; c++) {
        double[] expected = eliminated(x, c, missing);
        for (int e = 0; e < 48; e++) assertEquals(expected[e], filled[c * 48 + e], 1e-6);
      }
    }
  }

  /** x of one channel, its missing pixels solved: 6×8 pixels. */
  static double[] eliminated(Tensor x, int c, boolean[] missing) {
    double[][] A = new double[48][49];
    for (int e = 0; e < 48; e++) {
      if (!missing[e]) {
        A[e][e] = 1;
        A[e][48] = x.cell(c * 48 + e);
        continue;
      }
      double sum = 1;
      for (int u = -1; u <= 1; u++)
        for (int v = -1; v <= 1; v++) {
          if (u == 0 && v == 0) continue;
          double w = u == 0 || v == 0 ? 1 / 6.0 : 1 / 12.0;
          int i = e / 8 + u, j = e % 8 + v;
          if (i < 0 || i >= 6 || j < 0 || j >= 8) sum -= w;
          else if (missing[i * 8 + j]) A[e][i * 8 + j] = w;
          else A[e][48] -= w * x.cell(c * 48 + i * 8 + j);
        }
      A[e][e] = -sum;
    }
    for (int k = 0; k < 48; k++)
      for (int r = 0; r < 48; r++) {
        if (r == k) continue;
        double factor = A[r][k] / A[k][k];
        for (int s = 0; s <= 48; s++) A[r][s] -= factor * A[k][s];
      }
    double[] solved = new double[48];
    for (int k = 0; k < 48; k++) solved[k] = A[k][48] / A[k][k];
    return solved;
  }

  /** Noise is added to what is missing, and to nothing else. */
  @Test
  void noiseIsAdded() {
    Tensor x = JudgedMaps.picture(1).x();
    boolean[] missing = missing(48, 0.4);
    Tensor without = EXACT.of(x, missing, DRAWS), with = new NoisyLinearImputation(0.25).of(x, missing, DRAWS);
    for (int e = 0; e < 96; e++)
      assertEquals(missing[e % 48] ? 0.25 * DRAWS.gaussian(e) : 0, with.cell(e) - without.cell(e), 1e-14);
    for (int e = 0; e < 96; e++) if (!missing[e % 48]) assertEquals(x.cell(e), with.cell(e));
  }

  @Test
  void nothingIsKnown() {
    boolean[] all = missing(48, 1);
    assertArrayEquals(new double[96], EXACT.of(JudgedMaps.picture(0).x(), all, DRAWS).toDoubles());
    Tensor x = JudgedMaps.picture(0).x();
    assertArrayEquals(x.toDoubles(), EXACT.of(x, new boolean[48], DRAWS).toDoubles());
  }
}
