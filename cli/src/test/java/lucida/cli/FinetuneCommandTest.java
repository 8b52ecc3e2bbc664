package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.architecture.Attention;
import lucida.pictures.Picture;
import lucida.weights.model.ModelFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twelve pictures of 32×32, a square of one of two colours at a place of its own, with the square as its mask. */
class FinetuneCommandTest {
  private static final int SIDE = 32;

  @TempDir
  private Path folder;

  @BeforeEach
  void pictures() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures")), masks = Files.createDirectories(folder.resolve("masks"));
    StringBuilder labels = new StringBuilder("file,class_index\n"),
        boxes = new StringBuilder("file,class_index,width,height,x0,y0,x1,y1\n");
    for (int n = 0; n < 12; n++) {
      int top = 2 + 7 * n % 20, left = 1 + 5 * n % 21, colour = n % 2 == 0 ? 0xe02010 : 0x1040e0;
      Picture.painted(SIDE, SIDE, (x, y) -> square(y, x, top, left) ? colour : 0x808080).write(pictures.resolve(n + ".png"));
      Picture.painted(SIDE, SIDE, (x, y) -> square(y, x, top, left) ? 0xffffff : 0).write(masks.resolve(n + ".png"));
      labels.append(n).append(".png,").append(n % 2 == 0 ? "red" : "blue").append('\n');
      boxes.append("%d.png,%s,32,32,%d,%d,%d,%d%n".formatted(n, n % 2 == 0 ? "red" : "blue", left, top, left + 9, top + 9));
    }
    Files.writeString(folder.resolve("labels.csv"), labels);
    Files.writeString(folder.resolve("boxes.csv"), boxes);
    Files.write(folder.resolve("small.onnx"), SmallOnnx.of(3, SIDE, SIDE).file());
  }

  private static boolean square(int i, int j, int top, int left) { return i >= top && i < top + 9 && j >= left && j < left + 9; }

  private Result finetune(String... more) {
    List<String> arguments = new ArrayList<>(List.of("finetune", "--images", path("pictures"), "--labels", path("labels.csv")));
    if (!List.of(more).contains("--epochs")) arguments.addAll(List.of("--epochs", "2"));
    if (!List.of(more).contains("--batch")) arguments.addAll(List.of("--batch", "4"));
    arguments.addAll(List.of(more));
    return Result.of(arguments.stream().map(text -> text.replace("FOLDER", folder.toString())).toArray(String[]::new));
  }

  private String path(String file) { return folder.resolve(file).toString(); }

  private static String[] with(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static final String[] CIFAR = {"--model", "cifar-resnet20", "--random-weights", "3", "--attention",
      "after=layer3,channel,spatial", "--mirror", "--shift", "2"};

  /** A built-in network with attention and masks, stopped after each step: the same file as in one go; what it is, its classes and how pictures are prepared are known of it. */
  @Test
  void goesOnToTheSameBitsAndIsReadBack() throws IOException {
    String[] how = with(CIFAR, "--masks", path("masks"), "--loss", "energy:1", "--guided", "0.5");
    Result whole = finetune(with(how, "--out", path("whole.safetensors")));
    assertEquals(0, whole.code(), whole.err());
    assertTrue(
        whole.out().startsWith("cifar-resnet20 (random weights, seed 3): 2 classes, with a new head; 10 pictures to learn from, "),
        whole.out());
    assertTrue(whole.out().contains(" of them with a mask, 2 held back\nbefore: "), whole.out());
    assertTrue(whole.out().contains(", energy 0."), whole.out());
    assertTrue(whole.out().matches("(?s).*\nafter: [0-2] of 2, [0-9.]+ % \\[[0-9., ]+] of those held back right\nwrote .*"),
        whole.out());
    Result part = finetune(with(how, "--out", path("parts.safetensors"), "--minutes", "0"));
    for (int step = 1; Files.exists(folder.resolve("parts.safetensors.checkpoint")); step++) {
      assertTrue(step < 5, part.out());
      part = finetune(with(how, "--out", path("parts.safetensors"), "--minutes", "0", "--resume", "--threads", "1"));
      assertEquals(0, part.code(), part.err());
    }
    assertArrayEquals(Files.readAllBytes(folder.resolve("whole.safetensors")),
        Files.readAllBytes(folder.resolve("parts.safetensors")));
    Model read = ModelFiles.open(folder.resolve("whole.safetensors"));
    assertEquals("cifar-resnet20+attention(after=layer3,channel,spatial)", read.network().name());
    Result explained = Result.of("explain", path("pictures/3.png"), "--model", path("whole.safetensors"), "--class", "blue",
        "--out",
        path("explained"));
    assertEquals(0, explained.code(), explained.err());
    assertTrue(explained.out().contains("blue"), explained.out());
    Result evaluated = Result.of("evaluate", "--images", path("pictures"), "--labels", path("labels.csv"), "--masks", path("masks"),
        "--weights", path("whole.safetensors"), "--methods", "gradcam", "--metrics", "energy-pointing-game", "--out",
        path("evaluated"));
    assertEquals(0, evaluated.code(), evaluated.err());
    assertEquals("cifar", ModelFiles.about(folder.resolve("whole.safetensors")).get("preprocessing"));
  }

  /** A checkpoint is of one training: other pictures, or other masks, are said. */
  @Test
  void otherPicturesAreAnotherTraining() throws IOException {
    String[] how = with(CIFAR, "--out", path("other.safetensors"));
    assertEquals(0, finetune(with(how, "--minutes", "0")).code());
    Picture.painted(SIDE, SIDE, (_, _) -> 0xe02010).write(folder.resolve("pictures/0.png"));
    Result other = finetune(with(how, "--resume"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains(" was made with SHA-256 of images "), other.err());
  }

  /** An imported network is written as ONNX with attention and a new head, is read as any other, learns further, and GGAM finds its attention by its names. */
  @Test
  void importedNetworks() {
    String[] how = {"--model", path("small.onnx"), "--preprocess", "none", "--resize", "32x32"};
    Result first = finetune(
        with(how, "--attention", "after=a,channel,spatial", "--loss", "ggam-normalised:0.5", "--out", path("one.onnx")));
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().endsWith("lucida explain PICTURE --model " + path("one.onnx") + " --preprocess none --resize 32x32\n"),
        first.out());
    Model model = ModelFiles.open(folder.resolve("one.onnx"));
    assertTrue(Attention.layerOf(model.network()).isPresent());
    assertEquals(2, model.network().shapes().lastEntry().getValue().size(), "three scores became two");
    Result again = finetune("--model", path("one.onnx"), "--preprocess", "none", "--loss", "ggam:0.1", "--out", path("two.onnx"));
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().startsWith("one.onnx: 2 classes, its own; "), again.out());
    Result explained = Result.of("explain", path("pictures/3.png"), "--model", path("two.onnx"), "--preprocess", "none", "--class",
        "red", "--method", "gradcam", "--out", path("explained"));
    assertEquals(0, explained.code(), explained.err());
    Result twice = finetune("--model", path("two.onnx"), "--attention", "after=a,channel", "--out", path("three.onnx"));
    assertTrue(twice.err().contains("two.onnx has attention already, after '"), twice.err());
  }

  /** What is frozen keeps its bits, the rest moves; the network's own classes keep their head. */
  @Test
  void frozen() throws IOException {
    Files.writeString(folder.resolve("labels.csv"),
        Files.readString(folder.resolve("labels.csv")).replace("red", "2").replace("blue", "0"));
    Result result = finetune("--model", path("small.onnx"), "--keep-head", "--freeze", "a", "--out", path("frozen.onnx"), "--rate",
        "0.1");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("small.onnx: 3 classes, its own; "), result.out());
    Map<String, Tensor> before = ModelFiles.open(folder.resolve("small.onnx")).weights().tensors();
    ModelFiles.open(folder.resolve("frozen.onnx")).weights().tensors().forEach((name, w) -> {
      assertEquals(name.startsWith("y."), w.sameAs(Objects.requireNonNull(before.get(name))), name);
    });
  }

  /** Boxes say the classes, too, if these are the network's own. */
  @Test
  void boxesAlone() throws IOException {
    Files.writeString(folder.resolve("boxes.csv"),
        Files.readString(folder.resolve("boxes.csv")).replace("red", "2").replace("blue", "0"));
    Result result = Result.of("finetune", "--images", path("pictures"), "--boxes", path("boxes.csv"), "--keep-head", "--model",
        path("small.onnx"), "--loss", "rrr:0.1", "--epochs", "1", "--out", path("boxes.onnx"));
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("10 pictures to learn from, 10 of them with a mask, 2 held back"), result.out());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "--attention after=linear,channel|Attention after 'linear': its output in cifar-resnet20 is [2]; wanted is a layer with positions",
      "--attention after=layer9,channel|Network cifar-resnet20 has no layer 'layer9'; did you mean",
      "--loss energy:-1 --masks FOLDER/masks|--loss energy:-1: after the colon comes its weight λ, a number, 0 or more",
      "--loss energy:1 --masks FOLDER/masks --through scorecam|'scorecam' is not written as one formula of the network's derivatives",
      "--loss energy:1|the loss compares maps with masks, and none are named: add --masks DIR or --boxes FILE",
      "--masks FOLDER/masks|--masks has no effect: nothing compares with where objects are",
      "--boxes FOLDER/boxes.csv --loss gain:1|--boxes has no effect: nothing compares with where objects are",
      "--loss energy:1 --masks FOLDER/nowhere|FOLDER/nowhere: there is no such folder of masks",
      "--loss energy:1 --masks FOLDER/masks --guided 1.5|--guided 1.5: it is a share of the masks, 0 to 1",
      "--loss energy:1 --masks FOLDER/masks --guided 0|the loss compares maps with masks, and of none of the 10 pictures to learn from",
      "--loss ggam:1|The loss ggam pulls channel attention, and cifar-resnet20 has none",
      "--loss distil:1 --teacher FOLDER/small.onnx|The loss distil: the teacher small.onnx has 3 classes, and the student 2",
      "--hold-back 0|--hold-back 0.0: it is a share of the pictures, above 0 and below 1",
      "--hold-back NaN|--hold-back NaN: it is a share of the pictures, above 0 and below 1",
      "--freeze linear|--freeze linear leaves nothing to learn in cifar-resnet20",
      "--freeze lastlayer|Network cifar-resnet20 has no layer 'lastlayer'",
      "--batch 11|--batch 11: it is 1 to the number of pictures to learn from, 10",
      "--keep-head|FOLDER",
      "--scenes single|--scenes are drawn, and 'lucida train' learns from them",
      "--out FOLDER/pictures|--out FOLDER/pictures: what is written is safetensors or ONNX; give it a name that ends in .safetensors or .onnx",
      "--out FOLDER/none/out.onnx|--out FOLDER/none/out.onnx: there is no folder FOLDER/none",
      "--smooth-relu 5 --out FOLDER/smooth.safetensors|--out FOLDER/smooth.safetensors: weights alone would not say that they are of cifar-resnet20",
      "--smooth-relu 5 --out FOLDER/smooth.onnx|cifar-resnet20: the layer 'relu', relu, softplus(5.0) for ReLU, has no counterpart",
      "--resume|--resume: there is no checkpoint",
      "--rate 0|--rate 0.0: it is a number above 0",
      "--epochs 0|--epochs 0: the range is 1 to 100000"})
  void wrongInputIsSaidInOneSentence(String options, String begin) {
    Result result = finetune(with(new String[]{"--model", "cifar-resnet20", "--random-weights", "3"},
        options.contains("--out") || options.contains("--resume")
            ? options.split(" ")
            : (options + " --out FOLDER/wrong.onnx").split(" ")));
    assertEquals(2, result.code(), result.out() + result.err());
    assertEquals("", result.out());
    String wanted = "lucida: " + begin.replace("FOLDER", folder.toString());
    assertTrue(begin.equals("FOLDER") ? result.err().contains("labels.csv:2: ") : result.err().startsWith(wanted), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(folder.resolve("wrong.onnx")));
    assertFalse(Files.exists(folder.resolve("wrong.onnx.checkpoint")));
  }

  @Test
  void wrongFilesAreSaidInOneSentence() throws IOException {
    String[] how = with(CIFAR, "--out", path("wrong.safetensors"), "--loss", "energy:1", "--masks", path("masks"));
    Picture.painted(16, 32, (_, _) -> 0).write(folder.resolve("masks/4.png"));
    assertRefused("1 picture cannot be learned from; mend or leave out: " + path("masks/4.png") + " is a mask of 16×32 pixels",
        finetune(with(how)));
    Files.delete(folder.resolve("masks/4.png"));
    Files.writeString(folder.resolve("labels.csv"),
        Files.readString(folder.resolve("labels.csv")).replace("\n0.png,red", "\n0.png,green"));
    assertRefused("a class has a single picture, and it takes one to learn from and one to hold back: 'green' (0.png)",
        finetune(with(how)));
    Files.writeString(folder.resolve("labels.csv"), "file,class_index\n0.png,red\n");
    assertRefused(path("labels.csv") + " speaks of one class, red: to tell classes apart there must be two", finetune(with(how)));
    Files.writeString(folder.resolve("labels.csv"), "file,class_index\nx.png,red\ny.png,blue\n");
    assertRefused("of 12 pictures 0 have a class that is stated, and they are of 0 classes", finetune(with(how)));
    Result none = Result.of("finetune", "--images", path("pictures"), "--model", path("small.onnx"));
    assertRefused("which classes are learned? Add --labels CSV with the head file,class_index", none);
    assertRefused("Missing required option: --images DIR", Result.of("finetune", "--keep-head"));
    Result itself = finetune("--model", path("small.onnx"), "--out", path("small.onnx"));
    assertRefused("--out " + path("small.onnx") + " is the file of the network that is to be trained further", itself);
  }

  private static void assertRefused(String begin, Result result) {
    assertEquals(2, result.code(), result.out());
    String last = result.err().lines().reduce((_, line) -> line).orElse("");
    assertTrue(last.startsWith("lucida: " + begin), result.err());
  }
}
