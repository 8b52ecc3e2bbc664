package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import lucida.files.Sha256;
import lucida.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of any number of channels, and what is done to pictures for them: scores against plain loops in float64. */
class ChannelsTest {
  /** Sums of at most 200 products of numbers below 1 and roundings in float64. */
  private static final double ROUNDING = 1e-12;

  @TempDir
  private Path folder;

  private Result explain(SmallOnnx network, Object... arguments) throws IOException {
    Path model = Files.write(folder.resolve("small.onnx"), network.file());
    List<Object> all = new ArrayList<>(List.of("explain", "--model", model, "--method", "gradcam", "--save-maps", "--precision",
        "f64", "--class", "0", "--out", folder.resolve("out")));
    all.addAll(List.of(arguments));
    return Result.of(all.stream().map(Object::toString).toArray(String[]::new));
  }

  private void assertScores(double[] expected, String stem) throws IOException {
    Tensor scores = Npy.read(folder.resolve("out").resolve(stem + ".logits.npy"));
    for (int n = 0; n < 3; n++) assertEquals(expected[n], scores.cell(n), ROUNDING, stem + ", score " + n);
  }

  private Path picture(int width, int height) throws IOException {
    Path file = folder.resolve("digit.png");
    RandomStream draws = RandomStream.of(4);
    Picture.painted(width, height, (x, y) -> draws.below(1 << 24, width * y + x)).write(file);
    return file;
  }

  /** x_ij = function of the luma, (19595 R + 38470 G + 7471 B + 2¹⁵) / 2¹⁶ without its fraction. */
  private static double[][][] grey(Picture picture, IntToDoubleFunction value) {
    double[][][] x = new double[1][picture.height()][picture.width()];
    for (int i = 0; i < picture.height(); i++)
      for (int j = 0; j < picture.width(); j++)
        x[0][i][j] = value.applyAsDouble(
            (19595 * picture.sample(j, i, 0) + 38470 * picture.sample(j, i, 1) + 7471 * picture.sample(j, i, 2) + 32768) / 65536);
    return x;
  }

  @Test
  void aPictureForOneChannelIsGrey() throws IOException {
    SmallOnnx network = SmallOnnx.of(1, 8, 8);
    Path digit = picture(8, 8);
    Result result = explain(network, digit);
    assertEquals("", result.err());
    assertScores(network.scores(grey(Picture.read(digit), s -> s / 255.0)), "digit");
    assertTrue(result.out().contains("grey (BT.601 luma), (sample / 255 − mean) / std, mean 0, std 1"), result.out());
  }

  @Test
  void scaleMeanAndDeviationAreThoseAskedFor() throws IOException {
    SmallOnnx network = SmallOnnx.of(1, 8, 8);
    Path digit = picture(8, 8);
    assertEquals("", explain(network, digit, "--scale", "-1..1", "--mean", "0.25", "--std", "0.5").err());
    assertScores(network.scores(grey(Picture.read(digit), s -> (s / 127.5 - 1 - 0.25) / 0.5)), "digit");
    assertEquals("", explain(network, digit, "--scale", "0..255", "--mean", "100").err());
    assertScores(network.scores(grey(Picture.read(digit), s -> s - 100)), "digit");
  }

  /** The middle 6×8 of a picture of 10×12 that is not resized: rows 2 … 7, columns 2 … 9; blue first, a mean for each channel. */
  @Test
  void cropAndOrderAreThoseAskedFor() throws IOException {
    SmallOnnx network = SmallOnnx.of(3, 6, 8);
    Path file = picture(12, 10);
    Picture picture = Picture.read(file);
    Result result = explain(network, file, "--preprocess", "none", "--crop", "6x8", "--channels-order", "bgr", "--mean",
        "0.1,0.2,0.3",
        "--json");
    assertEquals("", result.err());
    double[][][] x = new double[3][6][8];
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 6; i++)
        for (int j = 0; j < 8; j++) x[c][i][j] = picture.sample(j + 2, i + 2, 2 - c) / 255.0 - (c + 1) / 10.0;
    assertScores(network.scores(x), "digit");
    assertTrue(result.out()
        .contains("\"preprocessing\":{\"name\":\"none, changed\",\"assumed\":false,\"picture\":{\"width\":12,\"height\":10},"
            + "\"resize\":{\"width\":12,\"height\":10,\"filter\":\"nearest\"},\"crop\":{\"left\":2,\"top\":2,\"width\":8,\"height\":6},"
            + "\"region\":[2.0,2.0,8.0,6.0],\"order\":\"bgr\",\"divisor\":255.0,\"mean\":[0.1,0.2,0.3],\"std\":[1.0,1.0,1.0]}"),
        result.out());
  }

  /** A PNG file with a chunk tRNS behind its head, of 33 bytes: colours 0, 0, blue are transparent. */
  private static byte[] clear(byte[] png, int blue) {
    ByteBuffer chunk = ByteBuffer.allocate(18).putInt(6).put("tRNS".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 0)
        .putShort((short) 0).putShort((short) blue);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 10);
    chunk.putInt((int) checksum.getValue());
    return ByteBuffer.allocate(png.length + 18).put(png, 0, 33).put(chunk.array()).put(png, 33, png.length - 33).array();
  }

  /** Said where people, programs and readers of the page look: where a picture is from, how it was framed, and what its file stores. */
  @Test
  void whatAFileStoresIsNoted() throws IOException {
    Path file = Files.write(folder.resolve("clear.png"), clear(Picture.painted(12, 10, (x, y) -> x + y).png(), 7));
    Object[] options = {file, "--preprocess", "none", "--crop", "6x8"};
    String note = "what is transparent is laid over white";
    assertTrue(explain(SmallOnnx.of(3, 6, 8), options).out().contains("\n  note: " + note));
    String page = Files.readString(folder.resolve("out").resolve("report.html"));
    assertTrue(page.contains("clear.png: 12×10, cropped to 8×6 from column 2 and row 2 on<br>" + note),
        page.substring(page.indexOf("<figcaption>")));
    assertTrue(explain(SmallOnnx.of(3, 6, 8), Stream.concat(Stream.of(options), Stream.of("--json")).toArray()).out()
        .contains("\"notes\":[\"" + note + "\"]"));
  }

  /** A mean stays with its colour: torchvision's, blue first, is 0.406, 0.456, 0.485. */
  @Test
  void anotherOrderTakesTheMeansAlong() throws IOException {
    Result result = explain(SmallOnnx.of(3, 8, 8), picture(8, 8), "--channels-order", "bgr", "--resize", "8");
    assertTrue(
        result.out().contains("short side 8 (bilinear), middle 8×8; bgr, (sample / 255 − mean) / std, mean 0.406 0.456 0.485"),
        result.out() + result.err());
  }

  /** [H, W], [1, H, W], [N, 1, H, W] of one channel; [C, H, W] of two and of five. */
  @ParameterizedTest
  @ValueSource(strings = {"6,7", "1,6,7", "3,1,6,7", "2,6,7", "5,6,7"})
  void arraysOfAnyNumberOfChannels(String extents) throws IOException {
    int[] shape = Stream.of(extents.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    int channels = shape.length == 3 ? shape[0] : 1;
    SmallOnnx network = SmallOnnx.of(channels, 6, 7);
    Tensor array = RandomStream.of(2).gaussian(Shape.of(shape), Precision.FLOAT64, 0, 1).map(v -> 1 / (1 + Math.exp(-v))); // in 0 … 1, as pictures are
    Npy.write(folder.resolve("x.npy"), array);
    Result result = explain(network, folder.resolve("x.npy"), "--json");
    assertEquals("", result.err());
    int pictures = shape.length == 4 ? 3 : 1;
    for (int n = 0; n < pictures; n++) {
      double[][][] x = new double[channels][6][7];
      for (int c = 0; c < channels; c++)
        for (int i = 0; i < 6; i++) for (int j = 0; j < 7; j++) x[c][i][j] = array.cell(((n * channels + c) * 6 + i) * 7 + j);
      assertScores(network.scores(x), pictures == 1 ? "x" : "x-" + n);
    }
    assertTrue(
        result.out().contains("\"source\":\"" + folder.resolve("x.npy") + "\",\"sha256\":\"" + Sha256.of(folder.resolve("x.npy"))
            + "\",\"notes\":[],\"preprocessing\":null"),
        result.out());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1 | digit.png --preprocess torchvision | preprocessing torchvision is for 3 channels, the network expects 1",
      "3 | digit.png --preprocess grey | preprocessing grey is for 1 channels, the network expects 3",
      "4 | digit.png | digit.png: a picture has 3 channels, the network expects 4: it takes arrays [4, H, W] in .npy files",
      "1 | three.npy | three.npy: it has the shape [3, 8, 8], 3 channels, and the network expects 1: [1, H, W] or [N, 1, H, W]",
      "3 | last.npy | last.npy: it has the shape [8, 9, 3], 8 channels, and the network expects 3: [3, H, W] or [N, 3, H, W]; its last axis seems to be the channels",
      "3 | flat.npy | flat.npy: it has the shape [8, 8], no axis of channels, and the network expects 3",
      "1 | digit.png --mean 0.5,0.5 | --mean has 2 numbers, and the network has 1 channels",
      "1 | digit.png --mean 123 | --mean 123.0 lies outside the samples' range of 0.0 to 1.0; --scale says what the range is",
      "1 | digit.png --std 0 | --std 0.0: a deviation is positive",
      "1 | digit.png --scale 0..2 | --scale 0..2: there are 0..1, 0..255 and -1..1",
      "1 | digit.png --channels-order bgr | --channels-order bgr: the network expects 1 channels, and only 3 have an order",
      "3 | digit.png --channels-order brg | --channels-order brg: there are rgb and bgr",
      "1 | digit.png --resize 8,cubic | --resize: there is no filter 'cubic'; there are nearest",
      "1 | digit.png --resize big | --resize big: wanted is a number of pixels as 224, or height and width as 224x160",
      "1 | digit.png --resize 8x8 --crop 9 | digit.png: A part of 9×9 pixels cannot be cut from a picture of 8×8, stretched to 8×8"})
  void whatDoesNotFitIsSaidOfTheUsersFile(int channels, String arguments, String problem) throws IOException {
    picture(8, 8);
    for (String file : List.of("three 3,8,8", "last 8,9,3", "flat 8,8"))
      Npy.write(folder.resolve(file.substring(0, file.indexOf(' ')) + ".npy"),
          Tensor.zeros(
              Shape.of(Stream.of(file.substring(file.indexOf(' ') + 1).split(",", -1)).mapToInt(Integer::parseInt).toArray()),
              Precision.FLOAT32));
    Object[] texts = Stream.of(arguments.split(" ", -1)).map(text -> text.matches("\\w+\\.(png|npy)") ? folder.resolve(text) : text)
        .toArray();
    Result result = explain(SmallOnnx.of(channels, 8, 8), texts);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: ") && result.err().contains(problem), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }
}
