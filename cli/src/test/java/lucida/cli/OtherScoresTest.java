package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.pictures.Picture;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lucida explain} where the score is no class's of the whole picture: of regions, of similarity, of contrasts. */
class OtherScoresTest {
  private static final int SIZE = 8, CLASSES = 3;

  @TempDir
  private Path folder;
  private final Model positions = model(true);
  private final Model classes = model(false);

  /** conv, ReLU, and a convolution 1×1 that scores positions, or the same behind global pooling. */
  private static Model model(boolean positions) {
    NetworkBuilder net = new NetworkBuilder("network", Shape.of(3, SIZE, SIZE));
    net.add("conv", Conv2d.of(3, 4, 3, 2, 1));
    net.add("relu", Activation.RELU);
    if (positions) net.add("scores", Conv2d.of(4, CLASSES, 1, 1, 0));
    else {
      net.add("gap", new GlobalAveragePool());
      net.add("fc", Dense.of(4, CLASSES));
    }
    Network network = net.build();
    return new Model(network, Initial.weights(network, 11, Precision.FLOAT32));
  }

  private static Tensor picture(int number) {
    return RandomStream.of(number).gaussian(Shape.of(3, SIZE, SIZE), Precision.FLOAT64, 0, 1);
  }

  @BeforeEach
  void files() throws IOException {
    ModelFiles.write(positions, folder.resolve("positions.onnx"));
    ModelFiles.write(classes, folder.resolve("classes.onnx"));
    try (InputStream boxes = Objects.requireNonNull(OtherScoresTest.class.getResourceAsStream("boxes.onnx"))) {
      Files.copy(boxes, folder.resolve("boxes.onnx"));
    }
    for (int i = 0; i < 3; i++) Npy.write(folder.resolve("x" + i + ".npy"), picture(i));
    Picture.painted(SIZE, SIZE, (x, y) -> x < 2 ? 0xffffff : 0).write(folder.resolve("mask.png"));
    Picture.painted(3, SIZE, (x, y) -> 0xffffff).write(folder.resolve("narrow.png"));
  }

  private Result explain(String network, String... arguments) {
    List<String> all = new ArrayList<>(List.of("explain", folder.resolve("x0.npy").toString(), "--model",
        folder.resolve(network + ".onnx").toString(), "--precision", "f64", "--json", "--out", folder.resolve("out").toString()));
    for (String argument : arguments) all.add(argument.replace("@", folder + "/"));
    return Result.of(all.toArray(String[]::new));
  }

  /** The mean of class m over the cells, computed from the network's own scores of positions, [1, 3, 4, 4]. */
  private double mean(int m, int... cells) {
    Tensor S = positions.scores(picture(0).reshape(Shape.of(1, 3, SIZE, SIZE)), Executor.float64());
    return IntStream.of(cells).mapToDouble(cell -> S.cell(16 * m + cell)).sum() / cells.length;
  }

  private static double logit(Result result) {
    assertEquals(0, result.code(), result.err());
    String text = result.out().replaceAll("(?s).*?\"logit\":([-0-9.eE]+).*", "$1");
    return Double.parseDouble(text);
  }

  /** Cells are 2×2 pixels: the box holds the middles 3 and 5 of both axes, the mask those in the first column. */
  @Test
  void regions() {
    assertEquals(mean(1, IntStream.range(0, 16).toArray()), logit(explain("positions", "--class", "1")), 1e-6);
    assertEquals(mean(1, 5, 6, 9, 10), logit(explain("positions", "--class", "1", "--region", "2,2,6,6")), 1e-6);
    assertEquals(mean(2, 0, 4, 8, 12), logit(explain("positions", "--class", "2", "--region", "@mask.png")), 1e-6);
    int[] best = IntStream.range(0, 16).filter(cell -> IntStream.range(0, CLASSES).allMatch(m -> mean(m, cell) <= mean(0, cell)))
        .toArray();
    if (best.length > 0)
      assertEquals(mean(0, best), logit(explain("positions", "--class", "0", "--region", "predicted")), 1e-6);
    else assertTrue(explain("positions", "--class", "0", "--region", "predicted").err().contains("at no position"));
  }

  @Test
  void refusedRegions() {
    for (List<String> wrong : List.of(List.of("positions", "0,0,0.5,8", "holds the middle of none of the 4×4 positions"),
        List.of("positions", "@narrow.png", "is a mask of 3×8 pixels, and its picture has 8×8"),
        List.of("positions", "6,2,2,6", "with X0 less than X1, and Y0 less than Y1"),
        List.of("positions", "left", "is neither whole, predicted, a box"),
        List.of("classes", "whole", "is for networks that score every position"))) {
      Result result = explain(wrong.get(0), "--region", wrong.get(1));
      assertEquals(2, result.code(), result.err());
      assertTrue(result.err().contains(wrong.get(2)), result.err());
    }
  }

  /** The networks that come with lucida neither detect nor attend, and what is said about their output is not passed over. */
  @ParameterizedTest
  @ValueSource(strings = {
      "--detects rows|--detects rows: boxes are [boxes, 5 + classes], and the network gives [16] for a picture",
      "--detects columns|--detects columns: boxes are [4 + classes, boxes], and the network gives [16] for a picture",
      "--tokens 4x4|--tokens 4x4 is for transformers; scenes-resnet has no attention over all tokens of a picture",
      "--probabilities sofmax|--probabilities sofmax: there are softmax, sigmoid, none",
      "--similar-to nothing.png|nothing.png: there is no such file or folder"})
  void ofBundledNetworks(String given) {
    String[] parts = given.split("\\|", 2), option = parts[0].split(" ", 2);
    Result refused = Result.of("explain", option[0], option[1], "--json", "--out", folder.resolve("out").toString());
    assertEquals(2, refused.code(), refused.err());
    assertEquals("lucida: " + parts[1], refused.err().strip());
  }

  /** A picture is as similar to itself as can be; another's cosine is that of the plain sum. */
  @Test
  void similarity() {
    Result same = explain("classes", "--similar-to", "@x0.npy", "--similar-at", "gap");
    assertEquals(1, logit(same), 1e-12);
    assertTrue(same.out().contains("\"similarity\":\"cosine to x0.npy, of the features of gap\""), same.out());
    Result other = explain("classes", "--similar-to", "@x1.npy,@x2.npy", "--class", "x2");
    assertTrue(other.out().contains("\"similarity\":\"cosine to x1.npy, x2.npy, of the network's output\""), other.out());
    Tensor a = classes.scores(picture(0).reshape(Shape.of(1, 3, SIZE, SIZE)), Executor.float64());
    Tensor b = classes.scores(picture(2).reshape(Shape.of(1, 3, SIZE, SIZE)), Executor.float64());
    assertEquals(a.times(b).sum() / Math.sqrt(a.times(a).sum() * b.times(b).sum()), logit(other), 1e-6);
    Result alone = explain("classes", "--similar-at", "gap");
    assertTrue(alone.code() == 2 && alone.err().contains("add --similar-to"), alone.err());
  }

  /** The contrast with no part of the others is the class by itself; the maps differ where a part is taken. */
  @Test
  void contrast() {
    Result plain = explain("classes", "--class", "1", "--method", "layercam");
    assertEquals(max(plain),
        max(explain("classes", "--class", "1", "--method", "layercam", "--contrast", "2", "--contrast-part", "0")),
        1e-12);
    assertTrue(Math.abs(max(plain) - max(explain("classes", "--class", "1", "--method", "layercam", "--contrast", "2"))) > 1e-6);
    Result many = explain("classes", "--contrast", "3");
    assertTrue(many.code() == 2 && many.err().contains("the range is 1 to 2"), many.err());
  }

  /**
   * A head with its decoding, exported by PyTorch ("boxes in columns" of weights' src/test/python/onnx_exports.py): each class's best box; the first
   * box's classes, its objectness, which is the highest of them, and its overlap with itself.
   */
  @Test
  void boxes() throws IOException {
    Npy.write(folder.resolve("x0.npy"), RandomStream.of(0).gaussian(Shape.of(3, 16, 16), Precision.FLOAT64, 0, 1));
    double best = IntStream.range(0, 3)
        .mapToDouble(m -> logit(explain("boxes", "--detects", "columns", "--method", "gradcam", "--class", "" + m))).max()
        .orElseThrow();
    double first = IntStream.range(0, 3)
        .mapToDouble(m -> logit(explain("boxes", "--detects", "columns", "--method", "gradcam", "--box", "1", "--class", "" + m)))
        .max().orElseThrow();
    assertEquals(best, first, 0);
    assertEquals(first,
        logit(explain("boxes", "--detects", "columns", "--box", "1", "--method", "gradcam", "--class", "objectness")),
        0);
    assertEquals(1,
        logit(explain("boxes", "--detects", "columns", "--box", "1", "--class", "overlap", "--method", "occlusion", "--score",
            "logit")),
        1e-12);
    assertTrue(
        logit(explain("boxes", "--detects", "columns", "--box", "2", "--method", "gradcam", "--class", "objectness")) <= first);
    Result both = explain("boxes", "--detects", "columns", "--box", "2,1", "--method", "gradcam");
    List<Double> logits = both.out().lines().map(line -> logit(new Result(0, line, ""))).toList();
    assertEquals(List.of(logit(explain("boxes", "--detects", "columns", "--box", "2", "--method", "gradcam")), first), logits);
    assertTrue(both.out().contains("\"className\":\"box 2: class ") && both.out().contains("16 boxes of 3 classes in columns"),
        both.out());
    assertEquals(List.of(logits.getFirst()),
        explain("boxes", "--detects", "columns", "--box", "2,1", "--method", "gradcam", "--class",
            "2:" + both.out().replaceAll("(?s).*?box 2: class (\\d).*", "$1")).out().lines()
            .map(line -> logit(new Result(0, line, ""))).toList());
    assertTrue(explain("boxes", "--detects", "rows", "--method", "gradcam").out()
        .contains("7 boxes of 11 classes in rows; is it --detects columns?"));
    for (List<String> wrong : List.of(List.of("boxes", "--detects", "rows", "--box", "900", "that overlap no higher one"),
        List.of("boxes", "--detects", "columns", "--box", "1,1", "names a box twice"),
        List.of("classes", "--detects", "columns", "--box", "1", "boxes are [4 + classes, boxes], and the network gives [3]"),
        List.of("classes", "--class", "0", "--box", "1", "say how the boxes are written down"))) {
      Result result = explain(wrong.get(0), wrong.subList(1, 5).toArray(String[]::new));
      assertTrue(result.code() == 2 && result.err().contains(wrong.get(5)), result.err());
    }
  }

  /** Pictures of 8×8 pixels of random colours, which are neither resized nor cropped. */
  private Path pictures() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < 2; i++) {
      RandomStream random = RandomStream.of(i);
      Picture.painted(SIZE, SIZE, (x, y) -> (int) (random.bits(8L * y + x) & 0xffffff)).write(pictures.resolve("p" + i + ".png"));
    }
    return pictures;
  }

  /** What an evaluation writes of its pictures: each line after its first of a file. */
  private List<String> evaluated(String file, String network, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("evaluate", "--images", pictures().toString(), "--model",
        folder.resolve(network + ".onnx").toString(), "--precision", "f64", "--methods", "layercam", "--no-controls", "--json",
        "--out",
        folder.resolve("judged").toString()));
    for (String argument : arguments) all.add(argument.replace("@", folder + "/"));
    Result result = Result.of(all.toArray(String[]::new));
    assertTrue(result.code() == 0 || result.code() == 3 && result.err().contains("no value"), result.err());
    List<String> lines = Files.readAllLines(folder.resolve("judged").resolve(file));
    return lines.subList(1, lines.size());
  }

  /** The score that a deletion begins with is the probability that explain says, whatever the score is of. */
  @ParameterizedTest
  @ValueSource(strings = {"--region whole", "--region predicted", "--region 2,2,6,6", "--region @mask.png"})
  void evaluationsOfRegions(String option) throws IOException {
    List<String> curves = evaluated("curves.csv", "positions",
        Stream.concat(Stream.of("--metrics", "deletion"), Stream.of(option.split(" "))).toArray(String[]::new));
    for (int i = 0; i < 2; i++) {
      Result explained = Result.of(Stream.concat(
          Stream.of("explain", folder.resolve("pictures/p" + i + ".png").toString(), "--model",
              folder.resolve("positions.onnx").toString(), "--precision", "f64", "--json", "--out",
              folder.resolve("out").toString()),
          Stream.of(option.replace("@", folder + "/").split(" "))).toArray(String[]::new));
      assertEquals(0, explained.code(), explained.err());
      double p = Double.parseDouble(explained.out().replaceAll("(?s).*?\"probability\":([-0-9.eE]+).*", "$1"));
      String picture = "p" + i + ".png,";
      String curve = curves.stream().filter(line -> line.startsWith(picture)).findFirst().orElseThrow();
      assertEquals(p, Double.parseDouble(curve.substring(curve.lastIndexOf(',') + 1).replace("\"", "").split(" ", -1)[0]), 1e-6,
          curve);
    }
  }

  /** Metrics that need a probability are left out where a score has none, with the reason; those of the score itself judge it. */
  @Test
  void evaluationsOfValues() throws IOException {
    for (List<String> options : List.of(List.of("classes", "--contrast", "2"),
        List.of("classes", "--similar-to", "@x1.npy,@x2.npy"),
        List.of("boxes", "--detects", "columns"), List.of("boxes", "--detects", "columns", "--box", "1"))) {
      List<String> rows = evaluated("per-picture.csv", options.getFirst(), Stream.concat(options.stream().skip(1),
          Stream.of("--metrics", "deletion,infidelity")).toArray(String[]::new));
      assertEquals(4, rows.size(), rows.toString());
      for (String row : rows)
        assertEquals(row.contains(",deletion,"), row.contains("the network gives no probabilities"), row);
    }
  }

  /** Of a class that the network finds nowhere there is no map; of a box that it does not give there is no picture. */
  @Test
  void whatIsNotThereIsLeftOut() throws IOException {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(positions.weights().tensors());
    weights.computeIfPresent("scores.bias", (_, b) -> Tensor.vector(0, 0, -100).to(b.precision()));
    ModelFiles.write(new Model(positions.network(), new Weights(weights)), folder.resolve("never.onnx"));
    Files.writeString(folder.resolve("labels.csv"), "file,class_index\np0.png,2\np1.png,2\n");
    for (String row : evaluated("per-picture.csv", "never", "--labels", "@labels.csv", "--region", "predicted", "--metrics",
        "deletion"))
      assertTrue(row.contains("the network finds class 2 at no position"), row);
    Result result = Result.of("evaluate", "--images", pictures().toString(), "--model", folder.resolve("boxes.onnx").toString(),
        "--detects", "columns", "--box", "900", "--methods", "gradcam", "--out", folder.resolve("judged").toString());
    assertEquals(2, result.code());
    assertTrue(result.err().contains("that overlap no higher one"), result.err());
  }

  private static double max(Result result) {
    assertEquals(0, result.code(), result.err());
    return Double.parseDouble(result.out().toLowerCase(Locale.ROOT).replaceAll("(?s).*?\"max\":([-0-9.e]+).*", "$1"));
  }
}
