package lucida.layers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.BatchNormFolding;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Forward;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionTest {
  private static final int C = 4;
  private static final int SIDE = 3;

  private static Network plain() {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(2, SIDE, SIDE));
    net.add("conv", Conv2d.of(2, C, 3, 1, 1));
    net.add("relu", Activation.RELU);
    net.alias("features");
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(C, 3));
    return net.build();
  }

  private static Model model(Network network) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters()
        .forEach((name, shape) -> tensors.put(name, RandomStream.of(5).stream(name).gaussian(shape, Precision.FLOAT64, 0.2, 0.7)));
    return new Model(network, new Weights(tensors));
  }

  /** GG 1 to 3 in loops, from the values of the layer and the weights of the two dense layers. */
  @ParameterizedTest
  @ValueSource(strings = {"after=features,channel", "after=features,spatial", "after=features,channel,spatial",
      "after=features,channel,spatial-softmax,hidden=2"})
  void isWhatThePaperPrints(String spec) {
    Attention attention = Attention.parse(spec);
    assertEquals(spec, attention.toString());
    Model model = model(attention.in(plain()));
    Forward forward = model.network().write(2, Mode.INFERENCE);
    Map<Expr, Tensor> given = model.given(forward, RandomStream.of(6).gaussian(forward.x().shape(), Precision.FLOAT64, 0, 1));
    Executor executor = Executor.float64();
    Tensor a = executor.value(forward.value("features"), given);
    Tensor out = executor.value(forward.value(attention.spatial().isPresent() ? "attention.d" : "attention.b"), given);
    for (int n = 0; n < 2; n++) {
      double[] s = attention.channel() ? slowChannel(model, a, n) : new double[]{1, 1, 1, 1};
      double[][] T = slowSpatial(a, n, s, attention);
      for (int q = 0; q < C; q++)
        for (int i = 0; i < SIDE; i++)
          for (int j = 0; j < SIDE; j++)
            assertEquals(a.at(n, q, i, j) * (attention.spatial().isPresent() ? T[i][j] : s[q]), out.at(n, q, i, j), 1e-14);
    }
  }

  private static double[] slowChannel(Model model, Tensor a, int n) {
    Tensor w1 = tensor(model, "fc1.weight"), b1 = tensor(model, "fc1.bias"), w2 = tensor(model, "fc2.weight"),
        b2 = tensor(model, "fc2.bias");
    double[] hidden = b1.toDoubles(), z = b2.toDoubles();
    for (int r = 0; r < hidden.length; r++) {
      for (int q = 0; q < C; q++)
        for (int i = 0; i < SIDE; i++) for (int j = 0; j < SIDE; j++) hidden[r] += w1.at(r, q) * a.at(n, q, i, j) / (SIDE * SIDE);
      hidden[r] = Math.max(0, hidden[r]);
    }
    double sum = 0;
    for (int q = 0; q < C; q++) {
      for (int r = 0; r < hidden.length; r++) z[q] += w2.at(q, r) * hidden[r];
      sum += Math.exp(z[q]);
    }
    for (int q = 0; q < C; q++) z[q] = Math.exp(z[q]) / sum;
    return z;
  }

  private static double[][] slowSpatial(Tensor a, int n, double[] s, Attention attention) {
    double[][] T = new double[SIDE][SIDE];
    double sum = 0;
    for (int i = 0; i < SIDE; i++)
      for (int j = 0; j < SIDE; j++) {
        for (int q = 0; q < C; q++) T[i][j] += s[q] * a.at(n, q, i, j);
        if (attention.spatial().equals(Optional.of(Attention.Spatial.SOFTMAX))) T[i][j] = Math.exp(T[i][j]);
        sum += T[i][j];
      }
    for (double[] row : T) for (int j = 0; j < SIDE; j++) row[j] /= sum;
    return T;
  }

  private static Tensor tensor(Model model, String name) {
    return java.util.Objects.requireNonNull(model.weights().tensors().get("attention." + name));
  }

  /** Where the layer is 0 everywhere there is no share of it: T is 0, and so are its derivatives, no NaN. */
  @Test
  void deadLayersHaveNoShare() {
    Network network = Attention.parse("after=features,channel,spatial").in(plain());
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(model(network).weights().tensors());
    tensors.computeIfPresent("conv.bias", (_, b) -> b.map(_ -> -1000));
    Forward forward = network.write(1, Mode.INFERENCE);
    Map<Expr, Tensor> given = new Model(network, new Weights(tensors)).given(forward,
        Tensor.filled(Shape.of(1, 2, SIDE, SIDE), Precision.FLOAT64, 1));
    Expr g = lucida.autodiff.Reverse.gradient(forward.scores().sum(), forward.parameters().get("conv.weight"));
    List<Tensor> values = Executor.float64().values(List.of(forward.value("attention.t"), g), given);
    assertEquals(0, values.getFirst().abs().max());
    assertEquals(0, values.getLast().abs().max());
  }

  /** Behind any block of any built-in network, with the same layers and several dense ones at the end; the name says all of it. */
  @ParameterizedTest
  @CsvSource({"scenes-resnet,layer3", "scenes-vgg,features", "cifar-resnet20,layer2", "squeezenet1_1,features.12",
      "densenet121,features.denseblock1"})
  void isFoundByItsName(String architecture, String layer) {
    Network plain = Architectures.named(architecture, 7);
    Network with = new Attention(layer, true, Optional.of(Attention.Spatial.PRINTED), OptionalInt.empty(),
        OptionalInt.empty()).in(plain);
    assertTrue(Architectures.hasAttention(with.name()));
    assertEquals(with.nodes().size(), Architectures.named(with.name(), 7).nodes().size());
    assertEquals(with.parameters(), Architectures.named(with.name(), 7).parameters());
    assertEquals(Shape.of(7), with.shapes().lastEntry().getValue());
    assertEquals(plain.shapes().get(plain.resolve(layer)), with.shapes().get("attention.d"));
    assertFalse(Architectures.hasAttention(architecture));
    assertFalse(Architectures.hasAttention(architecture + "+attention(after=nowhere,channel)"));
    assertEquals(with.name(), BatchNormFolding.folded(with).name());
  }

  @Test
  void classifiesThroughSeveralDenseLayers() {
    Network with = Attention.parse("after=features,channel,classifier=6").in(plain());
    assertEquals(Shape.of(6, C), with.parameters().get("fc.0.weight"));
    assertEquals(Shape.of(3, 6), with.parameters().get("fc.2.weight"));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("after=fc,channel").in(plain()));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("after=features,spatial,hidden=2"));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("after=features"));
  }

  /** Of two answers to one question, neither the first nor the last is taken. */
  @ParameterizedTest
  @ValueSource(strings = {"after=features,spatial,spatial-softmax", "after=features,after=fc,channel",
      "after=features,channel,channel",
      "after=features,channel,hidden=2,hidden=3"})
  void nothingIsSaidTwice(String spec) {
    String message = assertThrows(IllegalArgumentException.class, () -> Attention.parse(spec)).getMessage();
    assertTrue(message.startsWith("Attention '" + spec + "': '") && message.contains("' comes on top of what was said already"),
        message);
  }
}
