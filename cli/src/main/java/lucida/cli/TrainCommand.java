package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lucida.core.Shape;
import lucida.core.kernel.Kernels;
import lucida.layers.Initial;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.layers.training.Objective;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import lucida.layers.training.TrainingStep;
import lucida.scenes.SceneSet;
import lucida.weights.model.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida train}: from scenes to a file of weights, with checkpoints on the way. */
@Command(name = "train", mixinStandardHelpOptions = true, description = {"Trains a network on scenes and writes its weights.",
    "Saves checkpoints on the way: killed at any moment, the same command with --resume continues to the same bits."}, footer = {
        "", "Examples:", "  lucida train scenes-resnet", "  lucida train scenes-resnet --resume",
        "  lucida train scenes-vgg --epochs 5 --rate 0.03 --out vgg.safetensors",
        "  lucida train cifar-resnet20 --kind fine-grained --optimizer adamw",
        "  lucida train captions", "  lucida train vqa --epochs 2",
        "  lucida train all-cnn-c --rate 0.01 --batch 64 --weight-decay 0.001 --epochs 10",
        "  lucida train scenes-resnet --kind fine-grained --attention after=layer3,channel,spatial --loss ggam:0.5",
        "  lucida train scenes-resnet --kind biased --loss energy:0.5 --guided 0.1"})
final class TrainCommand implements Callable<Integer> {
  /** Options that do not decide what is learned. */
  private static final List<String> ASIDE = List.of("--out", "--resume", "--minutes", "--save-every", "--threads", "--quiet",
      "--verbose");

  @Spec
  private CommandSpec spec;

  @Mixin
  private QuietOption quiet;

  @Mixin
  private TrainOptions options;

  @Mixin
  private LossOptions losses;

  @Mixin
  private KernelOptions kernels;

  @Option(names = "--out", paramLabel = "FILE", description = "The weights' file. Default: ARCHITECTURE.safetensors. The checkpoint is written beside it: FILE.checkpoint.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Continue from the checkpoint.")
  private boolean resume;

  @Option(names = "--minutes", paramLabel = "M", description = "Stop after M minutes; --resume continues.")
  private Optional<Double> minutes = Optional.empty();

  @Option(names = "--save-every", paramLabel = "S", defaultValue = "30", description = "Save a checkpoint every S seconds and after each epoch. Default: ${DEFAULT-VALUE}.")
  private double saveEvery;

  @Option(names = "--test", paramLabel = "N", defaultValue = "2000", description = "Measure the accuracy at the end on N scenes that were never used. Default: ${DEFAULT-VALUE}.")
  private int test;

  private void checkTimes() {
    minutes.ifPresent(m -> checkTime("--minutes", m));
    checkTime("--save-every", saveEvery);
    Count.check("--test", test, TrainOptions.MOST_SCENES);
    options.check();
    losses.check();
    if (options.lesson() != Lesson.CLASSES && losses.isAsked())
      throw new IllegalArgumentException("--attention and --loss are for networks of classes, not for " + options.architecture());
  }

  /** NaN is neither more nor less than any time: such a training would stop at once, or never be saved. */
  private static void checkTime(String option, double value) {
    if (!(value >= 0)) throw new IllegalArgumentException(option + " " + value + ": it is a number, 0 or more");
  }

  @Override
  public Integer call() {
    checkTimes();
    Network network = network();
    Training training = training(network);
    Path file = out.orElse(Path.of(options.architecture() + ".safetensors"));
    Path saved = file.resolveSibling(file.getFileName() + ".checkpoint");
    OutputFolder.sweepBeside(file);
    Standing from = start(saved, network, training);
    TrainingReport report = TrainingReport.to(quiet.out(spec.commandLine()), quiet.notes(spec.commandLine()), training, from);
    SavedTraining run = new SavedTraining(training, saved, settings(), report, saveEvery, minutes);
    Standing end = run.goOn(from);
    if (training.ended(end)) finish(run, end, file);
    else report.stopped(end);
    return 0;
  }

  private Training training(Network network) {
    int side = side(network);
    SceneSet scenes = options.training(side);
    Objective objective = losses.objective(network);
    Optional<Guidance> guidance = losses.guidance(scenes, objective, options.seed());
    TrainingStep step = new TrainingStep(network, options.optimizer(), options.batch(), objective);
    Kernels computing = kernels.choice().kernels();
    Examples examples = options.lesson().examples(scenes, guidance);
    Trainer trainer = new Trainer(step, examples, options.batch(), options.schedule(examples.size() / options.batch()),
        options.augmentation(), options.smoothing(), options.seed(),
        Execution.usual(options.precision(), computing).executor(options.precision(), computing));
    return new Training(trainer, examples(options.validation(side)), options.epochs(), options.patience());
  }

  private void finish(SavedTraining run, Standing end, Path file) {
    SceneSet unseen = options.test(test, side(run.training().trainer().step().network()));
    double accuracy = run.finish(end, file, options.lesson().scores(unseen), examples(unseen), command());
    run.report().finished(file, end, accuracy, test + " " + options.lesson().measured());
  }

  private Examples examples(SceneSet scenes) {
    return options.lesson().examples(scenes, Optional.empty());
  }

  private static int side(Network network) { return network.input().extent(1); }

  private Network network() {
    Network usual = Architectures.named(options.architecture(), options.lesson().scores(options.training(64)).size());
    if (options.lesson() != Lesson.CLASSES) return usual;
    if (!usual.input().equals(Shape.of(3, usual.input().extent(1), usual.input().extent(1))))
      throw new IllegalArgumentException(options.architecture() + " takes no square pictures of three colours");
    return losses.network(usual);
  }

  private Standing start(Path saved, Network network, Training training) {
    if (resume) return resumed(saved, training);
    if (Files.exists(saved))
      throw new IllegalArgumentException(saved + " holds an unfinished training run: add --resume to continue it, or delete it");
    return Standing.start(training.trainer().step().start(Initial.weights(network, options.seed(), options.precision()).tensors(),
        options.precision()));
  }

  private Standing resumed(Path saved, Training training) {
    if (!Files.exists(saved)) throw new IllegalArgumentException("--resume: there is no checkpoint " + saved);
    Checkpoint checkpoint = Checkpoint.read(saved);
    settings().forEach((option, value) -> {
      String before = checkpoint.settings().getOrDefault(option, "nothing");
      if (!before.equals(value))
        throw new IllegalArgumentException(saved + " was made with " + option + " " + before + ", not " + value);
    });
    try {
      return training.checked(checkpoint.standing());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(saved + " does not fit this training: " + e.getMessage(), e);
    }
  }

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("ARCHITECTURE", options.architecture());
    settings.putAll(options.settings());
    settings.putAll(losses.settings());
    settings.put("--kernels", kernels.choice().kernels().name());
    return settings;
  }

  /** What to type to train the same again. */
  private String command() {
    return "lucida train " + options.architecture() + spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !ASIDE.contains(option.longestName()))
        .map(TrainCommand::asTyped).collect(Collectors.joining());
  }

  private static String asTyped(OptionSpec option) {
    return " " + option.longestName() + (option.originalStringValues().isEmpty() || option.arity().max() == 0
        ? ""
        : " " + String.join(" ", option.originalStringValues()));
  }
}
