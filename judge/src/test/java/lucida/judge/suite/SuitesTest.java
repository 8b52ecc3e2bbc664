package lucida.judge.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Evaluation;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuitesTest {
  private static final int SIDE = 32;
  private static final int PICTURES = 24;

  static List<Suite> all() { return Suites.all(); }

  /** A convolution, ReLU, GAP, a linear layer, with random weights: a network for as many classes as there are in training. */
  private static Subject network(SuitePart part) {
    int classes = switch (part.network()) {
      case SuiteNetwork.OfScenes(SceneKind kind) -> SceneSet.of(kind, Split.TRAINING, 1).classes().size();
      case SuiteNetwork.Own(Recipe recipe) -> recipe.classes().size();
    };
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(3, SIDE, SIDE));
    net.add("conv", new Conv2d(3, 6, Windows.of(5, 5, 4, 2), 1, true));
    net.add("features", Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    net.add("fc", new Dense(6, classes, true));
    Model model = new Model(net.build(), Initial.weights(net.build(), 7, Precision.FLOAT32));
    return Subject.of(part.rewiring().of(model, "features"), part.rewiring().layer("features"), Executor.float32());
  }

  /** Every metric of every part has a value on some of its pictures: none asks for a truth that they do not have. */
  @ParameterizedTest
  @MethodSource("all")
  void everyMetricHasValues(Suite suite) throws DataException {
    for (SuitePart part : suite.parts()) {
      List<Contender> controls = part.contenders(_ -> Settings.USUAL).stream().filter(c -> c.title().equals("control-random"))
          .toList();
      Evaluation evaluation = new Evaluation(network(part), "features", controls, part.metrics(), ClassesAsked.LABEL, 0);
      PictureSource pictures = part.pictures().of(0, SIDE, Preprocessing.SCENES, Precision.FLOAT32);
      Set<String> valued = new HashSet<>();
      for (int i = 0; i < Math.min(PICTURES, pictures.count()); i++)
        for (Row row : evaluation.of(pictures.get(i).picture()).rows())
          if (row.judgement() instanceof Judgement.Value) valued.add(row.metric());
      assertEquals(new HashSet<>(part.metrics().stream().map(Metric::name).toList()), valued, suite.name() + ", " + part.name());
    }
  }

  /** The truth as a map is where the suites say that a good map is: all of it on the object, and in its cell. */
  @ParameterizedTest
  @MethodSource("all")
  void theTruthIsRight(Suite suite) throws DataException {
    for (SuitePart part : suite.parts()) {
      List<Contender> truth = part.contenders(_ -> Settings.USUAL).stream().filter(c -> c.title().equals("control-truth")).toList();
      List<Metric> metrics = part.metrics().stream()
          .filter(m -> m.name().matches("pointing-game|energy-pointing-game.*|energy-among-objects|instance-recall")).toList();
      Evaluation evaluation = new Evaluation(network(part), "features", truth, metrics, ClassesAsked.LABEL, 0);
      PictureSource pictures = part.pictures().of(0, SIDE, Preprocessing.SCENES, Precision.FLOAT32);
      for (Row row : evaluation.of(pictures.get(0).picture()).rows())
        assertEquals(Judgement.of(100), row.judgement(), suite.name() + ", " + part.name() + ", " + row.metric());
    }
  }

  @Test
  void namesAreDifferentAndFound() {
    assertEquals(Suites.all().size(), new HashSet<>(Suites.names()).size());
    for (Suite suite : Suites.all()) {
      assertEquals(suite, Suites.named(suite.name()));
      assertTrue(suite.idea().endsWith("."), suite.name());
      assertEquals(suite.parts().size(), suite.parts().stream().map(SuitePart::name).distinct().count());
      for (SuitePart part : suite.parts()) assertEquals(part.methods().size() + 3, part.contenders(_ -> Settings.USUAL).size());
    }
    String unknown = assertThrows(IllegalArgumentException.class, () -> Suites.named("object")).getMessage();
    assertTrue(unknown.startsWith("There is no suite 'object'; did you mean 'objects'"), unknown);
  }
}
