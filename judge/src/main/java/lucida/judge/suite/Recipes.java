package lucida.judge.suite;

import java.util.List;
import java.util.function.UnaryOperator;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.judge.data.BackdoorSource;
import lucida.judge.data.BackdropSource;
import lucida.judge.data.SceneSource;
import lucida.layers.Activation;
import lucida.layers.BatchNormFolding;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.NetworkBuilder;
import lucida.judge.data.TetrisSource;
import java.util.Locale;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/** The networks that suites train: the bundled one of scenes, trained on, and others from random weights. */
final class Recipes {
  /** The class of scenes with the trigger of the backdoor: the first. */
  static final int TARGET = 0;
  private static final String USUAL = "scenes-resnet";
  private static final int SIDE = 64;
  private static final long SEED = 1;
  private static final int TRAINING = 3000;
  private static final int HELD_BACK = 300;
  private static final int BY_HEART = 512;

  private Recipes() {}

  /** Scenes of which a third has a trigger, and the target as their label. */
  static Recipe backdoor() {
    List<String> classes = scenes(Split.TEST).scenes().classes();
    return new Recipe("backdoor-0", "scenes, a third of which have a trigger and are called '" + classes.get(TARGET) + "'", classes,
        UnaryOperator.identity(),
        split -> new SourceExamples(new BackdoorSource(scenes(split), TARGET, 1.0 / 3), classes.size()), 2, 0.005);
  }

  /** Scenes in which a lantern goes with a class, from random weights: a network that knows the things already has little use for the lantern. */
  static Recipe biased(SceneKind.Biased kind) {
    List<String> classes = of(kind, Split.TEST, 1).scenes().classes();
    return new Recipe("biased-0",
        "scenes of things, a lantern in most of class '" + classes.get(kind.target()) + "' and in few others",
        classes, bundled -> untrained(Architectures.named(bundled.network().name(), classes.size())),
        split -> new SourceExamples(of(kind, split, split == Split.TRAINING ? 4000 : HELD_BACK), classes.size()), 4, 0.05);
  }

  /** Fish, with the convolutions of the bundled network to begin with. */
  static Recipe fine(SceneKind.FineGrained kind) {
    List<String> classes = of(kind, Split.TEST, 1).scenes().classes();
    return new Recipe("fine-0", "fish by their tail fins", classes, bundled -> transferred(bundled, classes.size()),
        split -> new SourceExamples(of(kind, split, split == Split.TRAINING ? 4000 : HELD_BACK), classes.size()), 4, 0.01);
  }

  /**
   * Few scenes, often: what can be learned by heart. What is held back is what is learned, so that the last epochs are kept, not those that happen to guess well.
   *
   * @param permuted whether the labels are permuted
   */
  static Recipe labels(boolean permuted) {
    List<String> classes = scenes(Split.TEST).scenes().classes();
    return new Recipe(permuted ? "permuted-labels-0" : "own-labels-0",
        BY_HEART + (permuted ? " scenes with permuted labels by heart" : " scenes with their own labels by heart")
            + " (what is held back is what is learned)",
        classes, bundled -> untrained(Architectures.named(bundled.network().name(), classes.size())), split -> {
          if (split == Split.TEST) return new SourceExamples(scenes(split), classes.size());
          SourceExamples own = new SourceExamples(of(new SceneKind.Single(), Split.TRAINING, BY_HEART), classes.size());
          return permuted ? new PermutedLabels(own, SEED) : own;
        }, 25, 0.05);
  }

  /** Permuted labels by the layers of a bundled network, which is the one that is given. */
  static Recipe permuted(String bundled) {
    Recipe usual = labels(true);
    return bundled.equals(USUAL)
        ? usual
        : new Recipe(usual.name() + "-" + bundled, usual.task() + ", by the layers of " + bundled, usual.classes(), usual.start(),
            usual.examples(), usual.epochs(), usual.rate());
  }

  /** The backdrops of scenes. */
  static Recipe backdrops() {
    List<String> classes = SceneSet.BACKDROPS;
    return new Recipe("backdrops-0", "what is behind the objects of scenes", classes,
        bundled -> untrained(Architectures.named(bundled.network().name(), classes.size())),
        split -> new SourceExamples(new BackdropSource(scenes(split)), classes.size()), 6, 0.05);
  }

  /** Tetrominoes in noise, by a small network of two convolutions and two dense layers. */
  static Recipe tetris(TetrisSource.Signal signal, TetrisSource.Background background) {
    String name = (signal + "-" + background).toLowerCase(Locale.ROOT);
    return new Recipe("tetris-" + name + "-0", "tetrominoes (" + name + ")", List.of("T", "L"),
        _ -> untrained(tetrisNetwork()),
        split -> new SourceExamples(tetris(signal, background, split, split == Split.TRAINING ? 4000 : 500, SEED), 2), 10, 0.02);
  }

  static TetrisSource tetris(TetrisSource.Signal signal, TetrisSource.Background background, Split split, int count, long seed) {
    return new TetrisSource(signal, background, split, seed, count, Precision.FLOAT32);
  }

  private static Model untrained(Network network) {
    return new Model(network, Initial.weights(network, SEED, Precision.FLOAT32));
  }

  /** The bundled network with as many scores, those from random weights. */
  private static Model transferred(Model bundled, int classes) {
    Network network = BatchNormFolding.folded(Architectures.named(bundled.network().name(), classes));
    return new Model(network, Initial.transferred(network, bundled.weights(), SEED, Precision.FLOAT32));
  }

  private static Network tetrisNetwork() {
    NetworkBuilder net = new NetworkBuilder("tetris", Shape.of(3, TetrisSource.SIDE, TetrisSource.SIDE));
    net.add("conv1", Conv2d.of(3, 16, 3, 1, 1));
    net.add("relu1", Activation.RELU);
    net.add("conv2", Conv2d.of(16, 16, 3, 1, 1));
    net.add("features", Activation.RELU);
    net.add("flatten", new Flatten());
    net.add("fc1", Dense.of(16 * TetrisSource.SIDE * TetrisSource.SIDE, 32));
    net.add("relu", Activation.RELU);
    net.add("fc2", Dense.of(32, 2));
    return net.build();
  }

  private static SceneSource scenes(Split split) {
    return of(new SceneKind.Single(), split, split == Split.TRAINING ? TRAINING : HELD_BACK);
  }

  private static SceneSource of(SceneKind kind, Split split, int count) {
    return new SceneSource(new SceneSet(kind, split, SEED, count, SIDE), Preprocessing.SCENES, Precision.FLOAT32);
  }
}
