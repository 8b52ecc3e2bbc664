package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;

/** A network cut at a layer: the head gives the same scores from A alone as the whole from the picture, and what bypasses A stays. */
class CutTest {
  private static final Network NETWORK = Architectures.named("cifar-resnet20", 10);
  private static final Model MODEL = new Model(NETWORK, Hashed.weights(NETWORK));
  private static final Tensor PICTURE = Hashed.cells(0, Shape.of(1, 3, 32, 32), 0, 1);

  /** Bit for bit: the same calls on the same values. */
  @Test
  void headFromActivationsGivesTheScores() {
    Forward forward = NETWORK.write(1, Mode.INFERENCE);
    for (String layer : List.of("layer1", "layer2.0.relu", "layer3.2.conv1", "avgpool")) { // some of them inside a residual block
      Cut cut = Cut.at(forward, layer);
      List<Tensor> whole = Executor.float64().values(List.of(cut.activations(), cut.scores()), MODEL.given(forward, PICTURE));
      Map<Expr, Tensor> given = new HashMap<>(MODEL.given(forward, PICTURE));
      given.put(cut.activations(), whole.getFirst());
      Tensor head = Executor.float64().run(Program.of(List.of(cut.scores()), cut.activations()), given).getFirst();
      assertTrue(head.sameAs(whole.getLast()), () -> layer + ": " + TensorDifference.of(whole.getLast(), head));
    }
  }

  /** After the last layer with extent the shortcut does not bypass the cut, so the gradient by A is W/Z by closed form [GC 3]. */
  @Test
  void gradientUnderGlobalAveragePoolingIsTheDenseLayers() {
    Forward forward = NETWORK.write(1, Mode.INFERENCE);
    Cut cut = Cut.at(forward, "layer3");
    Expr gradient = Reverse.gradient(cut.scores().slice(1, 7, 8), cut.activations());
    Tensor g = Executor.float64().value(gradient, MODEL.given(forward, PICTURE));
    Tensor w = MODEL.weights().tensors().get("linear.weight");
    Tensor expected = Tensor.filled(g.shape(), Precision.FLOAT64, i -> w.at(7, i / 64) / 64);
    assertEquals(0, TensorDifference.of(expected, g).beyond(), () -> TensorDifference.of(expected, g).toString()); // a product with 1/64 is exact
  }

  @Test
  void piecewiseLinearHeadsAreReadOffTheGraph() {
    assertTrue(Cut.at(NETWORK.write(1, Mode.INFERENCE), "layer2").headIsPiecewiseLinear());
    NetworkBuilder net = new NetworkBuilder("smooth", Shape.of(3, 8, 8));
    net.add("conv", Conv2d.of(3, 4, 3, 1, 1));
    net.add("silu", Activation.SILU);
    net.add("pool", new GlobalAveragePool());
    Network smooth = net.build();
    assertFalse(Cut.at(smooth.write(1, Mode.INFERENCE), "conv").headIsPiecewiseLinear());
    assertTrue(Cut.at(smooth.write(1, Mode.INFERENCE), "silu").headIsPiecewiseLinear());
  }

  @Test
  void severalLayersAtOnceAndOtherNames() {
    Cut cut = new Cut(NETWORK.write(2, Mode.INFERENCE), List.of("layer3", "layer1"));
    assertEquals(List.of("layer3.2.out", "layer1.2.out"), cut.layers());
    assertEquals(Shape.of(2, 64, 8, 8), cut.activations().shape());
  }

  @Test
  void refusesWithAReason() {
    Exception unknown = assertThrows(IllegalArgumentException.class, () -> Cut.at(NETWORK.write(1, Mode.INFERENCE), "layer4"));
    assertTrue(unknown.getMessage().contains("has no layer 'layer4'; did you mean 'layer"), unknown.getMessage());
    NetworkBuilder net = new NetworkBuilder("dead end", Shape.of(3, 8, 8));
    net.add("unused", Conv2d.of(3, 4, 3, 1, 1));
    net.add("pool", new GlobalAveragePool(), Network.INPUT);
    Forward forward = net.build().write(1, Mode.INFERENCE);
    Exception apart = assertThrows(IllegalArgumentException.class, () -> Cut.at(forward, "unused"));
    assertEquals("Network dead end cannot be cut at 'unused': the scores do not depend on it", apart.getMessage());
  }

  @Test
  void weightsThatDoNotFitAreListed() {
    Exception e = assertThrows(IllegalArgumentException.class,
        () -> new Model(Architectures.named("cifar-resnet32"), Hashed.weights(NETWORK)));
    assertTrue(e.getMessage().startsWith("These are not the weights of cifar-resnet32: 60 missing: layer1.3.conv1.weight"),
        e.getMessage());
    assertTrue(e.getMessage().endsWith("and 50 more"), e.getMessage());
  }
}
