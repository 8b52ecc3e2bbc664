package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Fusion;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lucida explain} on a small network with random weights: its files against what the Java API gives, its records, its errors. */
class ExplainCommandTest {
  private static final String SEED = "3";

  @TempDir
  private Path folder;

  private static Result lucida(Object... arguments) {
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Result.of(texts);
  }

  /** With the small network, in float64 and to a folder of its own unless the arguments say otherwise. */
  private Result explain(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("explain", "--model", "cifar-resnet20", "--random-weights", SEED));
    all.addAll(List.of(arguments));
    if (!all.contains("--precision")) all.addAll(List.of("--precision", "f64"));
    if (!all.contains("--out")) all.addAll(List.of("--out", folder.resolve("out")));
    return lucida(all.toArray());
  }

  private static Subject subject(String layer) {
    Network network = Architectures.named("cifar-resnet20");
    return Subject.of(new Model(network, Initial.weights(network, 3, Precision.FLOAT32)), layer, Executor.float64());
  }

  private Path picture(String name, int number) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    RandomStream draws = RandomStream.of(11).stream(number);
    Picture.painted(32, 32, (x, y) -> draws.below(1 << 24, 32 * y + x)).write(file);
    return file;
  }

  /** All files of the folder but the list of them, which is there. */
  private Set<String> written() throws IOException {
    Path out = folder.resolve("out");
    assertTrue(Files.exists(out.resolve(WrittenFiles.LIST)));
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> Files.isRegularFile(file) && !file.endsWith(WrittenFiles.LIST))
          .map(file -> out.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Tensor array(String name) throws IOException { return Npy.read(folder.resolve("out").resolve(name)); }

  /** Everything that is written for two classes, two layers and two methods, and nothing else; the arrays bit for bit those of the API. */
  @Test
  void filesAreThoseOfTheContract() throws IOException {
    Path cat = picture("cat.png", 1);
    assertEquals("",
        explain(cat, "--class", "3,5", "--layer", "layer2,layer3", "--method", "gradcam,gradcam++", "--save-maps").err());
    Set<String> expected = new TreeSet<>(
        Set.of("report.html", "report.jsonl", "cat.sheet.png", "cat.logits.npy", "cat.layer2.activations.npy",
            "cat.layer3.activations.npy"));
    Tensor x = Preprocessing.CIFAR.tensor(Picture.read(cat), Precision.FLOAT64);
    for (int id : new int[]{3, 5})
      for (String layer : List.of("layer2", "layer3")) {
        Probe probe = subject(layer).probe(x, Target.ofClass(id));
        assertTrue(array("cat.logits.npy").sameAs(probe.logits()), "logits");
        assertTrue(array("cat." + layer + ".activations.npy").sameAs(probe.activations()), layer);
        for (String method : List.of("gradcam", "gradcam++")) {
          String name = "cat." + id + "." + layer + "." + method;
          SaliencyMap map = Methods.named(method, Settings.USUAL).explain(probe);
          assertTrue(array(name + ".npy").sameAs(map.map()), name);
          assertTrue(array(name + ".signed.npy").sameAs(map.signed()), name);
          expected.addAll(List.of(name + ".npy", name + ".signed.npy", name + ".png"));
        }
      }
    assertEquals(expected, written());
  }

  /** A map without a final ReLU has no signed map beside it; float32 stays float32. */
  @Test
  void mapsAreWrittenAsComputed() throws IOException {
    Path cat = picture("cat.png", 1);
    assertEquals(0,
        explain(cat, "--class", "3", "--layer", "layer3", "--method", "cam", "--save-maps", "--precision", "f32").code());
    assertEquals(
        Set.of("cat.3.layer3.cam.npy", "cat.3.layer3.cam.png", "cat.layer3.activations.npy", "cat.logits.npy", "cat.sheet.png",
            "report.html", "report.jsonl"),
        written());
    assertEquals(Precision.FLOAT32, array("cat.3.layer3.cam.npy").precision());
    assertEquals(Shape.of(8, 8), array("cat.3.layer3.cam.npy").shape());
  }

  /** [N, 3, H, W] as it is, with -0 and -1 after the stem; [3, H, W] without. */
  @Test
  void arraysAreTakenAsTheyAre() throws IOException {
    Tensor two = RandomStream.of(7).gaussian(Shape.of(2, 3, 32, 32), Precision.FLOAT64, 0, 1);
    Npy.write(folder.resolve("two.npy"), two);
    Npy.write(folder.resolve("one.npy"), two.select(0, 1));
    assertEquals("",
        explain(folder.resolve("two.npy"), folder.resolve("one.npy"), "--class", "0", "--layer", "layer3", "--method", "gradcam",
            "--save-maps").err());
    for (int n = 0; n < 2; n++) {
      SaliencyMap map = Methods.named("gradcam", Settings.USUAL)
          .explain(subject("layer3").probe(two.select(0, n), Target.ofClass(0)));
      assertTrue(array("two-" + n + ".0.layer3.gradcam.npy").sameAs(map.map()), "picture " + n);
    }
    assertTrue(array("one.0.layer3.gradcam.npy").sameAs(array("two-1.0.layer3.gradcam.npy")));
  }

  /** a/x and b/x keep their folders, y does not need its own; x.png and x.jpg in one folder would be one. */
  @Test
  void equalStemsKeepTheirFolders() throws IOException {
    for (String name : List.of("in/a/x.png", "in/b/x.png", "in/b/y.png", "in/notes.txt")) picture(name, 1);
    assertEquals(0, explain(folder.resolve("in"), "--method", "gradcam", "--class", "1", "--layer", "layer3").code());
    assertEquals(
        Set.of("a/x.1.layer3.gradcam.png", "a/x.sheet.png", "b/x.1.layer3.gradcam.png", "b/x.sheet.png", "y.1.layer3.gradcam.png",
            "y.sheet.png", "report.html", "report.jsonl"),
        written());
  }

  /** One map of two layers, named by both. */
  @Test
  void layersAreFused() throws IOException {
    Path cat = picture("cat.png", 1);
    assertEquals("",
        explain(cat, "--class", "3", "--layer", "layer2,layer3", "--fuse", "max", "--method", "layercam", "--save-maps").err());
    Probe probe = subject("layer2").probe(Preprocessing.CIFAR.tensor(Picture.read(cat), Precision.FLOAT64), Target.ofClass(3));
    SaliencyMap map = Fusion.of(Methods.named("layercam", Settings.USUAL), List.of("layer2", "layer3")).explain(probe);
    assertTrue(array("cat.3.layer2+layer3.layercam.npy").sameAs(map.map()));
    assertEquals(2, explain(cat, "--layer", "layer2", "--fuse", "max").code());
  }

  @Test
  void oneRecordForEachMapAndNothingElse() throws IOException {
    Result result = explain(picture("cat.png", 1), "--class", "top2", "--layer", "layer3", "--method", "gradcam,layercam", "--json",
        "--save-maps");
    List<String> lines = result.out().lines().toList();
    assertEquals(4, lines.size(), result.out());
    List<Integer> ranking = subject("layer3")
        .probe(Preprocessing.CIFAR.tensor(Picture.read(folder.resolve("cat.png")), Precision.FLOAT64),
            Target.predicted())
        .ranking();
    for (int i = 0; i < 4; i++) {
      String line = lines.get(i), method = i % 2 == 0 ? "gradcam" : "layercam";
      String map = folder.resolve("out").resolve("cat." + ranking.get(i / 2) + ".layer3." + method).toString();
      assertTrue(line.startsWith("{\"picture\":\"cat\",\"model\":\"cifar-resnet20\",\"class\":" + ranking.get(i / 2) + ","), line);
      assertTrue(line.contains("\"method\":\"" + method
          + "\",\"layer\":\"layer3\",\"parameters\":{\"score\":\"logit\"},\"facts\":{},\"unit\":\"score\",\"shape\":[8,8],\"precision\":\"f64\""),
          line);
      if (map.startsWith("/"))
        assertTrue(
            line.endsWith(
                "\"files\":{\"overlay\":\"" + map + ".png\",\"map\":\"" + map + ".npy\",\"signed\":\"" + map + ".signed.npy\"}}"),
            line);
    }
  }

  /** A NaN in the picture: said once in the text, in every record, in the page, with the first layer; never a percentage. */
  @Test
  void whatIsNotFiniteIsSaidEverywhere() throws IOException {
    Path nan = folder.resolve("nan.npy");
    Npy.write(nan, Tensor.filled(Shape.of(3, 32, 32), Precision.FLOAT32, i -> i == 5 ? Double.NaN : 0.5));
    String inPicture = "1 of 3072 cells of the picture are NaN or infinite",
        first = "the first layer whose output is not finite is 'conv1'";
    Result text = explain(nan, "--class", "0", "--method", "gradcam,layercam");
    assertEquals(0, text.code(), text.err());
    assertEquals(2, text.out().split(inPicture, -1).length, text.out());
    assertFalse(text.out().contains("%"), text.out());
    assertTrue(text.out().contains(first) && text.out().contains("10 of 10 scores are NaN or infinite"), text.out());
    String page = Files.readString(folder.resolve("out").resolve("report.html"));
    assertTrue(page.contains(inPicture) && page.contains(first.replace("'", "&#39;")), "the page");
    List<String> lines = explain(nan, "--class", "0", "--method", "gradcam,layercam", "--json").out().lines().toList();
    assertEquals(2, lines.size());
    for (String line : lines) {
      assertTrue(line.contains("{\"kind\":\"non_finite_network\",\"count\":1,\"text\":\"" + inPicture + "\"}"), line);
      assertTrue(line.contains("\"logit\":null"), line);
    }
  }

  /** Behind layer2 there are more layers than CAM allows: alone it is refused, among others it is named and they go on. */
  @Test
  void aMethodThatDoesNotApplyDoesNotStopTheOthers() throws IOException {
    Result result = explain(picture("cat.png", 1), "--class", "3", "--layer", "layer2,layer3", "--method", "cam,gradcam");
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: cat: cam does not apply at layer2: CAM needs a head"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(result.out().contains("does not apply"), result.out());
    assertEquals(
        Set.of("cat.3.layer2.gradcam.png", "cat.3.layer3.gradcam.png", "cat.3.layer3.cam.png", "cat.sheet.png", "report.html",
            "report.jsonl"),
        written());
  }

  /** One that is no picture, one cut short, an array of another number of channels: each is named, the rest is explained. */
  @Test
  void aBrokenPictureDoesNotStopTheOthers() throws IOException {
    byte[] whole = Files.readAllBytes(picture("in/good.png", 1));
    Files.write(folder.resolve("in/cut.png"), Arrays.copyOf(whole, whole.length / 3));
    Files.writeString(folder.resolve("in/a note.jpg"), "no picture");
    Npy.write(folder.resolve("in/five.npy"), Tensor.zeros(Shape.of(5, 32, 32), Precision.FLOAT32));
    picture("in/zebra.png", 2);
    Result result = explain(folder.resolve("in"), "--class", "3", "--layer", "layer3", "--method", "gradcam");
    assertEquals(3, result.code(), result.err());
    List<String> lines = result.err().lines().toList();
    assertEquals(3, lines.size(), result.err());
    for (String name : List.of("a note.jpg", "cut.png", "five"))
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("lucida: ") && line.contains(name)), name + " in " + result.err());
    assertEquals(
        Set.of("good.3.layer3.gradcam.png", "good.sheet.png", "zebra.3.layer3.gradcam.png", "zebra.sheet.png", "report.html",
            "report.jsonl"),
        written());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("Left out") && page.contains("a note.jpg"), "the page names them");
    assertTrue(result.out().contains("3 of 5 pictures were left out; wrote 6 files to "), result.out());
  }

  /** Pictures of an array are numbered; one beside it of the same name does not write over them. */
  @Test
  void numberedPicturesKeepTheirNames() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Npy.write(folder.resolve("in/two.npy"), Tensor.zeros(Shape.of(2, 3, 32, 32), Precision.FLOAT32));
    for (String name : List.of("in/two-0.png", "in/x.png", "in/x.png.png")) picture(name, 1);
    Files.copy(folder.resolve("in/x.png"), folder.resolve("in/x.jpg"));
    assertEquals(0, explain(folder.resolve("in"), "--class", "3", "--layer", "layer3", "--method", "gradcam").code());
    Set<String> sheets = new HashSet<>(written());
    sheets.removeIf(name -> !name.endsWith(".sheet.png"));
    assertEquals(Set.of("two-0.sheet.png", "two.npy-0.sheet.png", "two.npy-1.sheet.png", "x.sheet.png", "x.png.sheet.png",
        "x.png.png.sheet.png"), sheets);
  }

  /** What is named like a picture and is no regular file is named too: a link that leads nowhere, and one to a device. */
  @Test
  void linksInFoldersAreNotPassedOver() throws IOException {
    picture("in/good.png", 1);
    Files.createSymbolicLink(folder.resolve("in/gone.png"), Path.of("nowhere.png"));
    Files.createSymbolicLink(folder.resolve("in/null.png"), Path.of("/dev/null"));
    Result result = explain(folder.resolve("in"), "--class", "3", "--layer", "layer3", "--method", "gradcam");
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().contains("gone.png: there is no such file"), result.err());
    assertTrue(result.err().contains("null.png: it is a pipe, a device or a socket"), result.err());
    assertTrue(result.out().contains("2 of 3 pictures were left out"), result.out());
  }

  @Test
  void whereNothingCouldBeDone() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (String name : List.of("a.png", "b.png")) Files.writeString(folder.resolve("in").resolve(name), "no picture");
    Result result = explain(folder.resolve("in"), "--method", "gradcam");
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().endsWith("none of the 2 pictures could be explained; nothing was written" + System.lineSeparator()),
        result.err());
    assertFalse(Files.exists(folder.resolve("out")), "no folder is left behind");
  }

  /** Names of files and classes with escapes, turned around, and lines of their own: nothing of it reaches a terminal or the page. */
  @Test
  void namesAreShownAsPlainText() throws IOException {
    String evil = "a\u001b]0;x\u0007\u202e\u009b2J\u200b";
    Path picture = picture(evil + "\nlucida: done.png", 1), names = folder.resolve("names.txt");
    Files.write(names, Stream.iterate(0, i -> i + 1).limit(10).map(i -> evil + i).toList());
    for (List<Object> mode : List.of(List.<Object>of(), List.<Object>of("--json"))) {
      List<Object> all = new ArrayList<>(List.of(picture, "--labels", names, "--method", "gradcam", "--layer", "layer3"));
      all.addAll(mode);
      Result result = explain(all.toArray());
      assertEquals(0, result.code(), result.err());
      assertPlain(result.out());
      assertTrue(result.out().lines().noneMatch(line -> line.startsWith("lucida: done")), result.out());
      assertTrue(result.out().contains("\\u202e"), result.out());
    }
    assertPlain(Files.readString(folder.resolve("out/report.html")));
    Result missing = explain(folder.resolve(evil + "\nlucida: done"));
    assertPlain(missing.err());
    assertEquals(1, missing.err().lines().count(), missing.err());
  }

  private static void assertPlain(String text) {
    assertEquals(PlainText.ofLines(text), text);
  }

  /** Behind layer2 there are more layers than CAM allows: alone it is refused, among all it is passed over with its reason. */
  @Test
  void allGoesOnWithoutWhatDoesNotApply() throws IOException {
    Path cat = picture("cat.png", 1);
    Result alone = explain(cat, "--layer", "layer2", "--method", "cam");
    assertEquals(2, alone.code());
    assertTrue(alone.err().startsWith("lucida: CAM needs a head of global average pooling"), alone.err());
    Result all = explain(cat, "--layer", "layer2", "--method", "all", "--precision", "f32", "--samples", "2", "--steps", "2");
    assertEquals(0, all.code(), all.err());
    assertTrue(all.out().contains("  cam does not apply: CAM needs a head"), all.out());
    assertTrue(written().stream().anyMatch(name -> name.endsWith(".gradcam.png")), "Grad-CAM");
    assertFalse(written().stream().anyMatch(name -> name.endsWith(".cam.png")), "CAM");
  }

  @Test
  void whatIsPrintedForPeople() throws IOException {
    Files.write(folder.resolve("names.txt"),
        List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"));
    Result result = explain(picture("cat.png", 1), "--labels", folder.resolve("names.txt"), "--class", "seven", "--method",
        "gradcam");
    assertEquals("", result.err());
    assertTrue(result.out().contains("network        cifar-resnet20 (random weights, seed 3)"), result.out());
    assertTrue(result.out().contains("layer          layer3"), result.out());
    assertTrue(
        result.out().lines()
            .anyMatch(line -> line.matches("  gradcam  7 seven  layer3  \\d+ ms.*|  gradcam  7 seven  layer3  [\\d.]+ s.*")),
        result.out());
    assertTrue(result.out().contains("wrote 4 files to "), result.out());
  }

  /** What is in the files is not printed, a hint neither; what had to be left out is, and so is an error. */
  @Test
  void quietly() throws IOException {
    Path cat = picture("cat.png", 1);
    Result result = explain(cat, "--layer", "layer2", "--class", "3", "--method", "gradcam", "--samples", "2", "--quiet");
    assertEquals(new Result(0, "", ""), result);
    assertTrue(written().contains("cat.3.layer2.gradcam.png"), "the files are there");
    result = explain(cat, "--layer", "layer2", "--class", "3", "--method", "cam,gradcam", "--quiet");
    assertEquals(3, result.code());
    assertTrue(result.err().startsWith("lucida: cat: cam does not apply at layer2"), result.err());
    assertEquals("", result.out());
    assertEquals("lucida: missing.png: there is no such file or folder", explain("missing.png", "--quiet").err().strip());
    assertEquals("lucida: --quiet prints nothing and --json records: leave out one of them",
        explain(cat, "--quiet", "--json").err().strip());
  }

  /** Of a picture that nobody drew the bundled network knows nothing; of those that come with it there is nothing to say. */
  @Test
  void theBundledNetworkSaysWhatItKnows() throws IOException {
    Path photograph = picture("in/photograph.png", 1), own = folder.resolve("own/car-and-cat.png");
    Files.createDirectories(own.getParent());
    Bundled.picture("car-and-cat").write(own);
    String out = folder.resolve("out").toString();
    Result result = lucida("explain", photograph, "--method", "gradcam", "--out", out);
    assertEquals(0, result.code());
    assertTrue(result.err().startsWith("lucida: the bundled network knows only 16 classes of drawn things; for a photograph give "),
        result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals(16, Bundled.network("scenes-resnet").classes().size(), "the sentence counts them");
    assertEquals("", lucida("explain", own, "--method", "gradcam", "--out", out).err());
    assertEquals("", lucida("explain", photograph, "--model", "scenes-resnet", "--method", "gradcam", "--out", out).err(),
        "by name");
    Files.copy(photograph, own, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(lucida("explain", own, "--method", "gradcam", "--out", out).err().isEmpty(), "the name alone is not the picture");
  }

  /** What comes with lucida: the picture, the network, a handful of methods. */
  @Test
  void withoutArguments() throws IOException {
    Result result = lucida("explain", "--out", folder.resolve("out"));
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertTrue(result.out().contains("(bundled, its batch norms folded)"), result.out());
    assertTrue(written().contains("report.html") && written().contains("car-and-cat.sheet.png"), written().toString());
    assertTrue(written().stream().anyMatch(name -> name.matches("car-and-cat\\.\\d+\\..*\\.gradcam\\.png")), written().toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"missing.png | missing.png: there is no such file or folder",
      "cat.png --method gradcan | There is no method 'gradcan'; did you mean 'gradcam'",
      "cat.png --class 10 | there is no class 10; the network has 10 classes, numbered from 0",
      "cat.png --class -1 | there is no class -1; the network has 10 classes, numbered from 0",
      "cat.png --class cat | there is no class 'cat' where classes have numbers only; --labels FILE names them",
      "cat.png --class against | --class against is for networks of one score; this one has 10",
      "cat.png --class top0 | --class top0: the network has 10 classes, so use top1 to top10",
      "cat.png --layer layer9 | has no layer 'layer9'; did you mean 'layer",
      "cat.png --layer linear | a map needs a layer with positions",
      "cat.png --score best | --score best: there are logit, exp, probability",
      "cat.png --baseline grey | --baseline grey: there are zero, mean, blur",
      "cat.png --precision f16 | --precision f16: there are f32 and f64",
      "cat.png --batch 0 | --batch 0: the range is 1 to 4096", "cat.png --samples -1 | --samples -1: the range is 1 to 100000",
      "cat.png --steps 2147483647 | --steps 2147483647: the range is 1 to 100000",
      "cat.png --sigma NaN | --sigma NaN: the range is 0 to 100",
      "cat.png --channels 5-2 | --channels 5-2: the range ends before it begins",
      "cat.png --channels 0-999999999 | --channels 0-999999999: the channels of layer3 are 0 to 63",
      "cat.png --class top11 | --class top11: the network has 10 classes, so use top1 to top10",
      "cat.png --class 99999999999 | there is no class '99999999999'",
      "cat.png --positions 1 | --positions: '1' is not a row and a column as 4,5",
      "cat.png --positions 9,9 --layer layer3 | --positions: (9, 9) is outside the layer's 8×8 positions",
      "cat.png --channels a | --channels: 'a' is neither a number nor a range as 40-47",
      "cat.png --colours pink | There is no colour map pink; there are dawn",
      "cat.png --preprocess none2 | There is no preprocessing none2; there are", "notes.txt | notes.txt is not a PNG",
      "bad.npy | bad.npy", "empty | holds no pictures", "cat.png --out cat.png | is a file; files are written to a folder",
      "cat.png --labels missing.txt | missing.txt: there is no such file"})
  void whatIsWrongIsSaidInOneSentence(String arguments, String problem) throws IOException {
    picture("cat.png", 1);
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    Files.writeString(folder.resolve("bad.npy"), "no array");
    Files.createDirectories(folder.resolve("empty"));
    Object[] texts = Stream.of(arguments.split(" ", -1))
        .map(text -> text.matches("[a-z]+\\.[a-z]+|empty") ? folder.resolve(text) : text).toArray();
    Result result = explain(texts);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: ") && result.err().contains(problem), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals("", result.out(), "nothing is printed before a refusal");
  }

  /** CAM reads no score, no samples and no seed; Smooth Grad-CAM++ all of them. */
  @Test
  void optionsWithoutEffectAreNamed() throws IOException {
    Path cat = picture("cat.png", 1);
    List<Object> given = List.of(cat, "--layer", "layer3", "--class", "3", "--method", "cam,smooth-gradcam++,gradient", "--samples",
        "2",
        "--channels", "1,5-7");
    Result text = explain(given.toArray());
    assertEquals(0, text.code(), text.err());
    assertEquals(List.of("lucida: --channels has no effect on cam, gradient", "lucida: --samples has no effect on cam, gradient",
        "lucida: --layer has no effect on gradient"), text.err().lines().toList());
    List<Object> json = new ArrayList<>(given);
    json.add("--json");
    List<String> records = explain(json.toArray()).out().lines().toList();
    for (String record : records) {
      boolean takesThem = record.contains("\"method\":\"smooth-gradcam++\"");
      for (String option : List.of("--channels", "--samples"))
        assertEquals(!takesThem,
            record.contains("\"no_effect\",\"count\":1,\"text\":\"" + option + " has no effect on this method"), record);
    }
    assertEquals(3, records.size());
  }

  /** EigenCAM has no class; signed maps have colours of their own; an array is neither cropped nor scaled. */
  @Test
  void optionsWithoutEffectOnAnyMapAreNamed() throws IOException {
    Path x = folder.resolve("x.npy");
    Npy.write(x, RandomStream.of(7).gaussian(Shape.of(3, 32, 32), Precision.FLOAT32, 0, 1));
    Result result = explain(x, "--method", "eigencam,xgradcam", "--class", "3", "--layer", "layer3");
    assertEquals(List.of("lucida: --class has no effect on eigencam"), result.err().lines().toList());
    result = explain(x, "--method", "guided-backprop", "--colours", "jet", "--resize", "40", "--crop", "32");
    assertEquals(List.of("lucida: --resize, --crop have no effect on arrays, which are taken as they are",
        "lucida: --colours has no effect: all maps have a sign or are drawn in the picture's colours"),
        result.err().lines().toList());
    assertEquals("", explain(picture("cat.png", 1), "--method", "gradcam", "--colours", "jet", "--resize", "40").err());
  }

  @Test
  void aSecondRunRemovesWhatTheFirstLeftOfThePicture() throws IOException {
    Path cat = picture("cat.png", 1);
    explain(cat, "--class", "3", "--method", "gradcam,layercam", "--layer", "layer3");
    Result kept = explain(cat, "--class", "4", "--method", "gradcam", "--layer", "layer3", "--keep");
    assertFalse(kept.out().contains("removed"), kept.out());
    assertTrue(Files.exists(folder.resolve("out/cat.3.layer3.layercam.png")));
    Result again = explain(cat, "--class", "5", "--method", "gradcam", "--layer", "layer3");
    assertTrue(again.out().contains("removed 3 files that an earlier run wrote about the same pictures; --keep keeps them"),
        again.out());
    assertFalse(Files.exists(folder.resolve("out/cat.3.layer3.layercam.png")));
    assertTrue(Files.exists(folder.resolve("out/cat.5.layer3.gradcam.png")));
  }

  /** What is typed, which layer was chosen, whether the preprocessing is a guess: enough to run it again. */
  @Test
  void recordsSayHowTheyWereMade() throws IOException {
    Path cat = picture("cat.png", 1);
    String record = explain(cat, "--method", "gradcam", "--json").out();
    assertTrue(record.contains("\"assumed\":false"), record);
    assertTrue(record.contains("\"arguments\":[\"explain\",\"--model\",\"cifar-resnet20\",\"--random-weights\",\"3\","),
        record);
    assertTrue(record.contains("\"layerIsChosen\":true,\"network\":\"cifar-resnet20 (random weights, seed 3), "), record);
    assertTrue(
        record.contains("\"layer\":\"layer3 (the default; --layer names another)\"") && record.contains("\"class\":\"top1\""),
        record);
    assertTrue(explain(cat, "--method", "gradcam", "--json", "--layer", "layer2").out().contains("\"layerIsChosen\":false"));
  }

  /** Two names of one layer, and one class twice, give one map. */
  @Test
  void whatIsNamedTwiceIsExplainedOnce() throws IOException {
    Result result = explain(picture("cat.png", 1), "--layer", "layer3,layer3", "--class", "3,3", "--method", "gradcam,gradcam",
        "--json");
    assertEquals(1, result.out().lines().count(), result.out());
    assertEquals(2, explain(folder.resolve("cat.png"), "--layer", "layer3,layer3", "--fuse", "mean").code());
  }

  /** NaN scores have no best: the picture is named, the others are explained. */
  @Test
  void noClassIsBestAmongNaNs() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    picture("in/good.png", 1);
    Npy.write(folder.resolve("in/nan.npy"), Tensor.filled(Shape.of(3, 32, 32), Precision.FLOAT32, _ -> Double.NaN));
    Result result = explain(folder.resolve("in"), "--method", "gradcam", "--layer", "layer3");
    assertEquals(3, result.code(), result.err());
    assertEquals(List.of("lucida: nan: --class top1: no class is best where 10 of 10 scores are NaN; --class 0 explains one of them"
        + " nevertheless"), result.err().lines().toList());
    assertTrue(written().contains("good.sheet.png"), written().toString());
  }

  /** The group leaves out what masks or samples: 8 runs of the network are fewer than any of those need. */
  @Test
  void theFastGroup() throws IOException {
    picture("cat.png", 1);
    Result result = explain(folder.resolve("cat.png"), "--method", "fast", "--layer", "layer3");
    assertEquals(0, result.code(), result.err());
    for (String fast : List.of("gradcam", "gradcam++", "hirescam", "eigencam", "gradient", "guided-backprop"))
      assertTrue(result.out().contains("\n  " + fast + " "), fast);
    for (String slow : List.of("scorecam", "rise", "occlusion", "smoothgrad", "integrated-gradients", "smooth-gradcam++"))
      assertFalse(result.out().contains("\n  " + slow + " "), slow);
    Result both = explain(folder.resolve("cat.png"), "--method", "fast,scorecam");
    assertEquals("lucida: --method fast is a group of its own: leave it out, or the other methods", both.err().strip());
  }

  /** Ctrl-C is an interrupt of the thread: at the first map of the second of three pictures, what was done before it stays, and the page. */
  @Test
  void whatIsDoneBeforeAnInterruptIsKept() throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png")) picture("in/" + name, 1);
    StringWriter err = new StringWriter();
    Thread thread = Thread.currentThread();
    PrintWriter out = new PrintWriter(new StringWriter() {
      @Override
      public void write(String text, int from, int length) {
        if (text.substring(from, from + length).equals("b")) thread.interrupt();
      }
    }, true);
    int code = Main.run(out, new PrintWriter(err, true), "explain", folder.resolve("in").toString(), "--model", "cifar-resnet20",
        "--random-weights", SEED, "--method", "gradcam,layercam", "--layer", "layer3", "--out", folder.resolve("out").toString());
    assertTrue(Thread.interrupted(), "the flag stays set");
    assertEquals(130, code);
    assertEquals("lucida: interrupted; the page holds what was done, 3 maps of 2 pictures" + System.lineSeparator(),
        err.toString());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("1 of 3 pictures were left out") && page.contains("</html>"), "the page");
    assertTrue(page.contains("The run stopped after 1 map."), "the page says that b has maps to come");
    assertTrue(written().containsAll(List.of("a.sheet.png", "b.sheet.png")), written().toString());
    assertTrue(written().stream().noneMatch(name -> name.endsWith(".part") || name.startsWith("c.")), written().toString());
  }

  /** In 96 MB an array of 108 MB has no room; the pictures beside it have. */
  @Test
  void memoryThatRunsOutForOnePictureDoesNotStopTheOthers() throws IOException, InterruptedException {
    for (String name : List.of("a.png", "z.png")) picture("in/" + name, 1);
    Npy.write(folder.resolve("in/huge.npy"), Tensor.zeros(Shape.of(3, 3000, 3000), Precision.FLOAT32));
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-cp",
        classes(),
        Main.class.getName(), "explain", folder.resolve("in").toString(), "--method", "gradcam", "--out",
        folder.resolve("out").toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(3, process.waitFor(), said);
    assertTrue(said.contains("huge.npy: 96 MB of memory did not suffice"), said);
    assertTrue(said.contains("1 of 3 pictures were left out"), said);
    assertTrue(written().containsAll(List.of("a.sheet.png", "z.sheet.png", "report.html")), said);
  }

  private static String classes() {
    return Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path").map(System::getProperty)
        .filter(Objects::nonNull).collect(Collectors.joining(File.pathSeparator));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--model vgg16 | --model vgg16 is an architecture without weights: add --weights FILE",
      "--model vgg61 | there is no file and no built-in architecture 'vgg61'; did you mean 'vgg",
      "--model vgg16/best.pt | --model vgg16/best.pt: there is no such file",
      "--model best.onnx | --model best.onnx: there is no such file",
      "--random-weights 1 | --random-weights for which architecture? add --model NAME",
      "--model vgg16 --weights missing.pth | missing.pth"})
  void networksThatAreNotThere(String arguments, String problem) throws IOException {
    List<Object> all = new ArrayList<>(List.of("explain", picture("cat.png", 1), "--out", folder.resolve("out")));
    all.addAll(List.of(arguments.split(" ", -1)));
    Result result = lucida(all.toArray());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(problem), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is written");
  }

  @Test
  void aFolderThatCannotBeWrittenTo() throws IOException {
    Path cat = picture("cat.png", 1);
    Result result = explain(cat, "--out", cat.resolve("below"));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("cat.png is a file; files are written to a folder"), result.err());
    Result tooLong = explain(cat, "--out", folder.resolve("x".repeat(300)));
    assertEquals(1, tooLong.code(), tooLong.err());
    assertTrue(tooLong.err().contains("nothing can be written there"), tooLong.err());
  }
}
