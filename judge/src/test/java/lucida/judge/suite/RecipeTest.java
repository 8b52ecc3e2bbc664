package lucida.judge.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import lucida.judge.data.TetrisSource;
import lucida.layers.Model;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.scenes.Split;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Model NONE = JudgedMaps.subject().model();
  private static final Recipe USUAL = Recipes.tetris(TetrisSource.Signal.LINEAR, TetrisSource.Background.WHITE);
  /** The same, shorter. */
  private static final Recipe SHORT = new Recipe(USUAL.name(), USUAL.task(), USUAL.classes(), USUAL.start(),
      split -> new SourceExamples(Recipes.tetris(TetrisSource.Signal.LINEAR, TetrisSource.Background.WHITE, split, 320, 1), 2), 3,
      0.02);

  /** Counts what it hears. */
  private static final class Heard implements Training.Listener {
    private final List<Double> accuracies = new ArrayList<>();
    private int steps;

    @Override
    public boolean step(Training.Standing standing, Trainer.Progress progress) {
      steps++;
      return true;
    }

    @Override
    public void epoch(Training.Standing standing) { accuracies.add(standing.accuracy()); }
  }

  private static Model trained(Training.Listener listener) {
    Training training = SHORT.training(NONE, Executor.float32());
    return SHORT.best(NONE, training.run(SHORT.first(training, NONE), listener));
  }

  /** Each bundled network of scenes has a file of its own. */
  @Test
  void permutedLabelsByTheLayersOfEach() {
    assertEquals("permuted-labels-0", Recipes.permuted("scenes-resnet").name());
    assertEquals("permuted-labels-0-scenes-vgg", Recipes.permuted("scenes-vgg").name());
    assertTrue(Recipes.permuted("scenes-vgg").settings().toString().contains("by the layers of scenes-vgg"));
  }

  /** Three epochs of ten steps of 32; what is learned is far from chance on pictures of another split, and the same bits come again. */
  @Test
  void learnsTheSameAgain() {
    Heard heard = new Heard();
    Model first = trained(heard);
    assertEquals(30, heard.steps);
    assertEquals(3, heard.accuracies.size());
    double accuracy = Accuracy.of(first, SHORT.examples().apply(Split.TEST), 32, Executor.float32());
    assertTrue(accuracy > 0.9, "of 320 pictures 160 are right by chance, with a deviation of 9: " + accuracy);
    Model again = trained(new Heard());
    first.weights().tensors().forEach((name, w) -> assertTrue(w.sameAs(again.weights().tensors().get(name)), name));
  }

  /** The three sets of examples have no picture in common, and labels are those of the pictures. */
  @Test
  void examplesOfSplitsAreDifferent() {
    int[] indices = {3, 0, 2};
    Tensor training = SHORT.examples().apply(Split.TRAINING).pictures(indices, Precision.FLOAT32);
    for (Split split : List.of(Split.VALIDATION, Split.TEST))
      assertTrue(!training.sameAs(SHORT.examples().apply(split).pictures(indices, Precision.FLOAT32)), split.name());
    assertEquals(List.of(1, 0, 0), Arrays.stream(SHORT.examples().apply(Split.TRAINING).labels(indices)).boxed().toList());
  }
}
