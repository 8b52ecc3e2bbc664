package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class PixelGroupsTest {
  /** Two groups of four pixels, the middle two equal: each is half in both. */
  @Test
  void equalPixelsAreInAGroupByTheirPart() {
    PixelGroups groups = PixelGroups.of(PixelOrder.mostSalientFirst(Tensor.of(Shape.of(1, 4), 5.0, 9, 1, 5)), 2);
    assertArrayEquals(new double[]{0.5, 1, 0, 0.5}, groups.members(0).toDoubles());
    assertArrayEquals(new double[]{0.5, 0, 1, 0.5}, groups.members(1).toDoubles());
  }

  /** Every pixel is in the groups once, and every group has n-th of the pixels. */
  @Test
  void groupsDivideThePicture() {
    PixelGroups groups = PixelGroups.of(PixelOrder.leastSalientFirst(JudgedMaps.map(1)), 7);
    double[] sum = new double[48];
    for (int g = 0; g < 7; g++) {
      Tensor members = groups.members(g);
      assertEquals(1 / 7.0, members.mean(), 1e-14);
      for (int e = 0; e < 48; e++) sum[e] += members.cell(e);
    }
    for (double s : sum) assertEquals(1, s, 1e-14);
  }

  @Test
  void thereAreNoMoreGroupsThanPixels() {
    assertEquals(48, PixelGroups.of(PixelOrder.leastSalientFirst(JudgedMaps.map(1)), 1000).n());
  }
}
