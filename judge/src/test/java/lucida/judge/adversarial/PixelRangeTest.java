package lucida.judge.adversarial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.ChannelOrder;
import lucida.pictures.Geometry;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import org.junit.jupiter.api.Test;

class PixelRangeTest {
  private static final Picture PICTURE = Picture.painted(2, 1, (x, _) -> x == 0 ? 0x00FF33 : 0xFF6600);
  private static final double[] SAMPLES = {0, 1, 1, 0.4, 0.2, 0};

  /** Whatever a network's mean, deviation, divisor and order of colours, samples are sample/255, and changing them by δ is what it reads of p + δ. */
  @Test
  void everyPreprocessing() {
    for (String name : Preprocessing.names()) {
      Preprocessing preprocessing = Preprocessing.named(name).with(new Geometry.AsIs());
      if (preprocessing.order() == ChannelOrder.GREY) continue;
      PixelRange range = PixelRange.of(preprocessing);
      Tensor x = preprocessing.tensor(PICTURE, Precision.FLOAT64), p = range.samples(x);
      for (int c = 0; c < 3; c++)
        for (int at = 0; at < 2; at++)
          assertEquals(SAMPLES[2 * (preprocessing.order() == ChannelOrder.BGR ? 2 - c : c) + at], p.cell(2 * c + at), 1e-15, name);
      Tensor delta = Tensor.filled(x.shape(), Precision.FLOAT64, e -> (p.cell(e) < 0.5 ? 1 : -1) * 51 / 255.0);
      Tensor changed = range.changed(x, delta);
      for (int e = 0; e < 6; e++) {
        int sample = (int) Math.rint(255 * (p.cell(e) + delta.cell(e)));
        assertEquals(preprocessing.value(e / 2, sample), changed.cell(e), 1e-12, name);
      }
      assertTrue(range.changed(x, delta.scale(0)).sameAs(x));
      assertEquals(delta.dot(range.bySamples(x)), changed.minus(x).dot(x), 1e-9 * (1 + x.norm() * x.norm()), name);
    }
  }

  /** 0.5 + 0.001 is nearest to 128/255, 0.5 + 0.003 as well; what does not change stays what it is, between the levels. */
  @Test
  void stored() {
    Shape shape = Shape.of(1, 1, 3);
    PixelRange range = new PixelRange(List.of(-1.0), List.of(1.0));
    Tensor p = Tensor.vector(0.5, 0.5, 0.5).reshape(shape), delta = Tensor.vector(0.001, 0.003, 0).reshape(shape);
    assertTrue(range.stored(p, delta).sameAs(Tensor.vector(128 / 255.0 - 0.5, 128 / 255.0 - 0.5, 0).reshape(shape)));
  }

  @Test
  void arraysHaveNoRange() {
    Preprocessing arrays = Preprocessing.named("torchvision").forChannels(7);
    assertTrue(assertThrows(IllegalArgumentException.class, () -> PixelRange.of(arrays)).getMessage().contains("no least"));
  }
}
