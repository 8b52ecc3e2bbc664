package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FiniteRunTest {
  private static final Target ONE = Target.ofClass(1);

  private static Tensor withCell(Tensor x, int cell, double value) {
    return Tensor.filled(x.shape(), x.precision(), i -> i == cell ? value : x.cell(i));
  }

  private static List<String> texts(Probe probe) {
    return probe.nonFinite().stream().map(Flag::text).toList();
  }

  @Test
  void nothingIsSaidOfAFiniteRun() {
    for (Example example : Example.values()) assertEquals(List.of(), example.probe().nonFinite());
  }

  /** One NaN in filter 1 of conv2, [5, 4, 3, 3]: all 36 cells of channel 1 are NaN, and the ReLU does not hide it: nor do the scores. */
  @Test
  void aNanWeightIsNamedWithTheLayerWhereItShows() {
    for (Example example : Example.values()) {
      Probe probe = example.with("conv2.weight", w -> withCell(w, 36 + 5, Double.NaN)).probe(Example.picture(0), ONE);
      assertEquals(List.of("1 of 180 cells of the weights 'conv2.weight' are NaN or infinite",
          "the first layer whose output is not finite is 'conv2': 36 of 180 cells", "4 of 4 scores are NaN or infinite"),
          texts(probe));
      assertTrue(new GradCam().explain(probe).flags().containsAll(probe.nonFinite()));
    }
  }

  /** A NaN in the head: the layer behind the cut is found too; one class of four is lost. */
  @Test
  void behindTheLayer() {
    Probe probe = Example.GAP.with("fc.bias", b -> withCell(b, 2, Double.NEGATIVE_INFINITY)).probe(Example.picture(0), ONE);
    assertEquals(List.of("1 of 4 cells of the weights 'fc.bias' are NaN or infinite",
        "the first layer whose output is not finite is 'fc': 1 of 4 cells", "1 of 4 scores are NaN or infinite"), texts(probe));
  }

  /** One NaN pixel at (5, 5) reaches 3×3 places of each of four channels. */
  @Test
  void aNanPixel() {
    Probe probe = Example.GAP.subject().probe(withCell(Example.picture(0), 5 * 12 + 5, Double.NaN), ONE);
    assertEquals(List.of("1 of 432 cells of the picture are NaN or infinite",
        "the first layer whose output is not finite is 'conv1': 36 of 576 cells", "4 of 4 scores are NaN or infinite"),
        texts(probe));
  }

  /** A bias of −∞ makes a ReLU's 0: scores are finite, and still it is said. */
  @Test
  void infinityThatAReluHides() {
    Probe probe = Example.GAP.with("conv1.bias", b -> withCell(b, 3, Double.NEGATIVE_INFINITY)).probe(Example.picture(0), ONE);
    assertTrue(probe.logits().isFinite());
    assertEquals(List.of("1 of 4 cells of the weights 'conv1.bias' are NaN or infinite",
        "the first layer whose output is not finite is 'conv1': 144 of 576 cells"), texts(probe));
  }

  /** An infinite variance makes a factor of 1/√∞ = 0: every layer is finite, the tensor is named. */
  @Test
  void infiniteVarianceThatHidesItself() {
    NetworkBuilder net = new NetworkBuilder("normed", Shape.of(3, 12, 12));
    net.add("conv", new Conv2d(3, 2, Windows.of(3, 3, 1, 1), 1, true));
    net.add("norm", new BatchNorm(2, 1e-5, 0.1));
    net.add("gap", new GlobalAveragePool());
    Network network = net.build();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(network, 3, Precision.FLOAT64).tensors());
    tensors.computeIfPresent("norm.running_var", (_, v) -> withCell(v, 1, Double.POSITIVE_INFINITY));
    Probe probe = Subject.of(new Model(network, new Weights(tensors)), "norm", Executor.float64()).probe(Example.picture(0),
        ONE);
    assertEquals(List.of("1 of 2 cells of the weights 'norm.running_var' are NaN or infinite"), texts(probe));
  }

  /** A sum of large finite cells overflows float32; no cell does, and nothing is said. */
  @Test
  void anOverflowingSumIsNoInfinity() {
    Subject large = Example.GAP.with("conv1.bias", b -> b.map(_ -> 3e36));
    Subject floats = Subject.of(large.model(), Example.LAYER, Executor.float32()).inBatchesOf(4);
    Probe probe = floats.probe(Example.picture(0), ONE);
    assertTrue(probe.fromPicture(List.of(probe.cut().forward().value("conv1"))).getFirst().sum() > Float.MAX_VALUE);
    assertEquals(List.of(), texts(probe));
  }

  /** Every method on a network with a NaN: the map says where it comes from, or the method says why there is none. */
  @TestFactory
  Stream<DynamicTest> everyMethodSaysSo() {
    Settings few = new Settings(Settings.USUAL.score(), Optional.of(3), Optional.empty(),
        Optional.of(2), Optional.empty(), List.of(), List.of(), 1);
    return Methods.names().stream()
        .flatMap(name -> Stream.of("conv1.weight", "conv2.weight").map(weight -> dynamicTest(name + ", " + weight, () -> {
          Subject broken = Example.GAP.with(weight, w -> withCell(w, 2, Double.NaN));
          try {
            SaliencyMap map = Methods.named(name, few).explain(broken.probe(Example.picture(0), ONE));
            assertEquals(3, map.flags().stream().filter(flag -> flag.kind() == Flag.Kind.NON_FINITE_NETWORK).count());
            assertTrue(!map.map().isFinite(), () -> name + " is finite");
          } catch (NotApplicableException e) {
            assertTrue(!e.getMessage().isBlank());
          }
        })));
  }
}
