package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Attention;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightOptions;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors under the names that training scripts and libraries give them are those of the architecture, each at its place. */
final class ArchitectureMatchTest {
  private static final String SMALL = "cifar-resnet20";

  @TempDir
  private Path folder;

  private static NetworkOptions said(String tensors) {
    return new NetworkOptions(Optional.empty(), Optional.empty(), new WeightOptions(Optional.of(tensors), Optional.empty()));
  }

  private static NetworkOptions head(Activation f) {
    return new NetworkOptions(Optional.empty(), Optional.empty(), new WeightOptions(Optional.empty(), Optional.of(f)));
  }

  private static SequencedMap<String, Tensor> weights(String architecture, int classes) {
    return Initial.weights(Architectures.named(architecture, classes), 5, Precision.FLOAT32).tensors();
  }

  private static SequencedMap<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
    SequencedMap<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach((name, t) -> renamed.put(prefix + name, t));
    return renamed;
  }

  private Path file(Map<String, Tensor> tensors) { return file(tensors, Map.of()); }

  private Path file(Map<String, Tensor> tensors, Map<String, String> about) {
    Path file = folder.resolve("mine.safetensors");
    WeightFiles.write(NamedTensors.of("test", about,
        tensors.entrySet().stream().map(t -> NamedTensor.of(t.getKey(), t.getValue())).toList()), file);
    return file;
  }

  /** Attention that has no parameters does not show in tensors: what the file names is what is read. */
  @ParameterizedTest
  @ValueSource(strings = {"after=layer3,spatial", "after=layer3,spatial-softmax", "after=layer2,channel",
      "after=layer3,channel,spatial"})
  void attentionIsThatWhichTheFileNames(String attention) {
    String name = Attention.parse(attention).in(Architectures.named("scenes-resnet")).name();
    Model read = ModelFiles.open(file(weights(name, 4), Map.of("architecture", name)));
    assertEquals(name, read.network().name());
    assertEquals(Architectures.named(name, 4).nodes().size(), read.network().nodes().size());
  }

  private static void assertWeights(Map<String, Tensor> expected, Model model) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(model.weights().tensors().keySet()));
    expected.forEach((name, t) -> assertTrue(t.sameAs(model.weights().tensors().getOrDefault(name, Tensor.vector(0))), name));
  }

  private String refusal(Map<String, Tensor> tensors) {
    Path file = file(tensors);
    return String.valueOf(assertThrows(WeightsException.class, () -> ModelFiles.open(file)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "module.", "net.", "backbone.", "encoder.", "model.resnet.", "_orig_mod.module.model.net.backbone."})
  void whateverHeldTheNetwork(String prefix) {
    SequencedMap<String, Tensor> small = weights(SMALL, 7), saved = under(prefix, small);
    saved.put(prefix + "bn1.num_batches_tracked", Tensor.vector(3));
    Model model = ModelFiles.open(file(saved));
    assertEquals(SMALL, model.network().name());
    assertWeights(small, model);
    assertWeights(small, ModelFiles.open(file(saved), SMALL, NetworkOptions.NONE));
  }

  /** The files that torchvision publishes: norm1 of a dense layer is norm.1 there, and so on; other names have no such dot. */
  @ParameterizedTest
  @ValueSource(strings = {"", "module."})
  void publishedDenseNets(String prefix) {
    SequencedMap<String, Shape> parameters = Architectures.named("densenet121").parameters();
    ArchitectureMatch found = ArchitectureMatch.as("densenet121", NamedTensors.of("test", Map.of(), parameters.entrySet().stream()
        .map(p -> NamedTensor.of(prefix + p.getKey().replaceFirst("(denselayer\\d+\\.(?:norm|conv))([12])", "$1.$2"),
            Tensor.filled(p.getValue(), Precision.FLOAT32, _ -> 1)))
        .toList()), WeightOptions.NONE);
    assertEquals(0, found.mismatch().size());
    assertEquals(parameters.keySet(), Set.copyOf(found.tensors().names()));
  }

  /** Lightning keeps the weights of losses and the counts of metrics beside those of the network, and averages beside it. */
  @Test
  void lossesMetricsAndAveragesAreOfNoNetwork() {
    SequencedMap<String, Tensor> small = weights(SMALL, 10), saved = under("model.", small);
    saved.put("loss.weight", Tensor.vector(1, 2));
    saved.put("criterion.weight", Tensor.vector(1, 2));
    saved.put("train_acc.tp", Tensor.vector(4));
    saved.put("val_metrics.f1.tp", Tensor.vector(4));
    saved.putAll(under("model_ema.module.", weights(SMALL, 10)));
    assertWeights(small, ModelFiles.open(file(saved)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalizer.mean", "model.extra.weight", "mean", "projector.0.weight", "class_weights"})
  void whatElseIsBesideTheNetworkIsRefusedByName(String extra) {
    SequencedMap<String, Tensor> saved = under("model.", weights(SMALL, 10));
    saved.put(extra, Tensor.vector(0.5));
    String sentence = refusal(saved);
    assertTrue(
        sentence.startsWith("mine.safetensors: ") && sentence.contains("1 unexpected: " + extra.replaceFirst("^model\\.", "")),
        sentence);
  }

  @Test
  void oneOfSeveralSetsIsAskedFor() {
    SequencedMap<String, Tensor> student = weights(SMALL, 10), teacher = new LinkedHashMap<>(student);
    teacher.replaceAll((name, t) -> t.plus(t));
    SequencedMap<String, Tensor> saved = under("student.", student);
    saved.putAll(under("teacher.module.", teacher));
    assertEquals("mine.safetensors: there are several sets of weights of cifar-resnet20: say which by --tensors, "
        + "'student', 'teacher.module'", refusal(saved));
    Path file = file(saved);
    assertWeights(teacher, ModelFiles.open(file, said("teacher")));
    assertEquals("mine.safetensors has no tensors of a set 'ema'; their names begin with 'student', 'teacher'",
        assertThrows(WeightsException.class, () -> ModelFiles.open(file, said("ema")))
            .getMessage());
  }

  /** In basic blocks 2 convolutions, in bottlenecks 3; shortcuts where the width changes: in the first stage of bottlenecks too. */
  @ParameterizedTest
  @CsvSource({"resnet18, resnet., 2.2.2.2, 2", "resnet34, model.resnet., 3.4.6.3, 2", "resnet50, '', 3.4.6.3, 3"})
  void huggingFacesNames(String architecture, String body, String blocks, int convolutions) {
    List<NamedTensor> theirs = new ArrayList<>();
    SequencedMap<String, Tensor> ours = new LinkedHashMap<>();
    Map<String, Shape> shapes = Architectures.named(architecture, 6).parameters();
    class Names {
      void put(String name, String torchvision) {
        Shape shape = shapes.getOrDefault(torchvision, Shape.of(1));
        Tensor t = Tensor.zeros(shape, Precision.FLOAT32);
        theirs.add(NamedTensor.of(name, t));
        ours.put(torchvision, t);
      }

      void unit(String name, String convolution, String norm) {
        put(name + ".convolution.weight", convolution + ".weight");
        for (String key : List.of("weight", "bias", "running_mean", "running_var"))
          put(name + ".normalization." + key, norm + "." + key);
      }
    }
    Names names = new Names();
    names.unit(body + "embedder.embedder", "conv1", "bn1");
    int[] depth = Stream.of(blocks.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    for (int s = 0; s < 4; s++)
      for (int b = 0; b < depth[s]; b++) {
        String at = body + "encoder.stages." + s + ".layers." + b, block = "layer" + (s + 1) + "." + b;
        if (b == 0 && (s > 0 || convolutions == 3)) names.unit(at + ".shortcut", block + ".downsample.0", block + ".downsample.1");
        for (int l = 0; l < convolutions; l++)
          names.unit(at + ".layer." + l, block + ".conv" + (l + 1), block + ".bn" + (l + 1));
      }
    String outside = body.replace("resnet.", "");
    names.put(outside + "classifier.1.weight", "fc.weight");
    names.put(outside + "classifier.1.bias", "fc.bias");
    ArchitectureMatch found = ArchitectureMatch.of(NamedTensors.of("x", Map.of(), theirs), WeightOptions.NONE).orElseThrow();
    assertEquals(architecture, found.network().name());
    assertEquals(0, found.mismatch().size(), found.mismatch().toString());
    ours.forEach((name, t) -> assertSame(t, found.tensors().get(name), name));
  }

  /** Scores by hand: the features are those of the network whose last layer is the identity; s = V f(W x + b) + c. */
  @ParameterizedTest
  @CsvSource({"3, relu", "2, tanh"})
  void aHeadOfSeveralLayers(int second, String function) {
    UnaryOperator<Double> f = function.equals("relu") ? z -> Math.max(0, z) : Math::tanh;
    SequencedMap<String, Tensor> identity = weights(SMALL, 64);
    identity.put("linear.weight", Tensor.filled(Shape.of(64, 64), Precision.FLOAT32, i -> i / 64 == i % 64 ? 1 : 0));
    identity.put("linear.bias", Tensor.zeros(Shape.of(64), Precision.FLOAT32));
    Tensor picture = RandomStream.of(3).gaussian(Shape.of(1, 3, 32, 32), Precision.FLOAT64, 0, 1);
    Tensor x = new Model(Architectures.named(SMALL, 64), new Weights(identity)).scores(picture, Executor.float64());
    RandomStream draws = RandomStream.of(8);
    Tensor W = draws.gaussian(Shape.of(5, 64), Precision.FLOAT32, 0, 1),
        b = draws.stream(1).gaussian(Shape.of(5), Precision.FLOAT32, 0, 1);
    Tensor V = draws.stream(2).gaussian(Shape.of(4, 5), Precision.FLOAT32, 0, 1), c = draws.stream(3).gaussian(Shape.of(4),
        Precision.FLOAT32, 0, 1);
    SequencedMap<String, Tensor> saved = new LinkedHashMap<>(identity);
    saved.remove("linear.weight");
    saved.remove("linear.bias");
    saved.putAll(
        Map.of("linear.0.weight", W, "linear.0.bias", b, "linear." + second + ".weight", V, "linear." + second + ".bias", c));
    Path file = file(saved);
    assertEquals("mine.safetensors: in place of 'linear' there are 2 layers (linear.0 64 → 5, linear." + second
        + " 5 → 4), and the function between them has no weights, so it is in no such file: say it by --head relu (there are relu, "
        + "tanh, sigmoid, gelu, silu)", assertThrows(WeightsException.class, () -> ModelFiles.open(file)).getMessage());
    Model model = ModelFiles.open(file, head(WeightOptions.head(function)));
    Tensor s = model.scores(picture, Executor.float64());
    for (int n = 0; n < 4; n++) {
      double sum = c.cell(n);
      for (int k = 0; k < 5; k++) {
        double z = b.cell(k);
        for (int i = 0; i < 64; i++) z += W.cell(64 * k + i) * x.cell(i);
        sum += V.cell(5 * n + k) * f.apply(z);
      }
      assertEquals(sum, s.cell(n), 1e-10, "score " + n); // sums of 64 and 5 terms below 100, in float64
    }
    assertEquals(Optional.empty(), ModelFiles.convert(file).architecture());
  }

  /** Sequential(Dropout, Linear) and Sequential(Linear, Linear) leave nothing open; a function for them is one too many. */
  @Test
  void aHeadWithoutAGap() {
    SequencedMap<String, Tensor> small = weights(SMALL, 10), dropout = new LinkedHashMap<>();
    small.forEach((name, t) -> dropout.put(name.replace("linear.", "linear.1."), t));
    assertEquals("linear.1", ModelFiles.open(file(dropout)).network().output());
    Path file = file(dropout);
    String sentence = String.valueOf(assertThrows(WeightsException.class,
        () -> ModelFiles.open(file, head(Activation.RELU))).getMessage());
    assertTrue(sentence.contains("--head says a function between the layers of a head, and there is none"), sentence);
  }

  /** As many classes as the last weight has, so that the missing bias is all that is named. */
  @Test
  void aHeadWithoutItsBias() {
    SequencedMap<String, Tensor> nobias = weights(SMALL, 7);
    nobias.remove("linear.bias");
    String sentence = String.valueOf(assertThrows(WeightsException.class, () -> ModelFiles.open(file(nobias))).getMessage());
    assertTrue(sentence.endsWith("1 missing: linear.bias"), sentence);
  }

  /** Three lines of Python, of the format that was refused. */
  @Test
  void saysHowAnUnknownNetworkIsExported() {
    Path file = file(new LinkedHashMap<>(Map.of("mine", Tensor.zeros(Shape.of(2, 3), Precision.FLOAT32))));
    List<String> lines = assertThrows(WeightsException.class, () -> ModelFiles.open(file)).remedy().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).contains("safetensors.torch.load_file") && lines.get(2).startsWith("torch.onnx.export("),
        lines.toString());
  }

  /** A custom network: what was found is named, and what would be read. */
  @Test
  void aNetworkThatIsNotKnown() {
    Network other = Architectures.named("scenes-vgg");
    SequencedMap<String, Tensor> own = new LinkedHashMap<>();
    other.parameters().forEach((name, shape) -> own.put("my" + name.replace('.', '_'), Tensor.zeros(shape, Precision.FLOAT32)));
    String sentence = refusal(own);
    assertTrue(
        sentence.startsWith("mine.safetensors: these are the weights of no built-in architecture") && sentence.contains("'my")
            && sentence.endsWith("the network exported to ONNX would be read"),
        sentence);
  }
}
