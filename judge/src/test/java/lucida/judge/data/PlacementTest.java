package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Framing;
import lucida.pictures.Geometry;
import lucida.pictures.Picture;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** Truth follows its picture through resizing and cropping. */
class PlacementTest {
  /** 8×4 to 4×2, of which columns 1 and 2 are kept: an edge x goes to x/2 − 1, an edge y to y/2. */
  private static final Placement HALVED = new Placement(new Geometry.ShortSide(2, 2, Filter.BILINEAR).framing(8, 4));

  @Test
  void boxesAreHalvedAndCropped() {
    assertEquals(Optional.of(new Box(0, 0, 0, 1)), HALVED.box(2, 0, 6, 2), "edges at 0, 0, 2, 1");
    assertEquals(Optional.of(new Box(0, 0, 1, 0)), HALVED.box(0, 0, 4, 4), "edges at −1, 0, 1, 2: clipped on the left");
    assertEquals(Optional.of(new Box(1, 1, 1, 1)), HALVED.box(5.2, 3, 5.4, 3.2), "no centre inside: the pixel it is in");
    assertEquals(Optional.empty(), HALVED.box(0, 0, 2, 4), "ends where the crop begins");
    assertEquals(Optional.empty(), HALVED.box(6, 0, 8, 4), "begins where the crop ends");
  }

  /** A pixel is inside where its centre is: counted one by one, with the formula the other way about. */
  @Test
  void boxesHoldThePixelsWhoseCentresAreInside() {
    Framing framing = new Geometry.ShortSide(64, 56, Filter.BILINEAR).framing(97, 131);
    Tensor random = RandomStream.of(3).uniform(Shape.of(200, 4), Precision.FLOAT64, 0, 1);
    int tried = 0;
    for (int n = 0; n < 200; n++) {
      double x0 = random.at(n, 0) * 97, x1 = x0 + 3 + random.at(n, 1) * 60, y0 = random.at(n, 2) * 131,
          y1 = y0 + 3 + random.at(n, 3) * 60;
      int top = 56, left = 56, bottom = -1, right = -1;
      for (int i = 0; i < 56; i++)
        for (int j = 0; j < 56; j++) {
          double x = (framing.left() + j + 0.5) * 97 / framing.resize().width(),
              y = (framing.top() + i + 0.5) * 131 / framing.resize().height();
          if (x >= x0 && x < x1 && y >= y0 && y < y1) {
            top = Math.min(top, i);
            bottom = i;
            left = Math.min(left, j);
            right = Math.max(right, j);
          }
        }
      if (bottom < 0) continue;
      tried++;
      assertEquals(Optional.of(new Box(top, left, bottom, right)), new Placement(framing).box(x0, y0, x1, y1), "seed 3, box " + n);
    }
    assertEquals(true, tried > 100, tried + " boxes are seen");
  }

  /** Cell (i, j) is the pixel its centre falls in: column 2·(1 + j + ½), row 2·(i + ½) of the picture, 3 and 5, 1 and 3. */
  @Test
  void masksTakeTheNearestPixel() {
    Picture mask = Picture.painted(8, 4, (x, y) -> x == 5 && y == 1 || x == 3 && y == 3 ? 0x000001 : 0);
    Tensor placed = HALVED.mask(mask, Precision.FLOAT32);
    assertArrayEquals(new double[]{0, 1, 1, 0}, placed.toDoubles());
    assertEquals(Optional.of(new Box(0, 0, 1, 1)), Placement.around(placed));
    assertEquals(Optional.empty(), Placement.around(Tensor.zeros(Shape.of(2, 2), Precision.FLOAT32)));
  }
}
