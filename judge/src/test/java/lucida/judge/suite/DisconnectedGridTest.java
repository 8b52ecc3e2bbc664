package lucida.judge.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectedGridTest {
  private static final int N = 2;
  private static final int H = JudgedMaps.HEIGHT;
  private static final int W = JudgedMaps.WIDTH;
  private static final Model WHOLE = JudgedMaps.subject().model();
  private static final DisconnectedGrid GRID = new DisconnectedGrid(WHOLE, "features", N);
  private static final Tensor X = RandomStream.of(9).gaussian(Shape.of(JudgedMaps.CHANNELS, N * H, N * W), Precision.FLOAT64, 0, 1);

  private static Tensor cell(Tensor grid, int m) {
    return grid.slice(1, m / N * H, m / N * H + H).slice(2, m % N * W, m % N * W + W);
  }

  private static Tensor scores(Model model, Tensor x) {
    return model.scores(x.reshape(x.shape().insert(0, 1)), Executor.float64()).select(0, 0);
  }

  /** A dot product of 4·6·8 terms is summed in another order at most: 192 ulp, relative to scores of about 1. */
  private static void assertSame(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertTrue(expected.minus(actual).abs().max() <= 192 * 0x1p-52 * Math.max(1, expected.abs().max()), expected + " " + actual);
  }

  /** DiFull: the scores of cell m are those of the whole network on this cell alone. */
  @Test
  void diFullIsTheNetworkOnEachCell() {
    Tensor S = scores(GRID.diFull(), X);
    assertEquals(Shape.of(N * N * JudgedMaps.CLASSES), S.shape());
    for (int m = 0; m < N * N; m++)
      assertSame(scores(WHOLE, cell(X, m)), S.slice(0, m * JudgedMaps.CLASSES, (m + 1) * JudgedMaps.CLASSES));
  }

  /** DiPart: the scores of cell m are those of the linear layer on the features of the whole grid in this cell. */
  @Test
  void diPartIsTheHeadOnTheFeaturesOfEachCell() {
    Subject subject = Subject.of(GRID.diPart(), DisconnectedGrid.GRID, Executor.float64());
    Tensor A = subject.probe(X, Target.ofClass(0)).activations();
    NetworkBuilder head = new NetworkBuilder("head", Shape.of(4, H, W));
    head.add("flatten", new Flatten());
    head.add("fc", new Dense(4 * H * W, JudgedMaps.CLASSES, true));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    WHOLE.weights().tensors().forEach((name, w) -> {
      if (name.startsWith("fc")) weights.put(name, w);
    });
    Tensor S = scores(subject.model(), X);
    for (int m = 0; m < N * N; m++)
      assertSame(scores(new Model(head.build(), new Weights(weights)), cell(A, m)),
          S.slice(0, m * JudgedMaps.CLASSES, (m + 1) * JudgedMaps.CLASSES));
  }

  private static double outside(Model model, String name, int m) {
    Method method = Methods.named(name, Settings.USUAL);
    Tensor map = method.explain(Subject.of(model, DisconnectedGrid.GRID, Executor.float64())
        .probe(X, Target.ofClass(m * JudgedMaps.CLASSES + 1))).signed();
    Tensor planes = map.shape().rank() == 3 ? map : map.reshape(map.shape().insert(0, 1));
    assertTrue(planes.abs().max() > 0, "the map is not black");
    return IntStream.range(0, N * N).filter(other -> other != m).mapToDouble(other -> cell(planes, other).abs().max()).max()
        .orElseThrow();
  }

  /** [GT 2] Where a cell can have no influence every term of these maps has a factor ∂S/∂A or ∂S/∂x that is not small but 0. */
  @ParameterizedTest
  @ValueSource(strings = {"hirescam", "layercam", "gradient", "input-x-gradient", "integrated-gradients"})
  void impossibleAttributionsAreExactlyZero(String method) {
    for (int m = 0; m < N * N; m++) {
      assertEquals(0, outside(GRID.diFull(), method, m), method + ", cell " + m);
      if (method.endsWith("cam")) assertEquals(0, outside(GRID.diPart(), method, m), method + ", cell " + m);
    }
  }

  /** Weights of channels are shared by all positions: with them maps show what can have no influence. Pixels beside the cell do reach DiPart's features. */
  @ParameterizedTest
  @CsvSource({"gradcam,true", "gradcam++,true", "xgradcam,true", "gradcam,false", "gradient,false"})
  void othersAreNotZero(String method, boolean full) {
    assertTrue(outside(full ? GRID.diFull() : GRID.diPart(), method, 0) > 0, method);
  }

  @Test
  void whatByPassesTheLayerIsRefused() {
    NetworkBuilder net = new NetworkBuilder("shortcut", JudgedMaps.PICTURE);
    String first = net.add("conv", new Conv2d(2, 2, Windows.of(3, 3, 1, 1), 1, true));
    net.add("features", Activation.RELU);
    net.add("add", new Add(), "features", first);
    net.add("gap", new GlobalAveragePool());
    Network network = net.build();
    Model model = new Model(network, Initial.weights(network, 1, Precision.FLOAT64));
    assertEquals("Behind layer 'features', 'add' reads 'conv': not all passes through that layer",
        assertThrows(IllegalArgumentException.class, () -> new DisconnectedGrid(model, "features", N)).getMessage());
  }

  /** The settings give the layer where maps are made a name that is there. */
  @Test
  void settingsNameTheirLayer() {
    for (GridSetting setting : List.of(GridSetting.values()))
      assertTrue(Subject.of(setting.of(WHOLE, "features"), setting.layer("features"), Executor.float64()).layer().length() > 0);
  }
}
