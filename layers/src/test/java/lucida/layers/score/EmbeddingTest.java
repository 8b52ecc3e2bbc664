package lucida.layers.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Forward;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final Executor FLOAT64 = Executor.float64();

  private static Model model() {
    NetworkBuilder net = new NetworkBuilder("embedding", Shape.of(3, 6, 6));
    net.add("conv", Conv2d.of(3, 4, 3, 1, 1));
    net.add("relu", Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(4, 5));
    Network network = net.build();
    return new Model(network, Initial.weights(network, 5, Precision.FLOAT64));
  }

  private static Tensor pictures(int n) {
    return RandomStream.of(8).gaussian(Shape.of(n, 3, 6, 6), Precision.FLOAT64, 0, 1);
  }

  /** A layer with positions is pooled: its means are what the pooling behind it gives. */
  @Test
  void featuresOfLayers() {
    Tensor x = pictures(2);
    Tensor pooled = Embedding.of(model(), "gap").model().scores(x, FLOAT64);
    assertEquals(0, pooled.minus(Embedding.of(model(), "relu").model().scores(x, FLOAT64)).abs().max(), 1e-15);
    assertEquals(Shape.of(2, 4), pooled.shape());
    assertEquals(0, model().scores(x, FLOAT64).minus(Embedding.of(model(), "fc").model().scores(x, FLOAT64)).abs().max(), 0);
  }

  /** cos(e, r) = e·r/(‖e‖‖r‖): 1 for the picture itself, and as in plain loops for others. */
  @Test
  void cosines() {
    Embedding features = Embedding.of(model(), "gap");
    Tensor x = pictures(3);
    Tensor e = features.model().scores(x, FLOAT64);
    Tensor S = features.similarTo(e.slice(0, 0, 2)).scores(x, FLOAT64);
    assertEquals(Shape.of(3, 2), S.shape());
    for (int n = 0; n < 3; n++)
      for (int r = 0; r < 2; r++) {
        double dot = 0, a = 0, b = 0;
        for (int d = 0; d < 4; d++) {
          dot += e.cell(4 * n + d) * e.cell(4 * r + d);
          a += e.cell(4 * n + d) * e.cell(4 * n + d);
          b += e.cell(4 * r + d) * e.cell(4 * r + d);
        }
        assertEquals(dot / Math.sqrt(a * b), S.cell(2 * n + r), 1e-14);
      }
  }

  /** ∂cos/∂e = (r/‖r‖ − cos · e/‖e‖)/‖e‖, which is at a right angle with e. */
  @Test
  void gradient() {
    Embedding features = Embedding.of(model(), "gap");
    Tensor x = pictures(2);
    Tensor e = features.model().scores(x, FLOAT64);
    Model similar = features.similarTo(e.slice(0, 1, 2));
    Forward forward = similar.network().write(1, Mode.INFERENCE);
    Tensor one = x.slice(0, 0, 1);
    Tensor g = FLOAT64.value(Reverse.gradient(forward.scores().at(1, 0), forward.value("gap")), similar.given(forward, one));
    double length = Math.sqrt(e.select(0, 0).times(e.select(0, 0)).sum()),
        other = Math.sqrt(e.select(0, 1).times(e.select(0, 1)).sum());
    double cos = similar.scores(one, FLOAT64).cell(0), along = 0;
    for (int d = 0; d < 4; d++) {
      assertEquals((e.cell(4 + d) / other - cos * e.cell(d) / length) / length, g.cell(d), 1e-13 / length);
      along += g.cell(d) * e.cell(d);
    }
    assertEquals(0, along, 1e-14);
  }

  /** S^c − γ · mean of the two nearest: of 5, 4, 1, 0 they are 4 and 1 for 5, 5 and 1 for 4, 0 and 4 for 1, 1 and 4 for 0. */
  @Test
  void contrasts() {
    NearestContrast contrast = NearestContrast.of(Tensor.vector(5, 4, 1, 0), 2, 0.5);
    assertEquals(List.of(List.of(1, 2), List.of(0, 2), List.of(3, 1), List.of(2, 1)), contrast.nearest());
    NetworkBuilder net = new NetworkBuilder("contrast", Shape.of(1, 2, 2));
    net.add("conv", Conv2d.of(1, 4, 2, 1, 0));
    net.add("gap", new GlobalAveragePool());
    net.add("contrast", contrast);
    Model model = new Model(net.build(), Initial.weights(net.build(), 2, Precision.FLOAT64));
    Forward forward = model.network().write(1, Mode.INFERENCE);
    Tensor x = RandomStream.of(4).gaussian(Shape.of(1, 1, 2, 2), Precision.FLOAT64, 0, 1);
    List<Tensor> both = FLOAT64.values(List.of(forward.value("gap"), forward.scores()), model.given(forward, x));
    for (int c = 0; c < 4; c++) {
      double mean = contrast.nearest().get(c).stream().mapToDouble(m -> both.getFirst().cell(m)).sum() / 2;
      assertEquals(both.getFirst().cell(c) - 0.5 * mean, both.getLast().cell(c), 1e-15);
    }
    assertThrows(IllegalArgumentException.class, () -> NearestContrast.of(Tensor.vector(1, 2), 2, 1));
  }

  @Test
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> Embedding.of(model(), "nothing"));
    Embedding features = Embedding.of(model(), "gap");
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> features.similarTo(Tensor.zeros(Shape.of(1, 4), Precision.FLOAT64)));
    assertTrue(String.valueOf(e.getMessage()).contains("length 0"), e.getMessage());
  }
}
