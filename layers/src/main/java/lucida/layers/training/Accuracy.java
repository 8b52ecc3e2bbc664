package lucida.layers.training;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/** How many are classified right. */
public final class Accuracy {
  private Accuracy() {}

  /** The share of rows of scores [N, classes] whose largest is at the label. */
  public static double of(Tensor scores, int[] labels) {
    return (double) right(scores, labels, labels.length) / labels.length;
  }

  private static int right(Tensor scores, int[] labels, int rows) {
    int[] largest = scores.argmax(1);
    return (int) IntStream.range(0, rows).filter(n -> largest[n] == labels[n]).count();
  }

  /** The share of the labels of all examples that a model gets right, in batches of one size; a last, smaller batch is filled up and cut. */
  public static double of(Model model, Examples examples, int batch, Executor executor) {
    Forward forward = model.network().write(batch, Mode.INFERENCE);
    Executor.Compiled compiled = executor.compile(Program.of(List.<Expr>of(forward.scores())), model.givenWeights(forward));
    int right = 0, labels = 0;
    for (int first = 0; first < examples.size(); first += batch) {
      int[] indices = new int[batch];
      for (int i = 0; i < batch; i++) indices[i] = Math.min(first + i, examples.size() - 1);
      Tensor scores = compiled.run(Map.of(forward.x(), examples.pictures(indices, executor.precision()))).getFirst();
      int[] wanted = examples.labels(indices);
      int counted = Math.min(batch, examples.size() - first) * (wanted.length / batch);
      right += right(scores, wanted, counted);
      labels += counted;
    }
    return (double) right / labels;
  }
}
