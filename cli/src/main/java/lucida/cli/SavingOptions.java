package lucida.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lucida.core.Precision;
import lucida.layers.Weights;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import lucida.weights.model.Checkpoint;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Where a training writes its weights, and that it can stop and go on: options that do not decide what is learned. */
final class SavingOptions {
  private static final List<String> ASIDE = List.of("--out", "--resume", "--minutes", "--save-every", "--threads", "--quiet",
      "--verbose");

  private static final String WEIGHTS = ".safetensors";

  @Option(names = "--out", paramLabel = "FILE", description = "The weights' file. Default: NAME.safetensors with the name of what is trained; finetune writes networks that are not built in as NAME.onnx. The checkpoint is written beside it: FILE.checkpoint.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Continue from the checkpoint.")
  private boolean resume;

  @Option(names = "--minutes", paramLabel = "M", description = "Stop after M minutes; --resume continues.")
  private Optional<Double> minutes = Optional.empty();

  @Option(names = "--save-every", paramLabel = "S", defaultValue = "30", description = "Save a checkpoint every S seconds and after each epoch. Default: ${DEFAULT-VALUE}.")
  private double saveEvery;

  void check() {
    minutes.ifPresent(m -> checkTime("--minutes", m));
    checkTime("--save-every", saveEvery);
  }

  /** NaN is neither more nor less than any time: such a training would stop at once, or never be saved. */
  private static void checkTime(String option, double value) {
    if (!(value >= 0)) throw new IllegalArgumentException(option + " " + value + ": it is a number, 0 or more");
  }

  /**
   * The file of the weights.
   *
   * @throws IllegalArgumentException if they could not be written there, before anything is learned
   */
  Path file(String trained) {
    Path file = out.orElse(Path.of(trained + WEIGHTS));
    if (!file.toString().endsWith(WEIGHTS))
      throw new IllegalArgumentException(
          "--out " + file + ": what is written is safetensors; give it a name that ends in " + WEIGHTS);
    checkPlace(file);
    return file;
  }

  /** Checks that a file can be put there: at the end of a training it is late to learn that it cannot. */
  static void checkPlace(Path file) {
    if (Files.isDirectory(file)) throw new IllegalArgumentException("--out " + file + " is a folder");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder))
      throw new IllegalArgumentException("--out " + file + ": there is no folder " + folder);
  }

  /** Checks that a file that will be written is not one that is read, under whatever name. */
  static void checkIsNot(Path file, Path read, String what) {
    try {
      if (Files.exists(file) && Files.exists(read) && Files.isSameFile(file, read))
        throw new IllegalArgumentException("--out " + file + " is " + what + "; name another one");
    } catch (IOException e) {
      throw new IllegalArgumentException("--out " + file + ": " + e.getMessage(), e);
    }
  }

  /** The file, if it is named. */
  Optional<Path> named() { return out; }

  /** The checkpoint of a file of weights. */
  static Path saved(Path file) {
    return file.resolveSibling(file.getFileName() + ".checkpoint");
  }

  /** That training, saved on the way. */
  SavedTraining saved(Training training, Path file, Map<String, String> settings, TrainingReport report) {
    return new SavedTraining(training, saved(file), settings, report, saveEvery, minutes, Optional.empty());
  }

  /**
   * Where a training begins: anew, or where its checkpoint stands if it is to go on.
   *
   * @param settings that a checkpoint must have been made with
   * @throws IllegalArgumentException if there is a checkpoint that nobody asked for, none that was asked for, or one of another training
   */
  Standing start(Path file, Training training, Map<String, String> settings, Supplier<Weights> initial, Precision precision) {
    Path saved = saved(file);
    if (resume) return resumed(saved, training, settings);
    if (Files.exists(saved))
      throw new IllegalArgumentException(saved + " holds an unfinished training run: add --resume to continue it, or delete it");
    return Standing.start(training.trainer().step().start(initial.get().tensors(), precision));
  }

  private static Standing resumed(Path saved, Training training, Map<String, String> settings) {
    if (!Files.exists(saved)) throw new IllegalArgumentException("--resume: there is no checkpoint " + saved);
    Checkpoint checkpoint = checkpoint(saved, settings);
    try {
      return training.checked(checkpoint.standing());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(saved + " does not fit this training: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param settings that it must have been made with; what is not among them, on either side, is "nothing"
   * @throws IllegalArgumentException naming the first that is another one
   */
  static Checkpoint checkpoint(Path saved, Map<String, String> settings) {
    Checkpoint checkpoint = Checkpoint.read(saved);
    SequencedSet<String> options = new LinkedHashSet<>(settings.keySet());
    options.addAll(checkpoint.settings().keySet());
    for (String option : options) {
      String before = checkpoint.settings().getOrDefault(option, "nothing"), now = settings.getOrDefault(option, "nothing");
      if (!before.equals(now))
        throw new IllegalArgumentException(saved + " was made with " + option + " " + before + ", not " + now);
    }
    return checkpoint;
  }

  /** What to type to train the same again, of this command with what is trained. */
  static String command(String trained, CommandSpec spec) {
    return "lucida " + trained + spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !ASIDE.contains(option.longestName()))
        .map(SavingOptions::asTyped).collect(Collectors.joining());
  }

  /** Those of some options that were typed, as they were. */
  static String typed(CommandSpec spec, List<String> options) {
    return spec.commandLine().getParseResult().matchedOptions().stream().filter(option -> options.contains(option.longestName()))
        .map(SavingOptions::asTyped).collect(Collectors.joining());
  }

  private static String asTyped(OptionSpec option) {
    return " " + option.longestName() + (option.originalStringValues().isEmpty() || option.arity().max() == 0
        ? ""
        : " " + String.join(" ", option.originalStringValues()));
  }
}
