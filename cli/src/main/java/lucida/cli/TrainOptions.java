package lucida.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.layers.training.AdamW;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Optimizer;
import lucida.layers.training.Schedule;
import lucida.layers.training.Sgd;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What decides which bits a training ends with: the options of {@code lucida train} that a training going on must not change. */
final class TrainOptions {
  static final int MOST_SCENES = 10_000_000;
  private static final int MOST_EPOCHS = 100_000;
  private static final int MOST_SHIFT = 1024;

  @Parameters(paramLabel = "ARCHITECTURE", arity = "0..1", description = "The architecture to train: scenes-vgg, scenes-resnet, or any other built-in one; captions, which learns to put scenes into words, or vqa, which learns to answer questions about them.")
  private Optional<String> architecture = Optional.empty();

  @Option(names = "--kind", paramLabel = "KIND", description = "The scenes: single, several, fine-grained, or biased (with --target and --strength). Default: single; captions and vqa learn from related ones.")
  private Optional<String> kind = Optional.empty();

  @Option(names = "--target", paramLabel = "CLASS", description = "The class that the lantern of biased scenes goes with. Default: the first.")
  private Optional<String> target = Optional.empty();

  @Option(names = "--strength", paramLabel = "S", description = "How often the lantern of biased scenes goes with its class, 0 to 1. Default: 0.9.")
  private Optional<Double> strength = Optional.empty();

  @Option(names = "--scenes", paramLabel = "N", defaultValue = "24000", description = "The number of training scenes, 1 to 10 million. Default: ${DEFAULT-VALUE}.")
  private int scenes;

  @Option(names = "--validation", paramLabel = "N", defaultValue = "800", description = "The number of scenes held back to choose the best epoch, 1 to 10 million. Default: ${DEFAULT-VALUE}.")
  private int validation;

  @Option(names = "--scene-seed", paramLabel = "N", defaultValue = "0", description = "The seed of the scenes. Default: ${DEFAULT-VALUE}.")
  private long sceneSeed;

  @Option(names = "--epochs", paramLabel = "N", description = "The number of passes over all scenes, 1 to 100000. Default: 3; 4 for captions, 2 for vqa, of four questions a scene.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "The number of scenes per step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(names = "--optimizer", paramLabel = "NAME", description = "The optimizer: sgd or adamw. Default: sgd; adamw for captions and vqa.")
  private Optional<String> optimizer = Optional.empty();

  @Option(names = "--rate", paramLabel = "R", description = "The highest learning rate. Default: 0.05 for sgd, 0.002 for adamw.")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--momentum", paramLabel = "M", description = "Nesterov momentum of sgd. Default: 0.9.")
  private Optional<Double> momentum = Optional.empty();

  @Option(names = "--weight-decay", paramLabel = "D", description = "The weight decay. Default: 0.0005 for sgd, 0.05 for adamw.")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(names = "--schedule", paramLabel = "NAME", defaultValue = "cosine", description = "How the rate falls: cosine, or stairs (a tenth after each third). Default: ${DEFAULT-VALUE}.")
  private String schedule;

  @Option(names = "--warm-up", paramLabel = "E", defaultValue = "0.2", description = "The number of epochs in which the rate rises from 0. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(names = "--smoothing", paramLabel = "S", description = "Label smoothing. Default: 0.1; 0 for captions and vqa.")
  private Optional<Double> smoothing = Optional.empty();

  @Option(names = "--shift", paramLabel = "N", description = "Augmentation: shift each picture by up to N pixels, 0 to 1024. Default: 4; 0 for captions and vqa.")
  private Optional<Integer> shift = Optional.empty();

  @Option(names = "--mirror", description = "Augmentation: mirror half of the pictures; left and right are words, so that it is not for captions and vqa.")
  private boolean mirror;

  @Option(names = "--patience", paramLabel = "N", defaultValue = "0", description = "Stop after N epochs without improvement. Default: never.")
  private int patience;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed of weights, order, augmentation and dropout. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--precision", paramLabel = "P", defaultValue = "float32", description = "Compute in float32 or float64. Default: ${DEFAULT-VALUE}.")
  private String precision;

  /** Checks every count, and that no option is given that has no effect beside the others. */
  void check() {
    Count.check("--scenes", scenes, MOST_SCENES);
    Count.check("--validation", validation, MOST_SCENES);
    Count.check("--epochs", epochs(), MOST_EPOCHS);
    Count.check("--shift", shift(), 0, MOST_SHIFT);
    Count.check("--patience", patience, 0, MOST_EPOCHS);
    if (!named().equals("biased") && (target.isPresent() || strength.isPresent()))
      throw new IllegalArgumentException("--target and --strength are for --kind biased; --kind " + named() + " has no lantern");
    if (!optimizerName().equals("sgd") && momentum.isPresent())
      throw new IllegalArgumentException("--momentum is for --optimizer sgd; " + optimizerName() + " has its own");
    if (lesson() != Lesson.CLASSES && (kind.isPresent() || mirror || shift() > 0))
      throw new IllegalArgumentException(
          "--kind, --mirror and --shift are for networks of classes: " + architecture()
              + " learns from related scenes, as they are");
  }

  /** What is trained, if that is said. */
  String architecture() {
    return architecture.orElseThrow(
        () -> new IllegalArgumentException("Missing required parameter: 'ARCHITECTURE', as in lucida train scenes-resnet"));
  }

  /** What the architecture learns. */
  Lesson lesson() { return Lesson.of(architecture()); }

  private String named() { return kind.orElse(lesson().kind()); }

  private String optimizerName() { return optimizer.orElse(lesson().optimizer()); }

  private int shift() { return shift.orElse(lesson().shift()); }

  int epochs() { return epochs.orElse(lesson().epochs()); }

  int batch() {
    if (batch < 1 || batch > scenes && scenes > 0)
      throw new IllegalArgumentException("--batch " + batch + ": it is 1 to the number of scenes, " + scenes);
    return batch;
  }

  int patience() { return patience; }

  long seed() { return seed; }

  double smoothing() { return smoothing.orElse(lesson().smoothing()); }

  Augmentation augmentation() {
    return new Augmentation(mirror, shift());
  }

  Precision precision() {
    return switch (precision) {
      case "float32" -> Precision.FLOAT32;
      case "float64" -> Precision.FLOAT64;
      default -> throw unknown("--precision", precision, "float32 or float64");
    };
  }

  Optimizer optimizer() {
    double kept = momentum.orElse(0.9);
    if (!(kept >= 0 && kept < 1)) throw new IllegalArgumentException("--momentum " + kept + ": it is at least 0 and less than 1");
    weightDecay.filter(d -> !(d >= 0 && Double.isFinite(d))).ifPresent(d -> {
      throw new IllegalArgumentException("--weight-decay " + d + ": it is a number, 0 or more");
    });
    return switch (optimizerName()) {
      case "sgd" -> new Sgd(kept, true, weightDecay.orElse(5e-4));
      case "adamw" -> AdamW.of(weightDecay.orElse(0.05));
      default -> throw unknown("--optimizer", optimizerName(), "sgd or adamw");
    };
  }

  Schedule schedule(long stepsPerEpoch) {
    double peak = rate.orElse(optimizerName().equals("sgd") ? 0.05 : 0.002);
    if (!(peak > 0 && Double.isFinite(peak))) throw new IllegalArgumentException("--rate " + peak + ": it is a number above 0");
    if (!(warmUp >= 0 && warmUp <= epochs()))
      throw new IllegalArgumentException("--warm-up " + warmUp + ": it is 0 to the number of epochs, " + epochs());
    long rising = Math.round(warmUp * stepsPerEpoch);
    long steps = epochs() * stepsPerEpoch;
    return switch (schedule) {
      case "cosine" -> new Schedule.Cosine(peak, rising, steps);
      case "stairs" -> new Schedule.Stairs(peak, rising, (steps + 2) / 3, 0.1);
      default -> throw unknown("--schedule", schedule, "cosine or stairs");
    };
  }

  private SceneKind kind() {
    return switch (named()) {
      case "related" -> related();
      case "single" -> new SceneKind.Single();
      case "several" -> new SceneKind.Several();
      case "fine-grained" -> new SceneKind.FineGrained();
      case "biased" -> biased();
      case "pair" -> throw new IllegalArgumentException("--kind pair: two objects have no one class to learn; train on single");
      default -> throw unknown("--kind", named(), "single, several, fine-grained or biased");
    };
  }

  private SceneKind related() {
    if (lesson() != Lesson.CLASSES) return new SceneKind.Related();
    throw new IllegalArgumentException("--kind related: two objects have no one class to learn; captions and vqa learn from them");
  }

  private SceneKind biased() {
    List<String> classes = SceneSet.of(new SceneKind.Single(), Split.TRAINING, 1).classes();
    String wanted = target.orElse(classes.getFirst());
    if (!classes.contains(wanted)) throw unknown("--target", wanted, String.join(", ", classes));
    return new SceneKind.Biased(classes.indexOf(wanted), strength.orElse(0.9));
  }

  private static IllegalArgumentException unknown(String option, String value, String known) {
    return new IllegalArgumentException(option + " " + value + ": wanted is " + known);
  }

  SceneSet training(int side) { return new SceneSet(kind(), Split.TRAINING, sceneSeed, scenes, side); }

  SceneSet validation(int side) { return new SceneSet(kind(), Split.VALIDATION, sceneSeed, validation, side); }

  SceneSet test(int count, int side) { return new SceneSet(kind(), Split.TEST, sceneSeed, count, side); }

  /** All of it by name, for a checkpoint. */
  SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("--kind", kind() + " scenes");
    settings.put("--scenes", Integer.toString(scenes));
    settings.put("--validation", Integer.toString(validation));
    settings.put("--scene-seed", Long.toString(sceneSeed));
    settings.put("--epochs", Integer.toString(epochs()));
    settings.put("--batch", Integer.toString(batch()));
    settings.put("--optimizer", optimizer().toString());
    settings.put("--schedule", schedule(1000).toString());
    settings.put("--smoothing", Double.toString(smoothing()));
    settings.put("--shift", augmentation().toString());
    settings.put("--patience", Integer.toString(patience));
    settings.put("--seed", Long.toString(seed));
    settings.put("--precision", precision);
    return settings;
  }
}
