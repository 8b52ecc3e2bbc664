package lucida.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.bundled.TrainedModel;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Sha256;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.TrainingState;
import lucida.weights.model.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  private static final List<String> TINY = List.of("train", "cifar-resnet20", "--kind", "fine-grained", "--scenes", "16", "--batch",
      "8",
      "--validation", "8", "--test", "8", "--epochs", "2", "--warm-up", "0", "--shift", "2", "--seed", "3");

  @TempDir
  private Path folder;

  private static Result lucida(List<String> arguments) {
    return Result.of(arguments.toArray(String[]::new));
  }

  private Result tiny(String file, String... more) {
    List<String> arguments = new ArrayList<>(TINY);
    arguments.addAll(List.of("--out", folder.resolve(file).toString()));
    arguments.addAll(List.of(more));
    return lucida(arguments);
  }

  /** Stopped after each single step and gone on with, as often as it takes: the same file as of a training in one go. */
  @Test
  void goingOnEndsWithTheSameFile() throws IOException {
    Result whole = tiny("whole.safetensors");
    assertEquals(0, whole.code(), whole.err());
    assertEquals(3, whole.out().lines().count(), whole.out());
    assertTrue(whole.out().startsWith("epoch 1 of 2: loss "), whole.out());
    assertFalse(Files.exists(folder.resolve("whole.safetensors.checkpoint")));

    assertEquals(new Result(0, "", ""), tiny("quiet.safetensors", "--quiet"));
    assertArrayEquals(Files.readAllBytes(folder.resolve("whole.safetensors")),
        Files.readAllBytes(folder.resolve("quiet.safetensors")), "the same, and the same command to type");

    Result part = tiny("parts.safetensors", "--minutes", "0");
    assertTrue(part.out().startsWith("stopped after step 1 of 4, "), part.out());
    assertTrue(part.out().contains("; the same command with --resume continues"), part.out());
    for (int step = 1; Files.exists(folder.resolve("parts.safetensors.checkpoint")); step++) {
      assertTrue(step < 5, "it does not come to an end");
      part = tiny("parts.safetensors", "--minutes", "0", "--resume", "--threads", "1");
      assertEquals(0, part.code(), part.err());
      assertTrue(part.out().startsWith("going on after step " + step + " of 4"), part.out());
    }
    assertArrayEquals(Files.readAllBytes(folder.resolve("whole.safetensors")),
        Files.readAllBytes(folder.resolve("parts.safetensors")));
  }

  /** With attention and a loss that is derived through a gradient: stopped after every step, the same file; and the file is a network as any other. */
  @Test
  void trainingThroughAnExplanationGoesOnToTheSameBits() throws IOException {
    String[] through = {"--attention", "after=layer3,channel,spatial,classifier=8", "--loss", "ggam:0.5", "--mirror"};
    Result whole = tiny("ggam.safetensors", through);
    assertEquals(0, whole.code(), whole.err());
    assertTrue(whole.out().matches("(?s)epoch 1 of 2: loss [0-9.]+ \\(classes [0-9.]+, ggam [0-9.]+\\), training accuracy .*"),
        whole.out());
    Result part = tiny("parts-ggam.safetensors",
        Stream.concat(Stream.of(through), Stream.of("--minutes", "0")).toArray(String[]::new));
    assertRefused(
        folder.resolve("parts-ggam.safetensors.checkpoint")
            + " was made with --attention after=layer3,channel,spatial,classifier=8, not nothing",
        tiny("parts-ggam.safetensors", "--resume", "--mirror"));
    for (int step = 1; Files.exists(folder.resolve("parts-ggam.safetensors.checkpoint")); step++) {
      assertTrue(step < 5, part.out());
      part = tiny("parts-ggam.safetensors",
          Stream.concat(Stream.of(through), Stream.of("--minutes", "0", "--resume", "--threads", "1")).toArray(String[]::new));
      assertEquals(0, part.code(), part.err());
    }
    assertArrayEquals(Files.readAllBytes(folder.resolve("ggam.safetensors")),
        Files.readAllBytes(folder.resolve("parts-ggam.safetensors")));
    String file = folder.resolve("ggam.safetensors").toString();
    assertEquals("cifar-resnet20+attention(after=layer3,channel,spatial,classifier=8)",
        TrainedModel.read(Path.of(file)).model().network().name());
    Result explained = lucida(List.of("explain", "--model", file, "--layer", "layer3", "--method", "gradcam", "--out",
        folder.resolve("explained").toString()));
    assertEquals(0, explained.code(), explained.err());
    Result book = lucida(List.of("equations", "--model", file, "--layer", "layer3", "--tag", "GG"));
    assertEquals(0, book.code(), book.err());
    assertTrue(book.out().contains("attention.s behind ") && book.out().contains(", the network's own; "), book.out());
  }

  /** What reads or writes words too: a caption's words and a question's are those of the step, whenever it is stopped. */
  @ParameterizedTest
  @ValueSource(strings = {"captions", "vqa"})
  void wordsGoOnToTheSameBits(String architecture) throws IOException {
    List<String> few = List.of("train", architecture, "--scenes", architecture.equals("vqa") ? "8" : "16", "--batch", "8",
        "--validation", "2", "--test", "2", "--epochs", "1", "--warm-up", "0", "--seed", "3", "--out");
    assertEquals(0, lucida(with(few, folder.resolve("whole.safetensors").toString(), "--quiet")).code());
    List<String> parts = with(few, folder.resolve("parts.safetensors").toString(), "--minutes", "0");
    Result part = lucida(parts);
    assertTrue(part.out().startsWith("stopped after step 1 of "), part.out() + part.err());
    for (int step = 1; Files.exists(folder.resolve("parts.safetensors.checkpoint")); step++) {
      assertTrue(step < 5, "it does not come to an end");
      part = lucida(with(parts, "--resume", "--threads", "1"));
      assertTrue(part.out().startsWith("going on after step " + step + " of "), part.out() + part.err());
    }
    assertArrayEquals(Files.readAllBytes(folder.resolve("whole.safetensors")),
        Files.readAllBytes(folder.resolve("parts.safetensors")));
  }

  private static List<String> with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  /** The masks of scenes move with their pictures: nothing but the options is asked for. */
  @Test
  void masksGuide() {
    Result result = tiny("energy.safetensors", "--loss", "energy:1", "--guide", "tail-box", "--guided", "0.5");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains(", energy 0."), result.out());
    Result rrr = tiny("rrr.safetensors", "--loss", "rrr:0.01", "--detach");
    assertEquals(0, rrr.code(), rrr.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "--loss gam:0.5|--loss gam: there is no such loss; did you mean 'ggam',",
      "--loss ggam:-1|--loss ggam:-1: after the colon comes its weight λ, a number, 0 or more, as in ggam:0.5",
      "--loss energy:NaN|--loss energy:NaN: after the colon comes",
      "--loss energy|--loss energy: after the colon comes",
      "--loss energy:1 --through scorecam|'scorecam' is not written as one formula of the network's derivatives",
      "--loss energy:1 --through gradcm|There is no map 'gradcm' to train through; did you mean 'gradcam'",
      "--loss energy:1 --guide tial|No mask of fine-grained scenes is called 'tial'; did you mean 'tail'",
      "--loss energy:1 --guided 2|--guided 2.0: it is a share of the masks, 0 to 1",
      "--loss energy:1 --guided 0|--guided 0.0: of 16 scenes that is no mask, and the loss compares maps with masks",
      "--loss energy:1 --guided 0.01|--guided 0.01: of 16 scenes that is no mask",
      "--loss rrr:1 --layer layer2|--layer layer2 has no effect: the gradient by the pixels is of no layer; leave it out, or add --through gradcam",
      "--attention after=layer3,channel --loss ggam-released:1 --detach|--detach has no effect on ggam-released, which never derives a derivative",
      "--attention after=layer3,spatial,spatial-softmax|--attention after=layer3,spatial,spatial-softmax: Attention 'after=layer3,spatial,spatial-softmax': 'spatial-softmax' comes on top of what was said already",
      "--loss energy:1 --layer linear|The loss explains layer 'linear' of cifar-resnet20, whose output is [4]; wanted is a layer with positions",
      "--loss ggam:1|The loss ggam pulls channel attention, and cifar-resnet20 has none: add it by --attention after=LAYER,channel",
      "--loss ggam:1 --through gradcam|--through gradcam has no effect on ggam",
      "--loss gain:1 --guided 0.5|--guided has no effect on gain, which knows no masks",
      "--loss distil:1|--loss distil: of which network? Add --teacher FILE",
      "--through gradcam|--through is for a loss of an explanation: add --loss NAME:λ",
      "--detach --guide tail|--detach is for a loss of an explanation: add --loss NAME:λ",
      "--attention after=linear,channel|Attention after 'linear': its output in cifar-resnet20 is [4]; wanted is a layer with positions",
      "--attention channel|--attention channel: Attention 'channel': after which layer?",
      "--attention after=layer3,chanel|--attention after=layer3,chanel: Attention 'after=layer3,chanel': 'chanel' is not understood; wanted is"})
  void wrongLossesAreSaidInOneSentence(String options, String begin) {
    Result result = tiny("wrong.safetensors", options.split(" "));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: " + begin), result.err());
    assertEquals(1, result.err().lines().count());
    assertFalse(Files.exists(folder.resolve("wrong.safetensors.checkpoint")));
  }

  /** Where nothing can be written in the end, nothing is learned first; and safetensors do not go by the name of another format. */
  @Test
  void whereItIsWrittenIsKnownBefore() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken.safetensors"));
    assertRefused("--out " + taken + " is a folder", tiny("taken.safetensors"));
    Path none = folder.resolve("none");
    assertRefused("--out " + none.resolve("a.safetensors") + ": there is no folder " + none, tiny("none/a.safetensors"));
    assertRefused(
        "--out " + folder.resolve("a.onnx") + ": what is written is safetensors; give it a name that ends in .safetensors",
        tiny("a.onnx"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(taken), left.toList());
    }
  }

  /** A checkpoint knows its teacher by its content: another one under the same name teaches something else. */
  @Test
  void anotherTeacherIsAnotherTraining() throws IOException {
    Path teacher = folder.resolve("teacher.safetensors");
    assertEquals(0, tiny("teacher.safetensors").code());
    String[] taught = {"--loss", "distil:0.1", "--teacher", teacher.toString(), "--minutes", "0"};
    assertRefused("--out " + teacher + " is a file of the teacher, which --teacher " + teacher + " reads; name another one",
        tiny("teacher.safetensors", taught));
    assertEquals(0, tiny("taught.safetensors", taught).code());
    assertEquals(0, tiny("other.safetensors", "--rate", "0.01").code());
    String before = Sha256.of(teacher), now = Sha256.of(Files.move(folder.resolve("other.safetensors"), teacher, REPLACE_EXISTING));
    assertRefused(folder.resolve("taught.safetensors.checkpoint") + " was made with the SHA-256 of " + teacher + " " + before
        + ", not " + now,
        tiny("taught.safetensors", Stream.concat(Stream.of(taught), Stream.of("--resume")).toArray(String[]::new)));
    Result larger = tiny("larger.safetensors", "--loss", "distil:0.1", "--teacher", "scenes-resnet");
    assertEquals(2, larger.code());
  }

  @Test
  void theFileSaysWhatItIs() {
    assertEquals(0, tiny("a.safetensors").code());
    TrainedModel trained = TrainedModel.read(folder.resolve("a.safetensors"));
    assertEquals("cifar-resnet20", trained.model().network().name());
    assertEquals(4, trained.classes().size());
    assertEquals("lucida " + String.join(" ", TINY), trained.about().get("command"));
    assertEquals("8 scenes of the test split", trained.about().get("accuracy on"));
    assertTrue(Double.parseDouble(trained.about().get("accuracy")) <= 1);
  }

  @Test
  void aCheckpointIsNeitherOverwrittenNorMixedUp() {
    tiny("b.safetensors", "--minutes", "0");
    Path saved = folder.resolve("b.safetensors.checkpoint");
    assertRefused(saved + " holds an unfinished training run: add --resume to continue it, or delete it", tiny("b.safetensors"));
    assertRefused(saved + " was made with --smoothing 0.1, not 0.2", tiny("b.safetensors", "--resume", "--smoothing", "0.2"));
    assertRefused("--resume: there is no checkpoint " + folder.resolve("c.safetensors.checkpoint"),
        tiny("c.safetensors", "--resume"));
  }

  /** A rate with which float32 overflows in the second step: one sentence, exit code 1, and the checkpoint of the step before is kept. */
  @Test
  void divergenceEndsInOneSentence() throws IOException {
    String[] wild = {"--rate", "1e30", "--optimizer", "sgd", "--save-every", "0"};
    Result result = tiny("d.safetensors", wild);
    assertEquals(1, result.code(), result.out());
    Path saved = folder.resolve("d.safetensors.checkpoint");
    assertTrue(result.err().strip().matches("lucida: The training diverged in step [2-4]: the loss is .* at a learning rate of "
        + "[0-9.E]+; a lower rate or a longer warm-up helps \\(--rate, --warm-up\\); \\Q" + saved + "\\E, from before, is kept"),
        result.err());
    assertEquals(List.of(), Checkpoint.read(saved).standing().state().nonFinite());
    assertFalse(Files.exists(folder.resolve("d.safetensors")));
    Result again = tiny("d.safetensors", Stream.concat(Stream.of("--resume"), Stream.of(wild)).toArray(String[]::new));
    assertEquals(1, again.code(), again.err());
  }

  /** A checkpoint without what the optimiser remembers, between two epochs, or of another network's shapes. */
  @Test
  void aCheckpointThatDoesNotFitIsRefused() throws IOException {
    Path saved = folder.resolve("e.safetensors.checkpoint");
    tiny("e.safetensors", "--minutes", "0");
    Checkpoint good = Checkpoint.read(saved);
    Standing at = good.standing();
    TrainingState state = at.state();
    String begin = saved + " does not fit this training: ";
    new Checkpoint(new Standing(new TrainingState(1, state.parameters(), new LinkedHashMap<>()), 0, 0, -1, 0, at.bestParameters()),
        good.settings()).write(saved);
    assertRefused(begin + "The optimiser remembers 0 parameters, not the " + state.remembered().size() + " that are trained",
        tiny("e.safetensors", "--resume"));
    new Checkpoint(new Standing(new TrainingState(3, state.parameters(), state.remembered()), 0, 0, -1, 0, at.bestParameters()),
        good.settings()).write(saved);
    assertRefused(begin + "It stands at step 3, of which an epoch has 2, and the accuracy was measured after 0 of 2 epochs",
        tiny("e.safetensors", "--resume"));
    SequencedMap<String, Tensor> changed = new LinkedHashMap<>(state.parameters());
    String first = changed.firstEntry().getKey();
    changed.replace(first, Tensor.zeros(Shape.of(2), Precision.FLOAT32));
    new Checkpoint(new Standing(new TrainingState(1, changed, state.remembered()), 0, 0, -1, 0, at.bestParameters()),
        good.settings()).write(saved);
    assertTrue(tiny("e.safetensors", "--resume").err().contains("1 of another shape: " + first + " [2] for "));
    changed.replace(first, Objects.requireNonNull(state.parameters().get(first)).map(_ -> Double.NaN));
    new Checkpoint(new Standing(new TrainingState(1, changed, state.remembered()), 0, 0, -1, 0, at.bestParameters()),
        good.settings()).write(saved);
    assertRefused(begin + "'" + first + "' is NaN or infinite", tiny("e.safetensors", "--resume"));
  }

  private static void assertRefused(String sentence, Result result) {
    assertEquals("lucida: " + sentence, result.err().strip());
    assertEquals(2, result.code());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "train scenes-vg | No architecture is named 'scenes-vg'; did you mean 'scenes-vgg' or 'scenes-vgg-gap'?",
      "train scenes-vgg --kind pair | --kind pair: two objects have no one class to learn; train on single",
      "train scenes-vgg --kind biased --target dragon | --target dragon: wanted is bird, butterfly, car",
      "train scenes-vgg --kind biased --strength 2 | Biased: the strength must be from 0 to 1, not 2.0",
      "train scenes-vgg --optimizer adam | --optimizer adam: wanted is sgd or adamw",
      "train scenes-vgg --schedule flat | --schedule flat: wanted is cosine, stairs or stairs=E,E,…",
      "train scenes-vgg --schedule stairs= | --schedule stairs=: wanted is cosine, stairs or stairs=E,E,…",
      "train scenes-vgg --schedule stairs=2,1 | --schedule stairs=2,1: the epochs after which the rate falls rise, from 1 to one less than all, 2",
      "train scenes-vgg --schedule stairs=3 | --schedule stairs=3: the epochs after which the rate falls rise, from 1 to one less than all, 2",
      "train scenes-vgg --rate -1 | --rate -1.0: it is a number above 0",
      "train scenes-vgg --warm-up 9 | --warm-up 9.0: it is 0 to the number of epochs, 3",
      "train scenes-vgg --scenes 2147483647 | --scenes 2147483647: the range is 1 to 10000000",
      "train scenes-vgg --target car | --target and --strength are for --kind biased",
      "train scenes-vgg --optimizer adamw --momentum 0.5 | --momentum is for --optimizer sgd",
      "train scenes-vgg --shift -1 | --shift -1: the range is 0 to 1024",
      "train scenes-vgg --precision half | --precision half: wanted is float32 or float64",
      "train scenes-vgg --batch 0 | --batch 0: it is 1 to the number of scenes, 24000",
      "train scenes-vgg --scenes 0 | --scenes 0: the range is 1 to 10000000",
      "train scenes-vgg --smoothing 1 | Training: a label smoothing of 1.0; it is at least 0 and less than 1",
      "train scenes-vgg --minutes NaN | --minutes NaN: it is a number, 0 or more",
      "train scenes-vgg --minutes -1 | --minutes -1.0: it is a number, 0 or more",
      "train scenes-vgg --save-every NaN | --save-every NaN: it is a number, 0 or more",
      "train scenes-vgg --test 0 | --test 0: the range is 1 to 10000000",
      "train scenes-vgg --momentum NaN | --momentum NaN: it is at least 0 and less than 1",
      "train scenes-vgg --weight-decay NaN | --weight-decay NaN: it is a number, 0 or more",
      "train scenes-vgg --weight-decay -1 | --weight-decay -1.0: it is a number, 0 or more",
      "train | Missing required parameter: 'ARCHITECTURE'"})
  void wrongInputIsOneSentenceAndExitCode2(String arguments, String problem) {
    Result result = lucida(List.of(arguments.split(" ", -1)));
    assertTrue(result.err().startsWith("lucida: " + problem), result.err());
    assertEquals(2, result.code(), result.err());
  }
}
