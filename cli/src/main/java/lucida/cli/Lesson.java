package lucida.cli;

import java.util.List;
import java.util.Optional;
import lucida.bundled.SceneExamples;
import lucida.bundled.TextExamples;
import lucida.layers.architecture.TextNetworks;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.scenes.SceneSet;

/** What an architecture learns from scenes, and what is usual in learning it. */
enum Lesson {
  /** The class of a scene. */
  CLASSES("single", 3, "sgd", 0.1, 4, "scenes never used are classified right"),
  /** The next word of a caption. */
  CAPTIONS("related", 4, "adamw", 0, 0, "scenes never used: that share of the words of captions is right behind those before them"),
  /** The answer to a question. */
  ANSWERS("related", 2, "adamw", 0, 0, "scenes never used: that share of the questions about them is answered right");

  private final String kind;
  private final int epochs;
  private final String optimizer;
  private final double smoothing;
  private final int shift;
  private final String measured;

  Lesson(String kind, int epochs, String optimizer, double smoothing, int shift, String measured) {
    this.kind = kind;
    this.epochs = epochs;
    this.optimizer = optimizer;
    this.smoothing = smoothing;
    this.shift = shift;
    this.measured = measured;
  }

  /** Of an architecture by its name. */
  static Lesson of(String architecture) {
    return switch (architecture) {
      case TextNetworks.CAPTIONS -> CAPTIONS;
      case TextNetworks.VQA -> ANSWERS;
      default -> CLASSES;
    };
  }

  String kind() { return kind; }

  /** What is usual in learning it. */
  LearningOptions.Usual usual() {
    return new LearningOptions.Usual(epochs, 32, optimizer, 0.05, 0.002, smoothing, shift);
  }

  String measured() { return measured; }

  /** The names of the scores of a network that learns it. */
  List<String> scores(SceneSet scenes) {
    return this == CLASSES ? scenes.classes() : TextExamples.vocabulary().words();
  }

  /** What is learned from these scenes, with masks of what should matter where they are wanted. */
  Examples examples(SceneSet scenes, Optional<Guidance> guidance) {
    return switch (this) {
      case CLASSES -> new SceneExamples(scenes, guidance);
      case CAPTIONS -> TextExamples.captions(scenes);
      case ANSWERS -> TextExamples.questions(scenes);
    };
  }
}
