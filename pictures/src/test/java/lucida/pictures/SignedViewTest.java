package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class SignedViewTest {
  private static final Tensor X = Tensor.of(Shape.of(3, 1, 2), 1.0, -2, -4, 0.5, 2, 0);

  /** The channels of the first pixel are 1, −4, 2, of the second −2, ½, 0. */
  @Test
  void byHand() {
    assertArrayEquals(new double[]{7, 2.5}, SignedView.magnitude(X).toDoubles());
    assertArrayEquals(new double[]{4, 2}, SignedView.strongest(X).toDoubles());
    assertArrayEquals(new double[]{-1, -1.5}, SignedView.sum(X).toDoubles());
    assertEquals(Shape.of(1, 2), SignedView.sum(X).shape());
  }

  /** m = 4: 255·(½ + x/8) is 159 of 1, 0 of −4, 191 of 2, 64 of −2, 143 of ½ and 128 of 0; blue first is blue last on the screen. */
  @Test
  void coloursByHand() {
    assertEquals(Picture.painted(2, 1, (x, y) -> x == 0 ? 0x9F00BF : 0x408F80), SignedView.colours(X, ChannelOrder.RGB, 100));
    assertEquals(Picture.painted(2, 1, (x, y) -> x == 0 ? 0xBF009F : 0x808F40), SignedView.colours(X, ChannelOrder.BGR, 100));
    assertEquals(Picture.painted(2, 1, (x, y) -> 0x808080),
        SignedView.colours(Tensor.zeros(X.shape(), Precision.FLOAT32), ChannelOrder.RGB, 99));
  }

  /** A pixel without a value in one of its channels is no grey of 0: it is chequered, as on other maps. */
  @Test
  void whatHasNoValueIsChequered() {
    Tensor missing = Tensor.of(Shape.of(3, 1, 2), 1.0, 4, -4, Double.NaN, 2, 0);
    assertEquals(Picture.painted(2, 1, (x, y) -> x == 0 ? 0x9F00BF : 0x9A9A9A), SignedView.colours(missing, ChannelOrder.RGB, 100));
  }

  @Test
  void refusesOtherShapes() {
    assertEquals("A map with a sign per colour has the shape [3, H, W], not [1, 2, 2]",
        assertThrows(ShapeException.class, () -> SignedView.sum(Tensor.zeros(Shape.of(1, 2, 2), Precision.FLOAT32))).getMessage());
  }
}
