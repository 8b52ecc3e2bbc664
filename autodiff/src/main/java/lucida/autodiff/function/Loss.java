package lucida.autodiff.function;

import lucida.autodiff.Expr;
import lucida.core.ShapeException;

/** Losses and distances: each one number, the mean over a batch [N, C] where there is one. */
public final class Loss {
  private Loss() {}

  /** −(1/N) Σ_nc target · log softmax(logits): the targets [N, C] are distributions, one-hot or smoothed. */
  public static Expr crossEntropy(Expr logits, Expr targets) {
    rows("crossEntropy", logits, targets);
    return Softmax.logSoftmax(logits, 1).times(targets).sum().scale(-1.0 / logits.shape().extent(0));
  }

  /** (1/N) Σ_nc u · (log u − log v), of rows u, v [N, C] of positive numbers. */
  public static Expr klDivergence(Expr u, Expr v) {
    rows("klDivergence", u, v);
    return u.times(u.log().minus(v.log())).sum().scale(1.0 / u.shape().extent(0));
  }

  /** The mean of the squared differences. */
  public static Expr meanSquaredError(Expr a, Expr b) {
    return a.minus(b).square().mean();
  }

  /** ⟨a, b⟩ / (‖a‖ ‖b‖), all cells taken as one vector. Not defined where one of them is 0. */
  public static Expr cosineSimilarity(Expr a, Expr b) {
    return a.times(b).sum().over(a.square().sum().times(b.square().sum()).sqrt());
  }

  private static void rows(String what, Expr a, Expr b) {
    if (a.shape().rank() != 2 || !a.shape().equals(b.shape()) || a.shape().extent(0) == 0)
      throw new ShapeException(
          what + ": " + a.shape() + " and " + b.shape() + " are not two batches [N, C] of one shape with N at least 1");
  }
}
