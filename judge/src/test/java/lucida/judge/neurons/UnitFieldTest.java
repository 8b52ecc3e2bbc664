package lucida.judge.neurons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.AveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.MaxPool;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

class UnitFieldTest {
  private static final long SEED = 11;
  private static final Shape PICTURE = Shape.of(2, 23, 19);

  /** Windows of all sorts, side by side in a shortcut. */
  private static Network network(Shape picture) {
    NetworkBuilder net = new NetworkBuilder("fields", picture);
    net.add("conv1", new Conv2d(2, 3, Windows.of(5, 3, 2, 1), 1, true));
    net.add("bn1", BatchNorm.of(3));
    String trunk = net.add("relu1", Activation.RELU);
    net.add("conv2", new Conv2d(3, 3, Windows.of(3, 3, 1, 2).dilated(2, 2), 1, true));
    String branch = net.add("relu2", Activation.RELU);
    net.add("sum", new Add(), trunk, branch);
    net.add("pool", MaxPool.of(3, 2));
    net.add("mean", new AveragePool(Windows.of(2, 2, 1, 0), false, true));
    net.add("gap", new GlobalAveragePool());
    return net.build();
  }

  /**
   * conv1 at i sees rows 2i − 1 … 2i + 3 and columns 2j − 1 … 2j + 1. conv2, two cells apart and padded by two, sees rows i − 2 … i + 2 of it, the shortcut row i alone; pool rows
   * 2i … 2i + 2 of their sum, mean i … i + 1 of that. So mean at 1 sees pool 1 … 2, the sum 2 … 6, conv1 0 … 8 of its 9 columns and 0 … 8 of 11 rows: pixels −1 … 19, cut at 0.
   */
  @Test
  void windowByWindow() {
    var forward = network(PICTURE).write(1, Mode.INFERENCE);
    assertEquals(new Box(3, 3, 7, 5), new UnitField(forward, "relu1").of(2, 2));
    assertEquals(new Box(0, 0, 3, 1), new UnitField(forward, "relu1").of(0, 0));
    assertEquals(new Box(5, 7, 17, 17), new UnitField(forward, "sum").of(5, 6));
    assertEquals(new Box(0, 0, 19, 17), new UnitField(forward, "mean").of(1, 1));
    assertEquals(new Box(0, 0, 22, 18), new UnitField(forward, "gap").of(0, 0), "a sum over positions sees everything");
  }

  /**
   * With positive weights and pictures every gate is open but that of the maximum, which chooses what sees the brightest pixel: over pictures with each pixel the brightest once the cells whose
   * gradient is not 0 are exactly those of the field. Plain loops have no rounding where nothing is multiplied.
   */
  @Test
  void gradientsReachExactlyTheField() {
    Shape small = Shape.of(2, 15, 12);
    Network network = network(small);
    Weights drawn = Initial.weights(network, SEED, Precision.FLOAT64);
    drawn.tensors().replaceAll((name, w) -> w.map(v -> Math.abs(v) + 0.01));
    Model model = new Model(network, new Weights(drawn.tensors()));
    var forward = network.write(1, Mode.INFERENCE);
    int plane = small.extent(1) * small.extent(2);
    Tensor dim = RandomStream.of(SEED).uniform(small, Precision.FLOAT64, 0.1, 1);
    List<Tensor> pictures = IntStream.range(0, plane)
        .mapToObj(bright -> Tensor.filled(small, Precision.FLOAT64, e -> e % plane == bright ? 1000 : dim.cell(e))).toList();
    for (String layer : List.of("relu1", "sum", "pool", "mean")) {
      UnitField fields = new UnitField(forward, layer);
      UnitPatterns gradients = UnitPatterns.gradients(model, Executor.definition(), layer);
      Shape A = network.shapes().get(layer);
      for (int i = 0; i < A.extent(1); i += 2) {
        int j = (i * 2 + 1) % A.extent(2);
        Box field = fields.of(i, j);
        Neuron.Peak unit = new Neuron.Peak(0, "x", 1, i, j, field);
        Tensor reached = gradients.of(pictures, 1, Stream.generate(() -> unit).limit(pictures.size()).toList()).stream()
            .map(gradient -> gradient.abs().sum(0)).reduce(Tensor::plus).orElseThrow();
        assertEquals(Optional.of(field), box(reached), layer + " at " + i + ", " + j);
      }
    }
  }

  private static Optional<Box> box(Tensor plane) {
    int W = plane.shape().extent(1), top = Integer.MAX_VALUE, left = Integer.MAX_VALUE, bottom = -1, right = -1;
    for (int e = 0; e < plane.size(); e++)
      if (plane.cell(e) != 0) {
        top = Math.min(top, e / W);
        bottom = Math.max(bottom, e / W);
        left = Math.min(left, e % W);
        right = Math.max(right, e % W);
      }
    return bottom < 0 ? Optional.empty() : Optional.of(new Box(top, left, bottom, right));
  }

  @Test
  void theCheckCanFail() {
    Tensor gradient = Tensor.of(Shape.of(1, 2, 2), 1, 2, 0, -3);
    assertTrue(FieldCheck.NONE.with(gradient, new Box(0, 0, 1, 1)).reachesItsSides());
    FieldCheck wrong = FieldCheck.NONE.with(gradient, new Box(0, 0, 0, 1));
    assertEquals(1, wrong.outside());
    assertEquals(1, wrong.units());
    assertEquals(1, wrong.cut());
    assertEquals(0, FieldCheck.NONE.with(gradient, new Box(0, 0, 1, 1)).cut(), "nothing is outside of the whole picture");
  }
}
