package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.NetworkBuilder;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerChoiceTest {
  /**
   * VGG: the ReLU before the last max pooling, or before global average pooling. ResNets: the last block's output. SqueezeNet, NIN: the class maps themselves, before global
   * average pooling.
   */
  private static final Map<String, String> EXPECTED = new HashMap<>(Map.of("vgg11", "features.19", "vgg11_bn", "features.27",
      "vgg13", "features.23", "vgg13_bn", "features.33", "vgg16", "features.29", "vgg16_bn", "features.42", "vgg19", "features.35",
      "vgg19_bn", "features.51", "vgg16-gap", "cam_relu", "nin", "relu4_2"));

  static {
    EXPECTED.putAll(Map.of("scenes-vgg", "features", "scenes-resnet", "layer3"));
  }

  private static String expected(String architecture) {
    if (architecture.startsWith("resnet")) return "layer4";
    if (architecture.startsWith("cifar-resnet")) return "layer3";
    if (architecture.startsWith("squeezenet")) return "classifier.2";
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
}
