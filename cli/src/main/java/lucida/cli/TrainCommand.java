package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.core.Shape;
import lucida.judge.data.SceneGuidance;
import lucida.layers.Initial;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.layers.training.Objective;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import lucida.layers.training.TrainingStep;
import lucida.scenes.SceneSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida train}: from scenes to a file of weights, with checkpoints on the way. */
@Command(name = "train", mixinStandardHelpOptions = true, subcommands = TrainCatchCommand.class, synopsisSubcommandLabel = "", commandListHeading = "%nTrained otherwise:%n", description = {
    "Trains a network on scenes and writes its weights.",
    "Saves checkpoints on the way: killed at any moment, the same command with --resume continues to the same bits."}, footer = {
        "", "Examples:", "  lucida train scenes-resnet", "  lucida train scenes-resnet --resume",
        "  lucida train scenes-vgg --epochs 5 --rate 0.03 --out vgg.safetensors",
        "  lucida train cifar-resnet20 --kind fine-grained --optimizer adamw",
        "  lucida train captions", "  lucida train vqa --epochs 2",
        "  lucida train all-cnn-c --rate 0.01 --batch 64 --smoothing 0 --epochs 40 --schedule stairs=30,35,38",
        "  lucida train scenes-resnet --kind fine-grained --attention after=layer3,channel,spatial --loss ggam:0.5",
        "  lucida train scenes-resnet --kind biased --loss energy:0.5 --guided 0.1", "  lucida train catch"})
final class TrainCommand implements Callable<Integer> {
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

  @Mixin
  private SavingOptions saving;

  @Option(names = "--guide", paramLabel = "MASK", description = "What should matter to --loss, of masks that scenes have: object or object-box, of fine-grained scenes also tail, fins, eye. Default: tail for fine-grained scenes, else object.")
  private Optional<String> guide = Optional.empty();

  @Option(names = "--test", paramLabel = "N", defaultValue = "2000", description = "Measure the accuracy at the end on N scenes that were never used. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Override
  public Integer call() {
    saving.check();
    Count.check("--test", test, TrainOptions.MOST_SCENES);
    options.check();
    losses.check(guide);
    if (options.lesson() != Lesson.CLASSES && losses.isAsked())
      throw new IllegalArgumentException("--attention and --loss are for networks of classes, not for " + options.architecture());
    LearningOptions.Learning learning = options.learning();
    Network network = network();
    Training training = training(network);
    Path file = saving.file(options.architecture());
    losses.checkOut(file);
    OutputFolder.sweepBeside(file);
    Standing from = saving.start(file, training, settings(), () -> Initial.weights(network, learning.seed(), learning.precision()),
        learning.precision());
    TrainingReport report = TrainingReport.to(quiet.out(spec.commandLine()), quiet.notes(spec.commandLine()), training, from);
    SavedTraining run = saving.saved(training, file, settings(), report);
    Standing end = run.goOn(from);
    if (training.ended(end)) finish(run, end, file);
    else report.stopped(end);
    return 0;
  }

  private Training training(Network network) {
    int side = side(network);
    SceneSet scenes = options.training(side);
    Objective objective = losses.objective(network);
    LearningOptions.Learning learning = options.learning();
    TrainingStep step = new TrainingStep(network, learning.optimizer(), options.batch(), objective);
    Examples examples = options.lesson().examples(scenes, guidance(scenes, objective));
    return learning.training(step, examples, options.batch(), examples(options.validation(side)), kernels.choice().kernels());
  }

  /** Masks of scenes, if the loss compares with masks. */
  private Optional<Guidance> guidance(SceneSet scenes, Objective objective) {
    if (!objective.wantsMasks()) return Optional.empty();
    SceneGuidance guidance = new SceneGuidance(scenes, guide.orElse(SceneGuidance.usual(scenes.kind())), losses.guided(),
        options.learning().seed());
    if (guidance.located() == 0)
      throw new IllegalArgumentException("--guided " + losses.guided() + ": of " + scenes.count()
          + " scenes that is no mask, and the loss compares maps with masks");
    return Optional.of(guidance);
  }

  private void finish(SavedTraining run, Standing end, Path file) {
    SceneSet unseen = options.test(test, side(run.training().trainer().step().network()));
    double accuracy = run.finish(end, file, options.lesson().scores(unseen), examples(unseen),
        SavingOptions.command("train " + options.architecture(), spec));
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

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("ARCHITECTURE", options.architecture());
    settings.putAll(options.settings());
    settings.putAll(losses.settings(guide));
    settings.put("--kernels", kernels.choice().kernels().name());
    return settings;
  }
}
