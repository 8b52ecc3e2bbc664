package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.files.Sha256;
import lucida.layers.ScoreKind;
import lucida.layers.architecture.Architectures;
import lucida.weights.Inspection;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.model.WeightFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lucida models}, {@code inspect} and {@code convert}. */
final class FileCommandsTest {
  private static Result lucida(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) texts[i] = arguments[i].toString();
    return Result.of(texts);
  }

  private static Path written(Path folder, String prefix) {
    List<NamedTensor> tensors = new ArrayList<>();
    Architectures.named("cifar-resnet20").parameters()
        .forEach((name, shape) -> tensors.add(NamedTensor.of(prefix + name, Tensor.filled(shape, Precision.FLOAT32, i -> i))));
    Path file = folder.resolve("mine.safetensors");
    WeightFiles.write(NamedTensors.of("test", Map.of("epoch", "9"), tensors), file);
    return file;
  }

  @Test
  void modelsAreListedWithTheirCost() {
    Result result = lucida("models");
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertEquals(1 + Architectures.names().size(), result.out().lines().count());
    assertTrue(result.out().contains("resnet18             11,689,512    1,814,073,344  [3, 224, 224]  torchvision"), result.out());
    assertTrue(result.out().lines().anyMatch(line -> line.startsWith("cifar-resnet56 ") && line.endsWith(" cifar")), result.out());
  }

  @Test
  void theLayersOfOne() {
    Result result = lucida("models", "squeezenet1_1");
    assertTrue(result.out().contains("features.3.expand1x1"), result.out());
    assertTrue(result.out().stripTrailing().endsWith("1,235,496 parameters, 349,151,936 multiply-adds a picture"), result.out());
    Result wrong = lucida("models", "resnt18");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().startsWith("lucida: No architecture is named 'resnt18'; did you mean 'resnet18'"), wrong.err());
  }

  @Test
  void inspectTellsFormatArchitectureAndTensors(@TempDir Path folder) {
    Result result = lucida("inspect", written(folder, "module."));
    assertEquals("", result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals("mine.safetensors: safetensors, 97 tensors of 271,098 numbers", lines.getFirst());
    assertEquals("  epoch: 9", lines.get(1));
    assertEquals("the weights of cifar-resnet20, 10 classes, pictures [3, 32, 32]; published ones want the preset cifar",
        lines.get(2));
    assertEquals("scores: " + ScoreKind.LOGITS.description(10), lines.get(3));
    assertTrue(lines.get(6).matches("module\\.conv1\\.weight +F32 +\\[16, 3, 3, 3]"), lines.get(6));
  }

  @Test
  void inspectAsJson(@TempDir Path folder) {
    String json = lucida("inspect", written(folder, ""), "--json").out();
    assertTrue(json.startsWith("{\"file\":\"mine.safetensors\",\"format\":\"safetensors\",\"metadata\":{\"epoch\":\"9\"},"
        + "\"architecture\":\"cifar-resnet20\",\"scores\":\"logits\",\"missing\":[],\"unexpected\":[],\"misshapen\":[],\"nonFinite\":[],\"tensors\":["
        + "{\"name\":\"conv1.weight\",\"type\":\"F32\",\"shape\":[16,3,3,3]},"), json);
  }

  /** A network that a file brings along, in both forms, and a name of the file's that would clear the terminal. */
  @Test
  void inspectShowsANetworkAndNoControlCharacters() {
    Inspection own = new Inspection("ONNX, opset 13", List.of(), Map.of("producer", "\u001b[2J"),
        new Inspection.Finding.Own(Architectures.named("nin", 7)), List.of("a", "b"));
    String text = InspectionText.of("x.onnx", own);
    assertTrue(text.contains("  producer: \\u001b[2J") && text.indexOf('\u001b') < 0, text);
    assertTrue(text.contains("pool4") && text.contains("multiply-adds a picture"), text);
    assertTrue(text.contains("NaN or infinite cells in a, b"), text);
    String json = InspectionJson.of("x.onnx", own);
    assertTrue(json.contains("\"name\":\"pool4\",\"kind\":\"GlobalAveragePool\",\"inputs\":["), json);
    assertTrue(InspectionText.of("x", new Inspection("ONNX", List.of(), Map.of(), new Inspection.Finding.Unknown("of this"),
        List.of())).contains("no network: of this"));
  }

  /** Through the readers themselves and all modules that they need. */
  @Test
  void inspectReadsModelsOfOtherTools() {
    Path files = Path.of("..", "weights", "src", "test", "resources", "lucida", "weights");
    for (String file : List.of("keras/functional.keras", "keras/sequential2.h5", "onnx/external.onnx")) {
      Result result = lucida("inspect", files.resolve(file));
      assertEquals("", result.err());
      assertTrue(result.out().contains(" multiply-adds a picture"), result.out());
    }
  }

  @Test
  void convertWritesTheNamesOfTheArchitecture(@TempDir Path folder) throws Exception {
    Path file = written(folder, "module.");
    Path target = folder.resolve("out.safetensors");
    Result result = lucida("convert", file, target);
    assertEquals(target + ": 97 tensors, under the names of cifar-resnet20", result.out().strip());
    assertTrue(lucida("inspect", target).out().contains("\nconv1.weight "), "the prefix is off");
    Result quiet = lucida("convert", file, folder.resolve("quiet.safetensors"), "--quiet");
    assertEquals(List.of(0, "", ""), List.of(quiet.code(), quiet.out(), quiet.err()));
    assertEquals(Sha256.of(target), Sha256.of(folder.resolve("quiet.safetensors")));
  }

  @Test
  void convertWritesNetworksAsOnnx(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("out.onnx");
    assertEquals(target + ": cifar-resnet20 for pictures [3, 32, 32], 97 tensors with 271098 numbers",
        lucida("convert", written(folder, ""), target).out().strip());
    assertTrue(lucida("inspect", target).out().contains("\nlayer1.0.conv1 "));
    assertEquals(0, lucida("convert", "cifar-resnet20", folder.resolve("random.onnx"), "--random-weights", 1).code());
    assertEquals(0, lucida("convert", "scenes-resnet", folder.resolve("bundled.onnx")).code());
    Path back = folder.resolve("back.safetensors");
    assertEquals(back + ": 97 tensors, under the names of cifar-resnet20",
        lucida("convert", folder.resolve("random.onnx"), back).out().strip());
    assertEquals(
        "lucida: resnet50 is an architecture without weights: name a file of its weights, or add --random-weights SEED to try things out",
        lucida("convert", "resnet50", folder.resolve("none.onnx")).err().strip());
    assertEquals("lucida: --size, --output-name, --tensors and --head are for files, and nin is none",
        lucida("convert", "nin", folder.resolve("none.onnx"), "--random-weights", 1, "--size", "64x64").err().strip());
    assertFalse(Files.exists(folder.resolve("none.onnx")));
  }

  @Test
  void convertDoesNotOverwriteUnasked(@TempDir Path folder) throws Exception {
    Path file = written(folder, "");
    byte[] before = Files.readAllBytes(file);
    Result refused = lucida("convert", file, file);
    assertEquals(2, refused.code());
    assertEquals("lucida: " + file + " is there already; --force replaces it", refused.err().strip());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(0, lucida("convert", file, file, "--force").code());
    assertTrue(lucida("inspect", file).out().contains("architecture: cifar-resnet20"));
  }

  @Test
  void wrongFilesAreOneSentence(@TempDir Path folder) throws Exception {
    Path notes = Files.writeString(folder.resolve("notes.pth"), "no weights");
    for (Result result : List.of(lucida("inspect", notes), lucida("inspect", folder.resolve("missing.pth")),
        lucida("convert", notes, folder.resolve("a.safetensors")), lucida("convert", notes, folder.resolve("a.pth")),
        lucida("convert", notes, folder.resolve("none").resolve("a.safetensors")), lucida("inspect"))) {
      assertEquals(2, result.code(), result.err());
      assertTrue(result.err().startsWith("lucida: "), result.err());
      assertFalse(result.err().contains("  at "), result.err());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(notes), left.toList(), "nothing is left behind");
    }
  }

  @Test
  void helpShowsExamples() {
    for (String command : List.of("models", "inspect", "convert"))
      assertTrue(lucida(command, "--help").out().contains("Examples:\n  lucida ".replace("\n", System.lineSeparator()) + command));
  }
}
