package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothReluTest {
  private static final Shape CELLS = Shape.of(5);

  private static Tensor values(Layer layer, double... x) {
    NetworkBuilder net = new NetworkBuilder("one", CELLS);
    net.add("layer", layer);
    return new Model(net.build(), new Weights(new LinkedHashMap<>())).scores(Tensor.of(Shape.of(1, 5), x), Executor.float64());
  }

  private static Network network(Layer layer) {
    NetworkBuilder net = new NetworkBuilder("one", CELLS);
    net.add("layer", layer);
    return net.build();
  }

  /** Far out, where e^(βx) overflows, it is x or 0 to the last digit; at 0 it is log 2/β; between, log(1 + e^(βx))/β. */
  @Test
  void isTheSoftplusOfThatSharpness() {
    double[] x = {-1000, -0.3, 0, 0.3, 1000};
    Tensor y = values(new SmoothRelu(Activation.RELU, 4), x);
    double[] wanted = {0, Math.log1p(Math.exp(-1.2)) / 4, Math.log(2) / 4, 0.3 + Math.log1p(Math.exp(-1.2)) / 4, 1000};
    for (int i = 0; i < x.length; i++) assertEquals(wanted[i], y.cell(i), 4 * Math.ulp(1.0), "x = " + x[i]);
  }

  /** softplus_β − relu lies in (0, log 2/β]: where β is 100 times as large the scores are 100 times as near, and 50 times at least. */
  @ParameterizedTest
  @ValueSource(strings = {"scenes-vgg", "scenes-resnet", "cifar-resnet20"})
  void approachesTheNetwork(String name) {
    Network network = Architectures.named(name, 10);
    Model model = new Model(network, Hashed.weights(network));
    Tensor x = Hashed.cells(0, network.input().insert(0, 1), 0, 1), S = model.scores(x, Executor.float64());
    double last = Double.POSITIVE_INFINITY;
    for (double beta : List.of(1e2, 1e4, 1e6)) {
      Model smooth = new Model(SmoothRelu.in(network, beta), model.weights());
      double distance = smooth.scores(x, Executor.float64()).minus(S).norm() / S.norm();
      assertTrue(distance > 0 && distance < last / 50, name + " at " + beta + ": " + distance + " after " + last);
      last = distance;
    }
  }

  /** What contains a gate of x by x as one branch of two, or in a clip, is no ReLU. */
  @Test
  void otherKinksStay() {
    Activation prelu = new Activation("prelu", x -> ActivationFunctions.prelu(x, x.scale(0)));
    for (Activation kept : List.of(Activation.RELU6, Activation.HARD_SWISH, Activation.leakyRelu(0.1), Activation.elu(1), prelu)) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> SmoothRelu.in(network(kept), 1), kept.name());
      assertEquals("Network one has no ReLU to smooth", e.getMessage());
      assertEquals(List.of("layer"), SmoothRelu.otherKinks(network(kept)), kept.name());
    }
    assertEquals(List.of(), SmoothRelu.otherKinks(network(Activation.RELU)));
    assertEquals(List.of(), SmoothRelu.otherKinks(network(Activation.GELU)));
  }

  /** Inside a larger formula too, as in x + relu(3x − 1), where it alone is exchanged. */
  @Test
  void insideALayer() {
    Activation layer = new Activation("inside", x -> x.plus(x.scale(3).plus(-1).relu()).plus(x.clip(0, 6)));
    double[] x = {-2, -0.5, 0.25, 1, 7};
    Tensor y = values(SmoothRelu.in(network(layer), 2).nodes().getFirst().layer(), x);
    for (int i = 0; i < x.length; i++) {
      double wanted = x[i] + Math.log1p(Math.exp(2 * (3 * x[i] - 1))) / 2 + Math.clamp(x[i], 0, 6);
      assertEquals(wanted, y.cell(i), 8 * Math.ulp(Math.abs(wanted)), "x = " + x[i]);
    }
  }

  @Test
  void refusesOtherSharpness() {
    for (double beta : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY})
      assertThrows(IllegalArgumentException.class, () -> new SmoothRelu(Activation.RELU, beta), "β = " + beta);
  }
}
