package lucida.layers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lucida.core.Shape;
import lucida.layers.Network;
import org.junit.jupiter.api.Test;

class AllCnnTest {
  /**
   * Springenberg et al. 2015, table 2, All-CNN-C: 32×32 pictures, strides at the third and the sixth convolution, 8×8 become 6×6 at the seventh; with weights 3·96·9 + 2·96²·9 + 96·192·9 +
   * 3·192²·9 + 192² + 192·10 and a bias for each of the 3·96 + 5·192 + 10 maps.
   */
  @Test
  void theTableOfThePaper() {
    Network net = AllCnn.c(10);
    List<Shape> convolutions = net.shapes().entrySet().stream().filter(e -> e.getKey().startsWith("conv")).map(e -> e.getValue())
        .toList();
    assertEquals(
        List.of(Shape.of(96, 32, 32), Shape.of(96, 32, 32), Shape.of(96, 16, 16), Shape.of(192, 16, 16), Shape.of(192, 16, 16),
            Shape.of(192, 8, 8), Shape.of(192, 6, 6), Shape.of(192, 6, 6), Shape.of(10, 6, 6)),
        convolutions);
    assertEquals(Shape.of(10), net.shapes().lastEntry().getValue());
    long weights = 3 * 96 * 9 + 2L * 96 * 96 * 9 + 96 * 192 * 9 + 3L * 192 * 192 * 9 + 192 * 192 + 192 * 10;
    assertEquals(weights + 3 * 96 + 5 * 192 + 10, net.parameters().values().stream().mapToLong(Shape::size).sum());
    assertEquals("scenes", Presets.usual(net.name()));
  }
}
