package lucida.weights.model;

import static lucida.weights.model.Fixture.assertRefused;
import static lucida.weights.model.Fixture.latin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lucida.files.Npy;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightFilesTest {
  @TempDir
  private Path folder;

  private Path file(String name, byte[] bytes) throws IOException { return Files.write(folder.resolve(name), bytes); }

  private static String refusal(Path file) {
    return assertThrows(WeightsException.class, () -> WeightFiles.read(file)).getMessage();
  }

  /** The content counts and not the name. */
  @ParameterizedTest
  @ValueSource(strings = {"checkpoint.pt", "checkpoint_legacy.pt", "dtypes.safetensors", "arrays.npz"})
  void recognisesByContent(String fixture) throws IOException {
    NamedTensors tensors = WeightFiles.read(file("x.h5", Fixture.bytes(fixture)));
    assertEquals(Fixture.read(fixture).names(), tensors.names());
    assertEquals("x.h5", tensors.source());
  }

  @Test
  void readsOneOfSeveralDictionaries() throws IOException {
    Path several = file("several.pt", Fixture.bytes("several.pt"));
    assertEquals(1, WeightFiles.read(several, "generator").get("w").item());
    String message = assertThrows(WeightsException.class, () -> WeightFiles.read(several, "ema")).getMessage();
    assertEquals("several.pt has no dictionary of tensors 'ema', only 'generator', 'discriminator'", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrays.npz", "arrays_compressed.npz"})
  void readsNumpysArchives(String fixture) { Fixture.assertHolds("arrays", Fixture.read(fixture)); }

  @Test
  void readsAFolderOfArrays() throws IOException {
    Npy.write(folder.resolve("b.weight.npy"), Tensor.of(Shape.of(2), 1f, 2f));
    Npy.write(folder.resolve("a.npy"), Tensor.of(Shape.SCALAR, 3.0));
    Files.writeString(folder.resolve("readme.txt"), "not an array");
    NamedTensors tensors = WeightFiles.read(folder);
    assertEquals(List.of("a", "b.weight"), tensors.names());
    assertEquals(List.of(Dtype.F64, Dtype.F32), tensors.names().stream().map(name -> tensors.entry(name).dtype()).toList());
    assertEquals(2, tensors.get("b.weight").at(1));
  }

  @Test
  void saysWhatAPathIsNot() throws IOException {
    assertTrue(refusal(folder.resolve("none.pt")).endsWith("none.pt: there is no such file"));
    assertTrue(refusal(folder).endsWith("the folder has no file that ends in .npy"));
    assertEquals("x.pt: the file is empty", refusal(file("x.pt", new byte[0])));
  }

  @Test
  void saysWhatIsNotRead() throws IOException {
    assertRefused("x.h5", latin("\u0089HDF\r\n\u001a\n0000"), "HDF5");
    assertRefused("x.onnx", latin("\u0008\u0007\u0012\u0007pytorch"), "ONNX");
    assertRefused("x.tar", Arrays.copyOf(latin("storages" + "\u0000".repeat(249) + "ustar"), 1024), "tar");
    assertRefused("x.gz", latin("\u001f\u008b\u0008\u0000"), "gzip");
    assertRefused("x.txt", latin("hello, world"), "68 65 6c 6c 6f 2c 20 77", "safetensors");
    assertRefused("x.zip", zip("readme.txt"), "neither PyTorch's nor NumPy's: its entries are 'readme.txt'");
    assertRefused("x.keras", zip("config.json", "model.weights.h5"), "Keras archive");
    assertRefused("x.pt", zip("x/data.pkl", "x/constants.pkl"), "TorchScript");
    assertRefused("x.npy", latin("\u0093NUMPY\u0001\u0000\u0002\u0000{}"), "no header");
  }

  /** What people give by mistake is called by its name, whatever the file is called, and it is said what would be read. */
  @Test
  void callsOtherKindsByTheirName() throws IOException {
    assertRefused("w.pth", latin("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"), "Git LFS pointer",
        "git lfs pull");
    assertRefused("w.pth", latin("\n<!DOCTYPE html><title>404</title>"), "web page");
    assertRefused("w.bin", latin("<html>"), "web page");
    assertRefused("w.pb", latin("<?xml version=\"1.0\"?><net name=\"a\">"), "OpenVINO", "ONNX");
    assertRefused("w.pth", latin("\u0018\u0000\u0000\u0000TFL3\u0000"), "TensorFlow Lite", "Keras");
    assertRefused("w.pth", latin("\u0018\u0000\u0000\u0000ET12\u0000"), "ExecuTorch");
    assertRefused("w.onnx", latin("ftrt\u0000\u0000"), "TensorRT", "ONNX file that it was built from");
    assertRefused("w.pth", latin("GGUF\u0003"), "GGUF");
    assertRefused("checkpoint", latin("model_checkpoint_path: \"model\"\n"), "TensorFlow");
    assertRefused("w.pb", latin("\n\u0012\n\u0001x\u0012\u000bPlaceholder"), "frozen TensorFlow graph");
    assertRefused("w.json", latin("{\"metadata\": {\"total_size\": 9}, \"weight_map\": {}}"), "several files");
    assertRefused("w.7z", latin("7z\u00bc\u00af'\u001c\u0000"), "7-Zip");
    assertRefused("w.pth", latin("BZh9"), "bzip2");
    assertRefused("w.pt2", zip("w/models/model.json"), "torch.export");
    assertRefused("model.ckpt.index", latin("\u0000".repeat(60) + "W\u00fb\u0080\u008b$uG\u00db"),
        "TensorFlow checkpoint", "ONNX");
  }

  /**
   * Messages whose first bytes are those of ONNX. Core ML: {1: version, 2: description, 500: network}, whose tag is 500·8 + 2 = 4002 =
   * 0xa2 0x1f; SavedModel: {1: version, 2: graphs}.
   */
  @Test
  void tellsProtobufsApart() throws IOException {
    byte[] coreMl = latin("\b\u0004\u0012\u0002ab\u00a2\u001f\u0001x"), savedModel = latin("\b\u0001\u0012\u0002ab");
    for (String name : List.of("model.mlmodel", "model.onnx")) assertRefused(name, coreMl, "Core ML", "ONNX");
    assertRefused("saved_model.pb", savedModel, "SavedModel", "Keras");
    Path file = file("x.onnx", coreMl);
    assertTrue(assertThrows(WeightsException.class, () -> ModelFiles.open(file)).getMessage().contains("Core ML"));
  }

  @Test
  void callsFoldersByTheirName() throws IOException {
    for (String[] is : new String[][]{{"saved_model.pb", "TensorFlow SavedModel"},
        {"model.safetensors", "name the file in it, model.safetensors"}}) {
      Path inside = Files.createDirectories(folder.resolve("folder of " + is[0]));
      Files.write(inside.resolve(is[0]), new byte[0]);
      assertTrue(refusal(inside).contains(is[1]), refusal(inside));
    }
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) zip.putNextEntry(new ZipEntry(name));
    }
    return bytes.toByteArray();
  }

  /**
   * A file of 270 MB is read in this JVM's heap of 384 MiB (weights/pom.xml), which is less than 1.5 times its size. The heap
   * cannot hold one array of 400 MB, and not 540 MB in all: that is said. These are files of holes, so they take no room on the
   * disk.
   */
  @Test
  @Tag("full")
  void takesNoMoreThanHalfAsMuchAgain() throws IOException {
    Path file = holes(27, 2_500_000);
    assertTrue(Runtime.getRuntime().maxMemory() < 1.5 * Files.size(file), "the heap is too large for this to show anything");
    assertEquals(2.5, WeightFiles.read(file).get("t26").cell(2_499_999));
    assertTrue(refusal(holes(1, 100_000_000)).contains("larger -Xmx"));
    assertTrue(refusal(holes(54, 2_500_000)).contains("larger -Xmx"));
  }

  /** An array cut anywhere is refused in words that say so. */
  @Test
  void arraysCutOff() throws IOException {
    byte[] whole = Npy.bytes(Tensor.vector(1, 2, 3));
    for (int length = 0; length < whole.length; length++) {
      String message = refusal(file("cut.npy", Arrays.copyOf(whole, length)));
      String wanted = length == 0 ? "is empty" : length < 6 ? "not a weight file" : "cut off";
      assertTrue(message.contains(wanted), length + " bytes: " + message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  /** A safetensors file of zeros, but for the last cell, which is 2.5. */
  private Path holes(int tensors, int cells) throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < tensors; i++)
      header.append("%s\"t%d\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}".formatted(i == 0 ? "" : ",", i, cells,
          4L * cells * i,
          4L * cells * (i + 1)));
    Path file = file("x.safetensors", Fixture.joined(Fixture.littleEndian(header.length() + 1L), latin(header + "}")));
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(Fixture.littleEndian(Float.floatToIntBits(2.5f))), out.size() + 4L * cells * tensors - 4);
    }
    return file;
  }
}
