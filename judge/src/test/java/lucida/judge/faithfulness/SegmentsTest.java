package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  /** 3×5 pixels in squares of 2: two rows of three squares, the last ones cut. */
  @Test
  void aGridIsCutAtTheBorder() {
    Segments grid = Segments.grid(Shape.of(3, 5), 2);
    assertEquals(6, grid.n());
    assertArrayEquals(new int[]{0, 0, 1, 1, 2, 0, 0, 1, 1, 2, 3, 3, 4, 4, 5}, grid.part());
  }

  /** 1 … 4 in two parts of three and one pixels. */
  @Test
  void sumsMeansAndRanks() {
    Segments parts = new Segments(new int[]{0, 0, 1, 0}, 2);
    Tensor map = Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4);
    assertArrayEquals(new double[]{7, 3}, parts.sums(map));
    assertArrayEquals(new double[]{7 / 3.0, 3}, parts.means(map), 1e-15);
    assertArrayEquals(new int[]{0, 1}, parts.ranks(parts.sums(map)));
    assertArrayEquals(new int[]{1, 0}, parts.ranks(parts.means(map)));
    assertArrayEquals(new int[]{0, 1}, parts.ranks(5, 5));
  }

  @Test
  void theFirstPartsAreReplacedInEveryChannel() {
    Segments parts = new Segments(new int[]{0, 1, 1}, 2);
    Tensor x = Tensor.of(Shape.of(2, 1, 3), 1.0, 2, 3, 4, 5, 6);
    assertArrayEquals(new double[]{1, -2, -3, 4, -5, -6}, parts.replaced(x, 1, new int[]{1, 0}, x.negate()).toDoubles());
    assertArrayEquals(x.toDoubles(), parts.replaced(x, 0, new int[]{1, 0}, x.negate()).toDoubles());
  }
}
