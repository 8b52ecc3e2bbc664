package lucida.layers.training;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Interpreter;
import lucida.autodiff.Program;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/** How many are classified right. */
public final class Accuracy {
  private Accuracy() {}

  /** The share of rows of scores [N, classes] whose largest is at the label. */
  public static double of(Tensor scores, int[] labels) {
    int right = 0;
    for (int n = 0; n < labels.length; n++) if (largest(scores, n) == labels[n]) right++;
    return (double) right / labels.length;
  }

  /** The class of the largest score in row n, the first of equals. */
  public static int largest(Tensor scores, int n) {
    int classes = scores.shape().extent(1);
    int best = 0;
    for (int c = 1; c < classes; c++) if (scores.cell(n * classes + c) > scores.cell(n * classes + best)) best = c;
    return best;
  }

  /** The share of all examples that a model classifies right, in batches of one size; a last, smaller batch is filled up and cut. */
  public static double of(Model model, Examples examples, int batch, Interpreter interpreter) {
    Forward forward = model.network().write(batch, Mode.INFERENCE);
    Program program = Program.of(List.<Expr>of(forward.scores()));
    int right = 0;
    for (int first = 0; first < examples.size(); first += batch) {
      int[] indices = new int[batch];
      for (int i = 0; i < batch; i++) indices[i] = Math.min(first + i, examples.size() - 1);
      Tensor scores = interpreter.run(program, model.given(forward, examples.pictures(indices, interpreter.precision())))
          .getFirst();
      int[] labels = examples.labels(indices);
      for (int i = 0; i < Math.min(batch, examples.size() - first); i++) if (largest(scores, i) == labels[i]) right++;
    }
    return (double) right / examples.size();
  }
}
