package lucida.weights.keras;

import static lucida.weights.keras.KerasFixture.functional;
import static lucida.weights.keras.KerasFixture.layer;
import static lucida.weights.keras.KerasFixture.pictures;
import static lucida.weights.keras.KerasFixture.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightsException;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How layers are put together: calls, models in models, functions of tensors. The networks end in the mean of each channel or in a
 * picture, so that the right values are short sums, written here with channels last.
 */
final class KerasGraphTest {
  private static final double TOLERANCE = 1e-12;
  private static final int H = 3;
  private static final int W = 4;
  private static final int C = 3;

  @TempDir
  private Path folder;

  private final KerasFixture fixture = new KerasFixture();
  private final Tensor picture = fixture.picture(H, W, C);

  private double x(int i, int j, int c) { return picture.at(0, c, i, j); }

  /** The mean of a channel. */
  private double mean(int c) {
    double sum = 0;
    for (int k = 0; k < H * W; k++) sum += x(k / W, k % W, c);
    return sum / (H * W);
  }

  private static void assertCells(Tensor got, IntToDoubleFunction wanted) {
    for (int i = 0; i < got.size(); i++) assertEquals(wanted.applyAsDouble(i), got.cell(i), TOLERANCE, "cell " + i);
  }

  private static String scale(String name, double scale, double offset, List<?>... calls) {
    return layer("Rescaling", name, "'scale': %s, 'offset': %s".formatted(scale, offset), calls);
  }

  /** Its first call is given the picture, its second 3 times the picture: the means, then 3 times the means. */
  @Test
  void aLayerThatIsCalledTwice() throws IOException {
    String net = functional("y", pictures(H, W, C), scale("three", 3, 0, List.of("in")),
        layer("GlobalAveragePooling2D", "g", "", List.of("in"), List.of("three")),
        layer("Concatenate", "y", "'axis': -1", List.of("g", "g:1")));
    Model model = fixture.h5(folder, net);
    assertCells(KerasFixture.run(model, picture), i -> (i < C ? 1 : 3) * mean(i % C));
    assertEquals(List.of("three", "g", "g#2", "y"), model.network().nodes().stream().map(Network.Node::name).toList());
  }

  /** Both calls have the weights of the layer: y = x·k + x·k·k. */
  @Test
  void weightsOfALayerThatIsCalledTwice() throws IOException {
    Tensor k = fixture.weight("d/d/kernel:0", C, C);
    String net = functional("y", pictures(H, W, C), layer("GlobalAveragePooling2D", "g", "", List.of("in")),
        layer("Dense", "d", "'use_bias': false", List.of("g"), List.of("d")), layer("Add", "y", "", List.of("d", "d:1")));
    double[] once = new double[C];
    for (int o = 0; o < C; o++) for (int c = 0; c < C; c++) once[o] += mean(c) * k.at(c, o);
    assertCells(KerasFixture.run(fixture.h5(folder, net), picture), o -> {
      double sum = once[o];
      for (int c = 0; c < C; c++) sum += once[c] * k.at(c, o);
      return sum;
    });
  }

  /** Layers that are listed before those they read, and one that nothing reads. */
  @Test
  void theOrderIsThatOfTheCalls() throws IOException {
    String net = functional("y", scale("y", 2, 0, List.of("a")), scale("unused", 9, 9, List.of("y")),
        scale("a", 1, 5, List.of("in")), pictures(H, W, C));
    Model model = fixture.h5(folder, net);
    assertEquals("y", model.network().output());
    assertEquals(2 * (x(1, 2, 0) + 5), KerasFixture.run(model, picture).at(0, 0, 1, 2), TOLERANCE);
  }

  private static String inner(String name, String... layers) {
    return functional("i2", layers).replace("'name': 'm'", "'name': '" + name + "'").replaceFirst("\\}$",
        ", 'name': '" + name + "', 'inbound_nodes': [[['in', 0, 0, {}]]]}");
  }

  /** A model in a model: i1 and i2 are in the group of the model, the Dense in its own. */
  @Test
  void aModelInAModel() throws IOException {
    Tensor k = fixture.weight("base/i1/kernel:0", 1, 1, C, C);
    Tensor gamma = fixture.weight("base/i2/gamma:0", C);
    Tensor mean = fixture.weight("base/i2/moving_mean:0", C);
    Tensor variance = fixture.positive("base/i2/moving_variance:0", C);
    String base = inner("base", pictures(H, W, C), layer("Conv2D", "i1", "'kernel_size': 1, 'use_bias': false", List.of("in")),
        layer("BatchNormalization", "i2", "'center': false", List.of("i1")));
    Model model = fixture.h5(folder,
        functional("y", pictures(H, W, C), base, layer("GlobalAveragePooling2D", "y", "", List.of("base"))));
    assertCells(KerasFixture.run(model, picture), o -> {
      double sum = 0;
      for (int c = 0; c < C; c++) sum += mean(c) * k.at(0, 0, c, o);
      return gamma.cell(o) * (sum - mean.cell(o)) / Math.sqrt(variance.cell(o) + 1e-3);
    });
    assertEquals(List.of("base/i1", "base/i2", "y"), model.network().nodes().stream().map(Network.Node::name).toList());
  }

  /** In an archive weights lie in groups by class and number: the second Dense of the second Sequential. */
  @Test
  void modelsInAModelOfKeras3() throws IOException {
    Tensor k = fixture.weight("layers/sequential_1/layers/dense_1/vars/0", C, 2);
    fixture.weight("layers/sequential_1/layers/dense/vars/0", C, C);
    fixture.weight("layers/sequential/layers/dense/vars/0", C, C);
    String first = "{'class_name': 'Sequential', 'module': 'keras', 'config': {'name': 'a', 'layers': [" + layer("Dropout", "d", "")
        + "]}}";
    String second = "{'class_name': 'Sequential', 'config': {'name': 'b', 'layers': [" + layer("GlobalAveragePooling2D", "g", "")
        + ", "
        + layer("Dense", "one", "'use_bias': false") + ", " + layer("Dense", "two", "'use_bias': false") + "]}}";
    Tensor one = fixture.weight("layers/sequential_1/layers/dense/vars/0", C, C);
    Model model = fixture.archive(folder, sequential(pictures(H, W, C), first, second));
    assertCells(KerasFixture.run(model, picture), o -> {
      double sum = 0;
      for (int c = 0; c < C; c++) for (int d = 0; d < C; d++) sum += mean(c) * one.at(c, d) * k.at(d, o);
      return sum;
    });
  }

  /** Keras 2: (2 − (x / 4 + x)), channels reversed, plus one number a channel. */
  @Test
  void functionsOfTensorsOfKeras2() throws IOException {
    String net = functional("y", pictures(H, W, C),
        operation("TFOpLambda", "math.truediv", "a", "['in', 0, 0, {'y': 4.0, 'name': null}]"),
        operation("TFOpLambda", "__operators__.add", "b", "['a', 0, 0, {'y': ['in', 0, 0], 'name': null}]"),
        operation("TFOpLambda", "math.subtract", "c", "['_CONSTANT_VALUE', -1, 2.0, {'y': ['b', 0, 0], 'name': null}]"),
        operation("SlicingOpLambda", "__operators__.getitem", "d",
            "['c', 0, 0, {'slice_spec': [{'class_name': '__ellipsis__'}, {'start': null, 'stop': null, 'step': -1}]}]"),
        operation("TFOpLambda", "nn.bias_add", "e", "['d', 0, 0, {'bias': [1.0, 2.0, 4.0], 'data_format': 'channels_last'}]"),
        operation("TFOpLambda", "math.reduce_max", "y", "['e', 0, 0, {'axis': [1, 2], 'keepdims': false, 'name': null}]"));
    double[] bias = {1, 2, 4};
    assertCells(KerasFixture.run(fixture.h5(folder, net), picture), c -> {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < H * W; k++) most = Math.max(most, 2 - 1.25 * x(k / W, k % W, C - 1 - c) + bias[c]);
      return most;
    });
  }

  private static String operation(String kind, String function, String name, String node) {
    return "{'class_name': '" + kind + "', 'name': '" + name + "', 'config': {'name': '" + name
        + "', 'trainable': true, 'dtype': 'float32', 'function': '"
        + function + "'}, 'inbound_nodes': [" + node + "]}";
  }

  /** Keras 3: the mean over the columns of relu(x ⊙ [1, −2, 3]) in columns 1 … 2. */
  @Test
  void functionsOfTensorsOfKeras3() throws IOException {
    String net = "{'class_name': 'Functional', 'config': {'name': 'm', 'input_layers': ['in', 0, 0], 'output_layers': ['y', 0, 0], 'layers': ["
        + String.join(", ", pictures(H, W, C),
            operation3("numpy", "Multiply", "a", "",
                tensor("in") + ", {'class_name': '__numpy__', 'config': {'value': [1, -2, 3], 'dtype': 'float32'}}"),
            operation3("nn", "Relu", "b", "", tensor("a")),
            operation3("numpy", "GetItem", "c", "",
                tensor("b") + ", [" + slice("null", "null") + ", " + slice("null", "null") + ", " + slice("1", "-1") + "]"),
            operation3("numpy", "Mean", "y", ", 'axis': [2], 'keepdims': true", tensor("c")))
        + "]}}";
    double[] factor = {1, -2, 3};
    Tensor got = KerasFixture.run(fixture.archive(folder, net), picture);
    assertEquals(Shape.of(1, C, H, 1), got.shape());
    for (int c = 0; c < C; c++)
      for (int i = 0; i < H; i++)
        assertEquals((Math.max(0, factor[c] * x(i, 1, c)) + Math.max(0, factor[c] * x(i, 2, c))) / 2, got.at(0, c, i, 0),
            TOLERANCE);
  }

  private static String tensor(String layer) {
    return "{'class_name': '__keras_tensor__', 'config': {'shape': [null], 'dtype': 'float32', 'keras_history': ['" + layer
        + "', 0, 0]}}";
  }

  private static String slice(String start, String stop) {
    return "{'class_name': '__slice__', 'config': {'start': " + start + ", 'stop': " + stop + ", 'step': null}}";
  }

  private static String operation3(String module, String kind, String name, String config, String arguments) {
    return "{'module': 'keras.src.ops." + module + "', 'class_name': '" + kind + "', 'config': {'name': '" + name + "'" + config
        + "}, 'name': '" + name
        + "', 'inbound_nodes': [{'args': [" + arguments + "], 'kwargs': {}}]}";
  }

  /** A model that leaves the size open is given one; of two outputs one is chosen. */
  @Test
  void whatIsLeftOpenIsSaid() throws IOException {
    String net = functional("y", pictures(H, W, C).replace("[null, 3, 4, 3]", "[null, null, null, 3]"),
        scale("y", 2, 0, List.of("in")), scale("z", 3, 0, List.of("in")))
        .replace("[['y', 0, 0]]", "[['y', 0, 0], ['z', 0, 0]]");
    assertThrows(WeightsException.class, () -> fixture.h5(folder, net));
    Model model = ModelFiles.open(folder.resolve("model.h5"), new NetworkOptions(Optional.of(Shape.of(H, W)), Optional.of("z")));
    assertEquals(3 * x(2, 1, 1), KerasFixture.run(model, picture).at(0, 1, 2, 1), TOLERANCE);
  }

  /** One sentence that names the file, the layer, the key and its value, or what else is wrong. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      UpSampling2D   | 'interpolation': 'bicubic'                | the layer 'y' (UpSampling2D) has interpolation = "bicubic"; these are read: "nearest", "bilinear"
      UpSampling2D   | 'size': [0, 2]                            | the layer 'y' (UpSampling2D) has size = [0,2]
      MaxPooling2D   | 'strides': [0, 1]                         | the layer 'y' (MaxPooling2D) has strides = [0,1]
      MaxPooling2D   | 'padding': 'causal'                       | has padding = "causal"
      MaxPooling2D   | 'ceil_mode': true                         | the layer 'y' (MaxPooling2D) has ceil_mode = true; this key is not known
      MaxPooling2D   | 'data_format': 'channels_first'           | has data_format = "channels_first"; only this is read: channels_last
      Flatten        | 'dtype': 'int8'                           | has dtype = "int8"
      Activation     | 'activation': {'class_name': 'Mine', 'config': {'a': 1}} | has activation = {"class_name":"Mine"
      Activation     | 'activation': 'mine'                      | has activation = "mine"; this function is not read
      Rescaling      | 'scale': 'large'                          | has scale = "large"
      Rescaling      | 'scale': [1, 2]                           | the layer 'y' (Rescaling) does not fit what it reads, [3, 4, 3]
      ZeroPadding2D  | 'padding': [[-1, 0], [0, 0]]              | has padding = [[-1,0],[0,0]]
      Cropping2D     | 'cropping': [[2, 2], [0, 0]]              | the layer 'y' (Cropping2D) does not fit what it reads, [3, 4, 3]
      BatchNormalization | 'renorm': true                        | has renorm = true
      Reshape        | 'target_shape': [5, -1]                   | the layer 'y' (Reshape) does not fit what it reads
      Concatenate    | 'axis': 0                                 | the layer 'y' (Concatenate) has axis = 0, the batch
      Lambda         | 'function': 'x'                           | layers that are not read: Lambda 'y'
      """)
  void refused(String kind, String config, String words) {
    refused(functional("y", pictures(H, W, C), layer(kind, "y", config, List.of("in"))), words);
  }

  private void refused(String net, String words) {
    String message = String.valueOf(assertThrows(WeightsException.class, () -> fixture.h5(folder, net)).getMessage());
    assertTrue(message.startsWith("model.h5: ") && message.contains(words), message);
  }

  @Test
  void refusedGraphs() {
    String two = functional("y", pictures(H, W, C), pictures(H, W, C).replace("'in'", "'other'"),
        layer("Add", "y", "", List.of("in", "other")));
    refused(two.replace("[['in', 0, 0]]", "[['in', 0, 0], ['other', 0, 0]]"), "it has 2 inputs ['in', 'other']");
    String one = functional("y", pictures(H, W, C), scale("y", 2, 0, List.of("in")));
    refused(one.replace("[['y', 0, 0]]", "[['y', 0, 0], ['in', 0, 0]]"),
        "it has 2 outputs ['y', 'in']; say which holds the scores, as --output-name y");
    refused(one.replace("{}", "{'mask': ['in', 0, 0]}"), "the layer 'y' (Rescaling) is called with mask = the output of 'in'");
    refused(one.replace("'inbound_nodes': [[['in'", "'quantised': true, 'inbound_nodes': [[['in'"),
        "the layer 'y' has the key 'quantised' = true, which is not known");
    refused(one.replace("'output_layers'", "'streams': 3, 'output_layers'"),
        "the model 'm' has the key 'streams' = 3, which is not known");
    refused(one.replace("['in', 0, 0, {}]", "['in', 0, 1, {}]"),
        "'y' reads 'in' (call 0, output 1), which does not come before it");
    refused(one.replace("[null, 3, 4, 3]", "[null, null, 4, 3]"), "leaves the size of pictures open: say it, as --size 224x224");
    refused(
        functional("y", pictures(H, W, C), layer("Dropout", "y", "'rate': 0.5", List.of("in"))).replace("{}", "{'training': true}"),
        "the layer 'y' (Dropout) is called with training = true");
  }
}
