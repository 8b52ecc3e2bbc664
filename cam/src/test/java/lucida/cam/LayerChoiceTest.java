package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerChoiceTest {
  /**
   * VGG: the ReLU before the last max pooling, or before global average pooling. ResNets: the last block's output. SqueezeNet, NIN, All-CNN-C: what the last convolution reads, for
   * what it makes are class maps. MobileNetV2, EfficientNet, DenseNet: the last activation before global average pooling.
   */
  private static final Map<String, String> EXPECTED = new HashMap<>(Map.of("vgg11", "features.19", "vgg11_bn", "features.27",
      "vgg13", "features.23", "vgg13_bn", "features.33", "vgg16", "features.29", "vgg16_bn", "features.42", "vgg19", "features.35",
      "vgg19_bn", "features.51", "vgg16-gap", "cam_relu", "nin", "relu4_1"));

  static {
    EXPECTED.putAll(
        Map.of("scenes-vgg", "features", "scenes-vgg-gap", "features", "scenes-resnet", "layer3", "mobilenet_v2", "features",
            "efficientnet_b0", "features", "all-cnn-c", "relu8", "catch", "features"));
  }

  private static String expected(String architecture) {
    if (architecture.startsWith("resnet")) return "layer4";
    if (architecture.startsWith("cifar-resnet")) return "layer3";
    if (architecture.startsWith("squeezenet")) return "features";
    if (architecture.startsWith("densenet")) return "relu";
    return String.valueOf(EXPECTED.get(architecture));
  }

  @ParameterizedTest
  @MethodSource("lucida.layers.architecture.Architectures#names")
  void everyArchitecture(String name) {
    assertEquals(expected(name), LayerChoice.of(Architectures.named(name, 10)));
  }

  /** Max pooling behind the layer is passed over, as is what does nothing. */
  @Test
  void examples() {
    for (Example example : Example.values()) assertEquals(Example.LAYER, LayerChoice.of(example.network()));
  }

  @Test
  void noLayerWithPositions() {
    NetworkBuilder net = new NetworkBuilder("flat", Shape.of(1, 4, 4));
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(16, 3, true));
    net.add("relu", Activation.RELU);
    String message = assertThrows(NotApplicableException.class, () -> LayerChoice.of(net.build())).getMessage();
    assertTrue(message.startsWith("Network flat has no layer with positions"), message);
  }

  /** Convolution, ReLU, then a head: what is left to choose from are the ReLU and what the head makes of it. */
  private static Network withHead(Consumer<NetworkBuilder> head) {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(3, 8, 6));
    net.add("conv", Conv2d.of(3, 5, 3, 1, 1));
    net.add("relu", Activation.RELU);
    head.accept(net);
    return net.build();
  }

  /** A Transpose in front of the pooling, as exporters write a mean over the last axes of channels-last values. */
  @Test
  void channelsLast() {
    Network network = withHead(net -> {
      net.add("last", (in, _) -> in.getFirst().permute(0, 2, 3, 1));
      net.add("scaled", (in, _) -> in.getFirst().scale(2));
      net.add("mean", (in, _) -> in.getFirst().mean(1, 2));
      net.add("fc", new Dense(5, 4, true));
    });
    assertEquals("relu", LayerChoice.of(network));
    Subject subject = Subject.of(new Model(network, Initial.weights(network, 1, Precision.FLOAT64)), Executor.float64());
    Tensor x = Tensor.filled(network.input(), Precision.FLOAT64, i -> i % 5);
    assertEquals(Shape.of(5, 8, 6), subject.probe(x, Target.predicted()).activations().shape());
    String message = assertThrows(IllegalArgumentException.class, () -> subject.at("scaled").probe(x, Target.predicted()))
        .getMessage();
    assertEquals("Layer 'scaled' gives [8, 6, 5] for a picture, whose axes mean [row, column, channel]; a map needs a layer of"
        + " [channel, row, column]", message);
  }

  @Test
  void classMaps() {
    Network network = withHead(net -> {
      net.add("classes", Conv2d.of(5, 4, 1, 1, 0));
      net.add("classes.relu", Activation.RELU);
      net.add("pool", new GlobalAveragePool());
    });
    assertEquals("relu", LayerChoice.of(network));
    assertEquals(Optional.empty(), LayerChoice.note(network, "relu"));
    for (String maps : List.of("classes", "classes.relu")) {
      String note = LayerChoice.note(network, maps).orElseThrow();
      assertTrue(note.contains("no weights lie between layer " + maps) && note.endsWith("; layer relu tells them apart"), note);
    }
  }

  /** Where class maps are all there is, they are chosen, and not a picture that was only scaled. */
  @Test
  void onlyClassMaps() {
    NetworkBuilder net = new NetworkBuilder("smallest", Shape.of(3, 8, 6));
    net.add("scaled", (in, _) -> in.getFirst().scale(2));
    net.add("classes", Conv2d.of(3, 4, 3, 1, 1));
    net.add("pool", new GlobalAveragePool());
    assertEquals("classes", LayerChoice.of(net.build()));
    assertTrue(LayerChoice.note(net.build(), "classes").orElseThrow().endsWith("give one map there"));
  }

  /** 1×1 positions are no map. */
  @Test
  void severalPositions() {
    Network network = withHead(net -> {
      net.add("one", Conv2d.of(5, 7, 8, 8, 1)); // 10 rows and 8 columns with padding have room for one window of 8×8
      net.add("relu2", Activation.RELU);
      net.add("flatten", new Flatten());
      net.add("fc", new Dense(7, 4, true));
    });
    assertEquals(Shape.of(7, 1, 1), network.shapes().get("relu2"));
    assertEquals("relu", LayerChoice.of(network));
  }

  /** The ends of a DenseNet, a MobileNet and an EfficientNet: the last activation before the pooling, also with gates beside the way. */
  @Test
  void otherFamilies() {
    Network dense = withHead(net -> {
      net.add("growth", Conv2d.of(5, 2, 3, 1, 1));
      net.add("concat", (in, _) -> Expr.concat(1, in), "relu", "growth");
      net.add("norm", new BatchNorm(7, 1e-5, 0.1));
      net.add("norm.relu", Activation.RELU);
      net.add("pool", new GlobalAveragePool());
      net.add("fc", new Dense(7, 4, true));
    });
    assertEquals("norm.relu", LayerChoice.of(dense));
    Network mobile = withHead(net -> {
      net.add("depthwise", new Conv2d(5, 5, Windows.of(3, 3, 1, 1), 5, false));
      net.add("sum", new Add(), "depthwise", "relu");
      net.add("last", Conv2d.of(5, 9, 1, 1, 0));
      net.add("relu6", (in, _) -> in.getFirst().clip(0, 6));
      net.add("pool", (in, _) -> in.getFirst().mean(2, 3).reshape(1, 9, 1, 1));
      net.add("head", Conv2d.of(9, 6, 1, 1, 0)); // as in a MobileNetV3
      net.add("flatten", new Flatten());
      net.add("fc", new Dense(6, 4, true));
    });
    assertEquals("relu6", LayerChoice.of(mobile));
    Network efficient = withHead(net -> {
      net.add("squeeze", (in, _) -> in.getFirst().mean(2, 3).reshape(1, 5, 1, 1));
      net.add("excite", Conv2d.of(5, 5, 1, 1, 0));
      net.add("gate", (in, _) -> in.getFirst().sigmoid());
      net.add("gated", (in, _) -> in.getFirst().times(in.getLast().reshape(1, 5).expand(in.getFirst().shape(), 2, 3)), "relu",
          "gate");
      net.add("last", Conv2d.of(5, 9, 1, 1, 0));
      net.add("sigmoid", (in, _) -> in.getFirst().sigmoid());
      net.add("silu", (in, _) -> in.getFirst().times(in.getLast()), "last", "sigmoid");
      net.add("pool", new GlobalAveragePool());
      net.add("fc", new Dense(9, 4, true));
    });
    assertEquals("silu", LayerChoice.of(efficient));
  }
}
