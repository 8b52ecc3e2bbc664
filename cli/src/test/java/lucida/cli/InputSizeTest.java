package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import lucida.pictures.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the output says about the size and the preparation of pictures and arrays is what was done, and a fixed size is kept to. */
class InputSizeTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.write(folder.resolve("small.onnx"), SmallOnnx.of(3, 8, 8).file());
    Picture.painted(12, 10, (x, y) -> 999 * x + y).write(folder.resolve("a.png"));
    Npy.write(folder.resolve("right.npy"), Tensor.zeros(Shape.of(3, 8, 8), Precision.FLOAT32));
    Npy.write(folder.resolve("wide.npy"), Tensor.zeros(Shape.of(3, 8, 9), Precision.FLOAT32));
    Npy.write(folder.resolve("large.npy"), Tensor.zeros(Shape.of(3, 40, 36), Precision.FLOAT32));
  }

  /** Words with an ending are files of the folder. */
  private Result explain(String arguments) {
    List<String> all = new ArrayList<>(
        List.of("explain", "--method", "gradcam", "--class", "0", "--out", folder.resolve("out").toString()));
    Stream.of(arguments.split(" ", -1)).map(a -> a.matches("\\w+\\.\\w+") ? folder.resolve(a).toString() : a).forEach(all::add);
    return Result.of(all.toArray(String[]::new));
  }

  /** The small network ends in global pooling and could take any size; its file says 8×8. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "a.png --preprocess none | a.png: the network would see it at 10×12 (height × width), and small.onnx is for 8×8 only: --resize 8x8 stretches it, --crop 8x8 cuts that out of the middle",
      "a.png --crop 6 | a.png: the network would see it at 6×6 (height × width), and small.onnx is for 8×8 only: --resize 8x8",
      "wide.npy | wide.npy: the network would see it at 8×9 (height × width), and small.onnx is for 8×8 only: arrays are taken as they are, so resize it before",
      "small.onnx | small.onnx is not a PNG, JPEG, WebP, GIF or BMP file; a network is named by --model"})
  void aFixedSizeIsKeptTo(String arguments, String problem) {
    Result result = explain("--model small.onnx " + arguments);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(problem), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "no folder is left behind");
  }

  /** Only what this run made is removed: a folder that was there stays. */
  @Test
  void aFolderThatWasThereStays() throws IOException {
    Files.createDirectory(folder.resolve("out"));
    assertEquals(2, explain("--model small.onnx wide.npy").code());
    assertTrue(Files.isDirectory(folder.resolve("out")));
  }

  /** A built-in architecture takes other sizes; text, record and page say which. */
  @Test
  void anotherSizeThanTheUsualIsNoted() throws IOException {
    String network = "--model cifar-resnet20 --random-weights 3 large.npy",
        note = "the network sees it at 40×36 (height × width), and its usual size is 32×32";
    Result result = explain(network);
    assertEquals("", result.err());
    assertTrue(result.out().contains("input          [3, 32, 32] usually; another size is noted at its picture"), result.out());
    assertTrue(result.out().contains("\n  note: " + note), result.out());
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains(note), "the page");
    assertTrue(explain(network + " --json").out().contains("\"notes\":[\"" + note + "\"]"), "the record");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"right.npy | none: arrays are taken as they are",
      "right.npy --preprocess caffe | none: arrays are taken as they are",
      "a.png | torchvision: short side 9 (bilinear), middle 8×8; rgb, (sample / 255 − mean) / std, mean 0.485 0.456 0.406, std 0.229 0.224 0.225 (assumed: small.onnx does not say; --preprocess does)",
      "a.png --preprocess none --crop 8 | none: not resized, middle 8×8; rgb, (sample / 255 − mean) / std, mean 0 0 0, std 1 1 1",
      "a.png right.npy --preprocess none --resize 8x8 | none: stretched to 8×8 (bilinear); rgb, (sample / 255 − mean) / std, mean 0 0 0, std 1 1 1; arrays are taken as they are"})
  void thePreparationIsWhatWasDone(String arguments, String line) {
    Result result = explain("--model small.onnx " + arguments);
    assertEquals("", result.err());
    assertTrue(result.out().lines().anyMatch(("preprocessing  " + line)::equals), result.out());
    assertTrue(result.out().lines().anyMatch("input          [3, 8, 8]"::equals), result.out());
  }
}
