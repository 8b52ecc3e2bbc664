package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ConnectedComponentTest {
  /** Two segments touch at a corner only, which does not join them; a cell at the threshold is outside; the right edge is no neighbour of the left. */
  @Test
  void largestSegmentAndItsBox() {
    Tensor map = Tensor.matrix(new double[][]{{0, 0.15, 0, 0.3}, {0.5, 0, 0.4, 1}, {0.2, 0, 0, 0.9}, {0, 0.6, 0.6, 0}});
    assertEquals(new ConnectedComponent(0, 2, 3, 4, 4), ConnectedComponent.largest(map, 0.15));
  }

  @Test
  void nothingPositive() { assertEquals(0, ConnectedComponent.largest(Tensor.matrix(new double[][]{{-1, 0}}), 0.15).size()); }
}
