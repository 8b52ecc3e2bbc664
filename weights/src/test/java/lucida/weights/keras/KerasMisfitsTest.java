package lucida.weights.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every layer with weights of wrong shapes and with extreme settings: what is refused is refused in one sentence that names the layer, in
 * words of Keras and of nothing underneath.
 */
final class KerasMisfitsTest {
  /** Names of formulas, kernels and Java, and what exceptions of Java and of the reader of JSON say. */
  private static final Pattern UNDERNEATH = Pattern.compile(
      "Product\\[|Conv2d:|MaxPool:|MatMul:|Reshape:|Expand|Permute:|Slice:|Pad:|Gather:|Concat:|Sum\\[|Trilinear|lucida\\.|java\\.|Exception"
          + "|out of bounds|/ by zero|overflow|Optional|No value present|Index \\d|axes \\[\\]|Normalization:|Tensor:|Shape:|Node'|null");
  private static final List<Shape> PICTURES = List.of(Shape.of(4, 5, 6), Shape.of(6), Shape.of(3, 2));
  private static final List<String> KINDS = KerasLayers.names().stream()
      .filter(kind -> !kind.equals("InputLayer") && !KerasLayers.isTrainingOnly(kind)).toList();
  private static final List<String> STORED = List.of("kernel", "depthwise_kernel", "pointwise_kernel", "bias", "gamma", "beta",
      "moving_mean", "moving_variance", "mean", "variance", "alpha");
  private static final List<Shape> SHAPES = List.of(Shape.SCALAR, Shape.of(0), Shape.of(1), Shape.of(4), Shape.of(7),
      Shape.of(4, 6),
      Shape.of(6, 2), Shape.of(3, 3, 4), Shape.of(1, 1, 4, 2), Shape.of(3, 3, 2, 2), Shape.of(2, 2, 4, 1), Shape.of(9, 9, 4, 4),
      Shape.of(1, 1, 1, 1, 4));
  private static final List<String> KEYS = List.of("activation", "alpha", "axis", "center", "crop_to_aspect_ratio", "cropping",
      "data_format", "depth_multiplier", "dilation_rate", "dims", "dtype", "epsilon", "filters", "groups", "height",
      "interpolation",
      "invert", "keepdims", "kernel_size", "max_value", "mean", "negative_slope", "offset", "output_padding", "padding",
      "pool_size",
      "projection_dim", "scale", "shared_axes", "size", "strides", "target_shape", "threshold", "units", "use_bias", "variance",
      "width");
  private static final List<String> VALUES = List.of("0", "-1", "1", "3", "7", "0.5", "1e308", "-1e400", "2147483647",
      "-2147483648",
      "99999999999999999999", "\"same\"", "\"\"", "\"softmax\"", "true", "[]", "[0]", "[0, 0]", "[-1, 2]", "[1, 2]", "[3, 1, 2]",
      "[2147483647, 2147483647]", "[[1, 1], [2, 2]]", "[[100, 100], [2147483647, 0]]", "[1, \"a\"]", "{}",
      "{\"class_name\": \"Softmax\"}",
      "{\"class_name\": \"Softmax\", \"config\": {\"axis\": 0}}", "{\"class_name\": {}, \"config\": []}");

  private static SequencedMap<String, Supplier<Tensor>> stored(Random random) {
    SequencedMap<String, Supplier<Tensor>> stored = new LinkedHashMap<>();
    for (String name : STORED) {
      Tensor tensor = Tensor.filled(SHAPES.get(random.nextInt(SHAPES.size())), Precision.FLOAT32, 0.5);
      stored.put(name, () -> tensor);
    }
    return stored;
  }

  /** Weights that fit a picture of four channels, so that settings are what is wrong. */
  private static SequencedMap<String, Supplier<Tensor>> fitting(String kind) {
    SequencedMap<String, Supplier<Tensor>> stored = new LinkedHashMap<>();
    int[] kernel = kind.equals("Dense")
        ? new int[]{4, 2}
        : kind.equals("Conv2DTranspose") ? new int[]{3, 3, 2, 4} : new int[]{3, 3, 4, 2};
    for (String name : STORED) stored.put(name, () -> Tensor.filled(switch (name) {
      case "kernel" -> Shape.of(kernel);
      case "depthwise_kernel" -> Shape.of(3, 3, 4, 1);
      case "pointwise_kernel" -> Shape.of(1, 1, 4, 2);
      case "bias" -> Shape.of(2);
      default -> Shape.of(4);
    }, Precision.FLOAT32, 0.5));
    return stored;
  }

  /** Returns whether it is refused. */
  private static boolean tried(String kind, String config, SequencedMap<String, Supplier<Tensor>> stored, Shape picture) {
    String named = "the layer 'y' (" + kind + ")";
    JsonNode keys = JsonMapper.shared().readTree("{" + config + "}");
    try {
      KerasRead read = KerasLayers.read(kind, new KerasSettings(named, keys, 2 + config.length() % 2),
          new KerasTensors(named, stored));
      NetworkBuilder net = new NetworkBuilder("m", picture);
      net.add("y", new KerasLayer(named, kind, read),
          Stream.generate(() -> Network.INPUT).limit(inputs(kind)).toArray(String[]::new));
      read.activation().ifPresent(activation -> net.add("z", new KerasLayer(named, activation.name(), activation.read())));
      net.build().write(1, Mode.INFERENCE);
      return false;
    } catch (WeightsException e) {
      String message = String.valueOf(e.getMessage());
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.contains(named), message);
      for (String said : List.of(kind, config)) message = message.replace(said, "");
      assertFalse(UNDERNEATH.matcher(message.replace("only null is read", "")).find(),
          kind + " {" + config + "}: " + e.getMessage());
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(kind + " {" + config + "} of " + picture, e);
    }
  }

  private static int inputs(String kind) {
    return List.of("Add", "Subtract", "Multiply", "Maximum", "Minimum", "Average", "Concatenate", "CustomScaleLayer").contains(kind)
        ? 2
        : 1;
  }

  @TestFactory
  Stream<DynamicTest> settings() {
    return KINDS.stream().map(kind -> DynamicTest.dynamicTest(kind, () -> {
      int refused = 0;
      for (String key : KEYS)
        for (String value : VALUES)
          for (Shape picture : PICTURES)
            if (tried(kind, "\"" + key + "\": " + value, fitting(kind), picture)) refused++;
      assertTrue(refused > 0, "no setting was refused");
    }));
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    return KerasLayers.names().stream().filter(kind -> KerasTrained.all().containsKey(kind) || KerasNorms.all().containsKey(kind))
        .map(kind -> DynamicTest.dynamicTest(kind, () -> {
          Random random = new Random(20261129);
          int refused = 0;
          for (int i = 0; i < 500; i++)
            for (Shape picture : PICTURES)
              if (tried(kind, "", i == 0 ? new LinkedHashMap<>() : stored(random), picture)) refused++;
          assertTrue(refused > 300, refused + " of 1500 were refused");
        }));
  }

  /** No layer looks along the batch, which is axis 0, or −4 of a picture. */
  @Test
  void axesOfTheBatch() {
    List<String> kinds = List.of("Softmax", "BatchNormalization", "LayerNormalization", "Concatenate");
    for (String kind : kinds)
      for (int axis : new int[]{0, -4})
        assertTrue(tried(kind, "\"axis\": " + axis, fitting(kind), PICTURES.getFirst()), kind + " with axis " + axis);
  }
}
