package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.weights.Inspection;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file contains is told of every kind of file, also of one whose network is not read. */
final class InspectionTest {
  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(InspectionTest.class.getResource("/lucida/weights/" + name)).toURI());
  }

  private static NamedTensors weights(String architecture, String prefix) {
    List<NamedTensor> tensors = new ArrayList<>();
    Architectures.named(architecture).parameters()
        .forEach((name, shape) -> tensors.add(NamedTensor.of(prefix + name, Tensor.zeros(shape, Precision.FLOAT32))));
    return NamedTensors.of("test", Map.of(), tensors);
  }

  @Test
  void weightsOfAnArchitectureInAWrapper() {
    Inspection inspection = ArchitectureMatch.inspected(weights("cifar-resnet20", "module."));
    var found = assertInstanceOf(Inspection.Finding.BuiltIn.class, inspection.finding());
    assertEquals("cifar-resnet20", found.network().name());
    assertEquals(0, found.mismatch().size(), found.mismatch().toString());
    assertEquals(new StoredTensor("module.conv1.weight", "F32", Shape.of(16, 3, 3, 3)), inspection.tensors().getFirst());
    assertEquals(List.of(), inspection.nonFinite());
  }

  @Test
  void whatDiffersFromTheNearest() {
    NamedTensors less = weights("squeezenet1_1", "").filter(name -> !name.equals("features.0.bias"));
    List<NamedTensor> tensors = new ArrayList<>(less.stream().toList());
    tensors.add(NamedTensor.of("extra", Tensor.vector(1, Double.NaN)));
    Inspection inspection = ArchitectureMatch.inspected(NamedTensors.of("test", Map.of(), tensors));
    var found = assertInstanceOf(Inspection.Finding.BuiltIn.class, inspection.finding());
    assertEquals("squeezenet1_1", found.network().name());
    assertEquals(List.of("features.0.bias"), found.mismatch().missing());
    assertEquals(List.of("extra"), found.mismatch().unexpected());
    assertEquals(List.of("extra"), inspection.nonFinite());
  }

  /** The stem of version 1.0 is one of 96 filters of 7 × 7; that of version 1.1 one of 64 of 3 × 3. */
  @Test
  void anotherShape() {
    List<NamedTensor> tensors = new ArrayList<>(weights("squeezenet1_1", "").stream().toList());
    tensors.set(0, NamedTensor.of("features.0.weight", Tensor.zeros(Shape.of(64, 3, 5, 5), Precision.FLOAT32)));
    var found = assertInstanceOf(Inspection.Finding.BuiltIn.class,
        ArchitectureMatch.inspected(NamedTensors.of("test", Map.of(), tensors)).finding());
    assertEquals("1 of another shape: features.0.weight [64, 3, 5, 5] for [64, 3, 3, 3]", found.mismatch().toString());
  }

  @Test
  void strangersAreUnknown() throws Exception {
    Inspection inspection = ModelFiles.inspect(resource("dtypes.pt"));
    assertEquals("PyTorch zip", inspection.format());
    assertInstanceOf(Inspection.Finding.Unknown.class, inspection.finding());
    assertTrue(inspection.tensors().stream().anyMatch(t -> t.type().equals("F16")), inspection.tensors().toString());
  }

  @Test
  void anOnnxFileWithItsNetwork() throws Exception {
    Inspection inspection = ModelFiles.inspect(resource("onnx/external.onnx"));
    assertEquals("ONNX, opset 13", inspection.format());
    Network network = assertInstanceOf(Inspection.Finding.Own.class, inspection.finding()).network();
    assertEquals(Shape.of(3, 15, 11), network.input());
    assertTrue(inspection.tensors().contains(new StoredTensor("f2.weight", "F32", Shape.of(4, 9))),
        inspection.tensors().toString());
  }

  /** An operator under a name that nobody knows: the tensors are told all the same, and why there is no network. */
  @Test
  void anOnnxFileThatIsNotRead(@TempDir Path folder) throws Exception {
    String file = new String(Files.readAllBytes(resource("onnx/external.onnx")), StandardCharsets.ISO_8859_1);
    Files.copy(resource("onnx/external.bin"), folder.resolve("external.bin"));
    Path strange = folder.resolve("strange.onnx");
    Files.write(strange, file.replace("Sigmoid", "Sigmund").getBytes(StandardCharsets.ISO_8859_1));
    Inspection inspection = ModelFiles.inspect(strange);
    String why = assertInstanceOf(Inspection.Finding.Unknown.class, inspection.finding()).why();
    assertTrue(why.startsWith("operators that are not read: Sigmund '"), why);
    assertTrue(inspection.tensors().size() >= 6, inspection.tensors().toString());
  }

  @Test
  void aKerasArchiveAndAFileOfKeras2() throws Exception {
    Inspection archive = ModelFiles.inspect(resource("keras/functional.keras"));
    assertEquals("Keras archive", archive.format());
    assertEquals("scores", assertInstanceOf(Inspection.Finding.Own.class, archive.finding()).network().output());
    assertTrue(archive.tensors().stream().allMatch(t -> t.name().contains("/vars/") && t.type().equals("F32")),
        archive.tensors().toString());
    Inspection file = ModelFiles.inspect(resource("keras/sequential2.h5"));
    assertEquals("Keras HDF5", file.format());
    assertTrue(file.tensors().stream().anyMatch(t -> t.name().endsWith("/kernel:0") && t.shape().rank() == 4),
        file.tensors().toString());
  }
}
