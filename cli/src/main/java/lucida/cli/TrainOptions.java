package lucida.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.layers.training.Augmentation;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What decides which bits a training ends with: the options of {@code lucida train} that a training going on must not change. */
final class TrainOptions {
  static final int MOST_SCENES = 10_000_000;

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

  @Mixin
  private LearningOptions learning;

  /** Checks every count, and that no option is given that has no effect beside the others. */
  void check() {
    Count.check("--scenes", scenes, MOST_SCENES);
    Count.check("--validation", validation, MOST_SCENES);
    learning().check();
    if (!named().equals("biased") && (target.isPresent() || strength.isPresent()))
      throw new IllegalArgumentException("--target and --strength are for --kind biased; --kind " + named() + " has no lantern");
    if (lesson() != Lesson.CLASSES && (kind.isPresent() || !learning().augmentation().equals(Augmentation.NONE)))
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

  /** How it learns. */
  LearningOptions.Learning learning() { return learning.beside(lesson().usual()); }

  int batch() { return learning().batch(scenes, "scenes"); }

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
    settings.putAll(learning().settings(batch()));
    return settings;
  }
}
