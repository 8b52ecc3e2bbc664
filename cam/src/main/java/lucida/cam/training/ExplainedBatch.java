package lucida.cam.training;

import java.util.List;
import java.util.SequencedSet;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.op.ArgMax;
import lucida.autodiff.op.Selection;
import lucida.core.Shape;
import lucida.layers.BatchNorm;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.training.Supervision;

/**
 * A batch in training with what explains it, as formulas. The score of a picture is that of its own class, the largest of its targets, and gradients are of
 * the sum over the batch: a batch norm between the layer and the scores takes its statistics from the batch in training, and so lets every picture's score
 * depend on all.
 *
 * @param forward the network
 * @param layer that is explained, [N, K, h, w]
 * @param given targets and masks
 * @param isDetached whether derivatives are taken as numbers when maps of them are derived: what second order adds is then left out
 */
public record ExplainedBatch(Forward forward, String layer, Supervision given, boolean isDetached) {
  /** Checks that the layer has positions. */
  public ExplainedBatch {
    Shape A = forward.value(layer).shape();
    if (A.rank() != 4)
      throw new IllegalArgumentException(
          "The loss explains layer '" + layer + "' of " + forward.network().name() + ", whose output is "
              + A.without(0) + "; wanted is a layer with positions, [channel, row, column]");
  }

  /** A, [N, K, h, w]. */
  public Expr activations() { return forward.value(layer); }

  /** 1 at each picture's own class, else 0: [N, classes]. */
  public Expr trueClass() { return largest(given.targets()); }

  /** 1 at the class that the network gives the largest score, else 0: [N, classes]. */
  public Expr predictedClass() {
    return largest(forward.scores());
  }

  private static Expr largest(Expr rows) {
    return Apply.of(new Selection(new ArgMax(rows.shape(), List.of(1)), true), rows,
        Constant.one(Shape.of(rows.shape().extent(0))));
  }

  /** The score of a class of each picture, [N]. The other scores are skipped. */
  public Expr score(Expr ofClass) {
    return ofClass.gate(forward.scores()).sum(1);
  }

  /** g = ∂S/∂A of each picture's score, [N, K, h, w]; a number if it is detached. */
  public Expr gradient(Expr ofClass) {
    return settled(Reverse.gradient(score(ofClass).sum(), activations()));
  }

  /** ∂S/∂x, [N, C, H, W]. */
  Expr inputGradient(Expr scores) {
    return settled(Reverse.gradient(scores.sum(), forward.x()));
  }

  /** A derivative as it is passed on. */
  Expr settled(Expr derivative) {
    return isDetached ? derivative.stopGradient() : derivative;
  }

  /** M at some size, each cell the share of it that the mask covers, [N, h, w]. */
  Expr masks(int h, int w) {
    Expr M = given.masks();
    Shape shape = M.shape();
    Expr sized = shape.extent(2) == h && shape.extent(3) == w ? M : Pooling.adaptiveAverage(M, h, w);
    return sized.reshape(shape.extent(0), h, w);
  }

  /** Whether a batch norm between the layer and the scores makes one picture's score depend on others. */
  boolean mixesPictures() {
    SequencedSet<Expr> behind = Graph.paths(List.of(activations()), forward.scores());
    return forward.network().nodes().stream().anyMatch(node -> node.layer() instanceof BatchNorm
        && node.inputs().stream().anyMatch(from -> !from.equals(Network.INPUT) && behind.contains(forward.value(from))))
        && !forward.updates().isEmpty();
  }

  /** The scores of other pictures, [N, classes]. */
  Expr scoresOf(Expr pictures) {
    return forward.scoresOf(pictures, forward.updates().isEmpty() && forward.masks().isEmpty() ? Mode.INFERENCE : Mode.TRAINING);
  }
}
