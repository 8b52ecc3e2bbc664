package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.ScalarKernels;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.AveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.LocalResponseNorm;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.PaddedShortcut;
import lucida.layers.ScoreKind;
import lucida.layers.SmoothRelu;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Attention;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightsException;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks are written as ONNX and read again: both give two pictures the same scores in float64. What differs is ε of batch norms, which
 * ONNX stores as float32: 2⁻²⁵ · 10⁻⁵ of a variance of at least 0.7, 4 · 10⁻¹³ a layer and some hundred layers.
 */
final class OnnxExportTest {
  private static final double TOLERANCE = 1e-10;
  /** A side that divides by 32 and is quick to compute. */
  private static final int SIDE = 32;

  @TempDir
  private Path folder;

  private Model again(Model model) {
    Path file = folder.resolve("written.onnx");
    ModelFiles.write(model, file);
    return ModelFiles.open(file);
  }

  /** Filters as at the start of a training; what is added and scaled differs from channel to channel. */
  private static Model model(Network network) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(Initial.weights(network, 7, Precision.FLOAT64).tensors());
    weights
        .replaceAll((_, w) -> w.shape().rank() > 1 ? w : Tensor.filled(w.shape(), Precision.FLOAT64, i -> 1 + 0.3 * Math.sin(i)));
    return new Model(network, new Weights(weights));
  }

  private static Tensor scores(Model model) {
    Tensor pictures = RandomStream.of(3).gaussian(model.network().input().insert(0, 2), Precision.FLOAT64, 0, 1);
    return model.scores(pictures, Executor.of(Precision.FLOAT64, new ScalarKernels()));
  }

  private Model assertReadAgain(Model model, double tolerance) {
    Model again = again(model);
    Tensor wanted = scores(model), got = scores(again);
    assertEquals(wanted.shape(), got.shape());
    double error = wanted.minus(got).abs().max() / wanted.abs().max();
    assertTrue(error <= tolerance, () -> "relative error " + error);
    return again;
  }

  private void assertReadAgain(Network network) {
    Model model = model(network);
    Model again = assertReadAgain(model, TOLERANCE);
    assertEquals(model.weights().tensors().keySet(), again.weights().tensors().keySet(), "the weights keep their names");
    network.nodes().forEach(node -> assertEquals(node.name(), again.network().resolve(node.name()), "the layers keep their names"));
  }

  @TestFactory
  Stream<DynamicTest> architectures() {
    return Stream
        .of("resnet18", "resnet50", "cifar-resnet20", "squeezenet1_1", "mobilenet_v2", "densenet121", "efficientnet_b0",
            "vgg16-gap",
            "scenes-resnet", "scenes-vgg")
        .map(name -> DynamicTest.dynamicTest(name, () -> assertReadAgain(small(name))));
  }

  @Tag("full")
  @TestFactory
  Stream<DynamicTest> everyArchitecture() {
    return Architectures.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> assertReadAgain(small(name))));
  }

  /** For pictures as small as it takes: dense layers behind several positions, and NIN's large windows, want their own size. */
  private static Network small(String name) {
    Network network = Architectures.named(name, 10);
    boolean fixed = name.equals("nin") || name.equals("catch") || name.equals("scenes-vgg")
        || name.startsWith("vgg") && !name.equals("vgg16-gap");
    return fixed ? network : network.forPictures(Shape.of(3, SIDE, SIDE));
  }

  /** A network of a few layers on pictures of 11×9 with 6 channels. */
  private static Network of(Layer... layers) {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(6, 11, 9));
    for (int i = 0; i < layers.length; i++) net.add("layer" + i, layers[i]);
    net.add("gap", new GlobalAveragePool());
    net.add("scores", Dense.of(net.build().shapes().get("gap").extent(0), 4));
    return net.build();
  }

  @TestFactory
  Stream<DynamicTest> layers() {
    Windows wide = Windows.of(3, 2, 2, 1);
    SequencedMap<String, Layer> layers = new LinkedHashMap<>();
    layers.put("dilated, grouped convolution", new Conv2d(6, 4, Windows.of(3, 2, 2, 2).dilated(2, 3), 2, true));
    layers.put("largest of windows", new MaxPool(wide, false));
    layers.put("largest of windows, the last hanging over", new MaxPool(wide, true));
    layers.put("largest of dilated windows", new MaxPool(Windows.of(3, 2, 1, 1).dilated(2, 1), false));
    layers.put("means", new AveragePool(wide, false, false));
    layers.put("means with padding", new AveragePool(wide, false, true));
    layers.put("means, the last hanging over", new AveragePool(wide, true, false));
    layers.put("means with padding, the last hanging over", new AveragePool(wide, true, true));
    layers.put("means to 11×3", new AdaptiveAveragePool(11, 3));
    layers.put("means to 11×9", new AdaptiveAveragePool(11, 9));
    layers.put("means to 1×1", new AdaptiveAveragePool(1, 1));
    layers.put("local response norm", new LocalResponseNorm(4, 0.5, 0.75, 2)); // numbers that float32 holds
    layers.put("padded shortcut", new PaddedShortcut(2, 1, 3));
    layers.put("dropout", new Dropout(0.5));
    layers.put("batch norm", BatchNorm.of(6));
    for (Activation f : List.of(Activation.RELU, Activation.RELU6, Activation.SIGMOID, Activation.TANH, Activation.SOFTPLUS,
        Activation.SILU, Activation.GELU, Activation.HARD_SWISH))
      layers.put(f.name(), f);
    return layers.entrySet().stream()
        .map(layer -> DynamicTest.dynamicTest(layer.getKey(), () -> assertReadAgain(of(layer.getValue()))));
  }

  /** The networks that PyTorch exported, read, written and read again; their weights and constants are float32, and so are both files. */
  @TestFactory
  Stream<DynamicTest> importedNetworks() throws IOException {
    return OnnxNetworksTest.cases().stream().filter(c -> !c.text(1).equals("external")).map(c -> DynamicTest.dynamicTest(c.text(1),
        () -> assertReadAgain(OnnxFile.model(c.text(1), c.bytes(2).toByteArray(), Path.of(""), NetworkOptions.NONE), 0)));
  }

  /** Attention of every kind, in a network written here and in graphs whose operators are of versions that say sums and clips in other ways; also where the sum of all positions is 0. */
  @TestFactory
  Stream<DynamicTest> attention() {
    List<String> kinds = List.of("channel,hidden=2", "spatial", "channel,spatial,hidden=3", "spatial-softmax",
        "channel,hidden=3,classifier=4,spatial");
    Stream<DynamicTest> built = kinds.stream().map(kind -> DynamicTest.dynamicTest(kind,
        () -> assertReadAgain(Attention.parse("after=layer0," + kind).in(of(Activation.RELU)))));
    Stream<DynamicTest> imported = Stream.of(7L, 10L, 11L, 13L, 18L).flatMap(opset -> kinds.subList(0, 4).stream()
        .map(kind -> DynamicTest.dynamicTest(kind + " at opset " + opset, () -> assertAttends(opset, kind))));
    return Stream.concat(built, imported);
  }

  private void assertAttends(long opset, String kind) {
    Model read = ClassifierGraph.scores(4, opset).model();
    Network attending = Attention.parse("after=v1," + kind).in(read.network());
    Model model = new Model(attending, Initial.transferred(attending, read.weights(), 1, Precision.FLOAT32));
    Model again = assertReadAgain(model, 0);
    assertEquals(model.network().parameters().keySet(), again.network().parameters().keySet(), "no constant became a weight");
    assertEquals(Attention.layerOf(attending), Attention.layerOf(again.network()));
    Tensor black = Tensor.zeros(Shape.of(1, 3, 4, 4), Precision.FLOAT64);
    assertEquals(0, model.scores(black, Executor.float64()).minus(again.scores(black, Executor.float64())).abs().max());
    assertTrue(again.scores(black, Executor.float64()).isFinite(), "0 of 0");
  }

  @Test
  void attentionIsNotWrittenForOperatorsWithoutBroadcasting() {
    Model read = ClassifierGraph.scores(4, 6).model();
    Network attending = Attention.parse("after=v1,spatial").in(read.network());
    Model model = new Model(attending, Initial.transferred(attending, read.weights(), 1, Precision.FLOAT32));
    assertEquals(
        "built.onnx+attention(after=v1,spatial): its operators are of opset 6, of which attention is not written: of 7 or more it is",
        assertThrows(WeightsException.class, () -> ModelFiles.checkWritable(model)).getMessage());
  }

  /** A file says of itself what it was told. */
  @Test
  void propertiesAreReadAgain() {
    Path file = folder.resolve("about.onnx");
    ModelFiles.write(model(of(Activation.RELU)), Map.of("classes", "a,ü\nc"), file);
    assertEquals(Map.of("classes", "a,ü\nc"), ModelFiles.about(file));
    ModelFiles.write(model(of(Activation.RELU)), file);
    assertEquals(Map.of(), ModelFiles.about(file));
  }

  /** For other classes the head alone is another layer, whichever operators it was of. */
  @Test
  void otherClasses() {
    Network pooled = ClassifierGraph.scores(4, 13).model().network();
    assertEquals(Shape.of(7), pooled.withClasses(7).shapes().lastEntry().getValue());
    Network fixed = new ClassifierGraph(4, 13).node("GlobalAveragePool").whole("to", 1, 4).node("Reshape", "to").model().network();
    assertEquals(Shape.of(7), fixed.withClasses(7).shapes().lastEntry().getValue(), "a reshape to the old classes is left out");
    assertEquals(Conv2d.of(3, 7, 1, 1, 0), fixed.withClasses(7).head().layer());
  }

  @Test
  void theSoftmaxThatWasLeftOffIsPutBack() {
    for (ScoreKind kind : List.of(ScoreKind.LOGITS, ScoreKind.SOFTMAX, ScoreKind.SIGMOID)) {
      Model model = model(of(Activation.RELU).withScores(kind));
      assertEquals(kind, assertReadAgain(model, TOLERANCE).network().scoreKind());
    }
  }

  @Test
  void whatHasNoOperatorIsRefusedByName() throws IOException {
    Network smooth = SmoothRelu.in(of(Activation.RELU), 5);
    assertRefused(smooth,
        "small: the layer 'layer0', relu, softplus(5.0) for ReLU, has no counterpart among the standard operators of ONNX");
    assertRefused(of(Activation.elu(0.5)),
        "small: the layer 'layer0', elu(0.5), has no counterpart among the standard operators of ONNX");
    assertRefused(of(new AdaptiveAveragePool(4, 3)),
        "small: the layer 'layer0', AdaptiveAveragePool, makes 4×3 cells of 11×9, by windows of several sizes, for which there is no operator");
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList(), "nothing is left behind");
    }
  }

  private void assertRefused(Network network, String why) {
    Path file = folder.resolve("refused.onnx");
    Model model = model(network);
    WeightsException refused = assertThrows(WeightsException.class, () -> ModelFiles.write(model, file));
    assertEquals(why, refused.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void namesThatWouldMeetAreRefused() {
    NetworkBuilder net = new NetworkBuilder("meeting", Shape.of(1, 2, 2));
    net.add("a", Conv2d.of(1, 1, 1, 1, 0));
    net.add("a.weight", new Flatten());
    assertRefused(net.build(), "meeting: two values would have the name 'a.weight'");
  }

  @Test
  void float32StaysFloat32() {
    Network network = of(Activation.RELU);
    Weights weights = Initial.weights(network, 1, Precision.FLOAT32);
    again(new Model(network, weights)).weights().tensors().forEach((name, read) -> {
      assertEquals(Precision.FLOAT32, read.precision());
      assertArrayEquals(weights.tensors().get(name).toDoubles(), read.toDoubles());
    });
  }
}
