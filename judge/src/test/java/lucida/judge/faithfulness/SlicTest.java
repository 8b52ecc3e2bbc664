package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class SlicTest {
  /** One colour: only places count, and the means of the squares of a grid are nearest to those squares. */
  @Test
  void aFlatPictureIsDividedIntoSquares() {
    Segments parts = new Slic(6, 10, 5).of(Tensor.zeros(Shape.of(3, 8, 12), Precision.FLOAT64));
    assertEquals(6, parts.n());
    assertArrayEquals(Segments.grid(Shape.of(8, 12), 4).part(), parts.part());
  }

  /** Black up to column 6 and white behind, in a grid of two: the border moves from column 8 to where the colour changes, for 100 in colour is more than any place. */
  @Test
  void aSuperpixelFollowsTheColour() {
    Segments parts = new Slic(2, 10, 5).of(Tensor.filled(Shape.of(1, 8, 16), Precision.FLOAT64, e -> e % 16 <= 6 ? 0 : 1));
    assertEquals(2, parts.n());
    for (int e = 0; e < 128; e++) assertEquals(e % 16 <= 6 ? 0 : 1, parts.part()[e]);
  }

  /** Every number below n is used, whatever the picture. */
  @Test
  void theNumbersHaveNoHoles() {
    for (int number = 0; number < 4; number++) {
      Segments parts = new Slic(9, 10, 10).of(JudgedMaps.picture(number).x());
      assertEquals(parts.n(), Arrays.stream(parts.part()).distinct().count());
      assertEquals(parts.n() - 1, Arrays.stream(parts.part()).max().orElseThrow());
    }
  }

  /** A round of k-means in plain loops: the pixel goes to the centre of least D² in whose 2s × 2s window it is. */
  @Test
  void aRoundAsThePaperWritesIt() {
    Tensor x = JudgedMaps.picture(2).x();
    double s = Math.sqrt(48 / 12.0), scale = 100 / (x.max() - x.min()); // a grid of 3×4 squares of 2×2
    double[][] mean = new double[12][4];
    for (int e = 0; e < 48; e++) {
      int i = e / 8, j = e % 8;
      double[] m = mean[i / 2 * 4 + j / 2];
      m[0] += scale * x.cell(e) / 4;
      m[1] += scale * x.cell(48 + e) / 4;
      m[2] += i / 4.0;
      m[3] += j / 4.0;
    }
    int[] part = new int[48];
    for (int e = 0; e < 48; e++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < 12; k++) {
        int i = e / 8, j = e % 8;
        double di = i - mean[k][2], dj = j - mean[k][3];
        if (Math.abs(di) > s || Math.abs(dj) > s) continue;
        double a = scale * x.cell(e) - mean[k][0], b = scale * x.cell(48 + e) - mean[k][1],
            D = a * a + b * b + (di * di + dj * dj) / (s * s) * 100;
        if (D < least) {
          least = D;
          part[e] = k;
        }
      }
    }
    int[] used = Arrays.stream(part).distinct().sorted().toArray();
    int[] expected = Arrays.stream(part).map(k -> Arrays.binarySearch(used, k)).toArray();
    assertArrayEquals(expected, new Slic(12, 10, 1).of(x).part());
  }
}
