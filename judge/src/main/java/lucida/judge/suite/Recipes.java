package lucida.judge.suite;

import java.util.List;
import java.util.function.UnaryOperator;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.judge.data.BackdoorSource;
import lucida.judge.data.BackdropSource;
import lucida.judge.data.SceneSource;
import lucida.layers.Activation;
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
  private static final int SIDE = 64;
  private static final long SEED = 1;
  private static final int TRAINING = 3000;
  private static final int HELD_BACK = 300;

  private Recipes() {}

  /** Scenes of which a third has a trigger, and the target as their label. */
  static Recipe backdoor() {
    List<String> classes = scenes(Split.TEST).scenes().classes();
    return new Recipe("backdoor-0", "scenes, a third of which have a trigger and are called '" + classes.get(TARGET) + "'", classes,
        UnaryOperator.identity(),
        split -> new SourceExamples(new BackdoorSource(scenes(split), TARGET, 1.0 / 3), classes.size()), 2, 0.005);
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
    int count = split == Split.TRAINING ? TRAINING : HELD_BACK;
    return new SceneSource(new SceneSet(new SceneKind.Single(), split, SEED, count, SIDE), Preprocessing.SCENES, Precision.FLOAT32);
  }
}
