package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door tells files apart by their content, whatever they are called. */
final class ModelFilesTest {
  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(ModelFilesTest.class.getResource("/lucida/weights/" + name)).toURI());
  }

  private static Model renamed(String name, Path folder) throws Exception {
    return ModelFiles.open(Files.copy(resource(name), folder.resolve("whatever.bin")));
  }

  @Test
  void aKerasFileByItsContent(@TempDir Path folder) throws Exception {
    assertEquals(6 * 6 + 6, renamed("keras/vgg16.h5", folder).network().parameters().entrySet().stream()
        .filter(p -> p.getKey().startsWith("fc2")).mapToInt(p -> p.getValue().size()).sum());
  }

  @Test
  void aKerasArchiveByItsContent(@TempDir Path folder) throws Exception {
    assertEquals("scores", renamed("keras/functional.keras", folder).network().output());
  }

  @Test
  void anOnnxFileByItsContent(@TempDir Path folder) throws Exception {
    Files.copy(resource("onnx/external.bin"), folder.resolve("external.bin"));
    assertTrue(renamed("onnx/external.onnx", folder).network().name().equals("whatever.bin"));
  }

  /** What lies beside an ONNX file is a part of it; a name that leads out of its folder is not. */
  @Test
  void theFilesOfAModel(@TempDir Path folder) throws Exception {
    Path onnx = Files.copy(resource("onnx/external.onnx"), folder.resolve("a.onnx"));
    Path data = Files.copy(resource("onnx/external.bin"), folder.resolve("external.bin"));
    assertEquals(List.of(onnx, data), ModelFiles.files(onnx));
    byte[] bytes = Files.readAllBytes(onnx);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("external.bin", "../outer.bin");
    Path nested = Files.createDirectory(folder.resolve("in")).resolve("b.onnx");
    Files.write(nested, text.getBytes(StandardCharsets.ISO_8859_1));
    Files.copy(data, folder.resolve("outer.bin"));
    assertEquals(List.of(nested), ModelFiles.files(nested));
    assertEquals(List.of(data), ModelFiles.files(data));
  }

  @Test
  void tensorsAsAnArchitecture(@TempDir Path folder) {
    Path file = folder.resolve("weights");
    write(file, zeros("cifar-resnet20"));
    assertEquals("cifar-resnet20", ModelFiles.open(file).network().name());
  }

  /** Eleven tensors are renamed: ten are named, then a count; so are the ten that are there instead. */
  @Test
  void whatDiffersIsListed(@TempDir Path folder) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    zeros("cifar-resnet20").forEach((name, tensor) -> tensors.put(tensors.size() < 11 ? name + "_" : name, tensor));
    Path file = folder.resolve("mine.safetensors");
    write(file, tensors);
    String sentence = String.valueOf(assertThrows(WeightsException.class, () -> ModelFiles.open(file)).getMessage());
    assertTrue(sentence.startsWith("mine.safetensors: "), sentence);
    assertTrue(sentence.contains("cifar-resnet20") && sentence.contains("11 missing: conv1.weight, "), sentence);
    assertTrue(sentence.contains("11 unexpected: conv1.weight_, ") && sentence.contains(" and 1 more"), sentence);
  }

  @Test
  void nothingKnown(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "these are no weights");
    String sentence = String.valueOf(assertThrows(WeightsException.class, () -> ModelFiles.open(file)).getMessage());
    assertTrue(sentence.startsWith("notes.txt is not a weight file that Lucida can read"), sentence);
    assertThrows(WeightsException.class, () -> ModelFiles.open(folder.resolve("missing")));
  }

  private static void write(Path file, SequencedMap<String, Tensor> tensors) {
    List<NamedTensor> named = tensors.entrySet().stream().map(t -> new NamedTensor(t.getKey(), Dtype.F32, t.getValue()))
        .toList();
    WeightFiles.write(NamedTensors.of("test", Map.of(), named), file);
  }

  private static SequencedMap<String, Tensor> zeros(String architecture) {
    Network network = Architectures.named(architecture);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape, Precision.FLOAT32)));
    return tensors;
  }
}
