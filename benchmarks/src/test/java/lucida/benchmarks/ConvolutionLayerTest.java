package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import lucida.core.Shape;
import lucida.core.kernel.Convolution;
import org.junit.jupiter.api.Test;

class ConvolutionLayerTest {
  @Test
  void isReadWithAndWithoutDefaults() {
    Convolution stem = ConvolutionLayer.of("3x224x224-64k7s2p3").convolution(2);
    assertEquals(Shape.of(2, 3, 224, 224), stem.input());
    assertEquals(Shape.of(64, 3, 7, 7), stem.filter());
    assertEquals(Shape.of(2, 64, 112, 112), stem.output());
    assertEquals(new ConvolutionLayer(64, 56, 55, 128, 1, 1, 0, 4), ConvolutionLayer.of("64x56x55-128k1g4"));
  }

  @Test
  void whatIsNoLayerIsSaid() {
    String said = assertThrows(IllegalArgumentException.class, () -> ConvolutionLayer.of("64x56-3")).getMessage();
    assertEquals("layer '64x56-3': it is written CxHxW-OkSIZE, then sSTRIDE, pPADDING, gGROUPS if wanted, as in 64x56x56-128k3s2p1",
        said);
  }

  /** The first of VGG16: 224² places, 64 filters of 3·3·3. */
  @Test
  void aMultiplicationAndAnAdditionAreTwo() {
    WorkPerCall count = new ConvolutionBenchmark().count("forward", Map.of("batch", "1", "layer", "3x224x224-64k3p1"));
    assertEquals(WorkPerCall.flop(2.0 * 224 * 224 * 64 * 27), count);
  }
}
