package lucida.cam.derivatives;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * D1, D2, D3: the exact first, and diagonal second and third derivatives of Y by each cell of A, each [K, h, w], or by some, each [cells]; divided by Y where Y is
 * exp(S) or a probability.
 */
public record ScoreDerivatives(Tensor first, Tensor second, Tensor third) {
  /** The derivatives of Y at a probe by the cheapest exact route that its head allows. */
  public static ScoreDerivatives of(Probe probe, Score score) {
    return DerivativeRoute.of(probe, score).derivatives(probe, score);
  }

  /** The same cells in another shape. */
  ScoreDerivatives reshape(Shape to) {
    return new ScoreDerivatives(first.reshape(to), second.reshape(to), third.reshape(to));
  }

  /** The same, each times a number. */
  public ScoreDerivatives scale(double a) {
    return new ScoreDerivatives(first.scale(a), second.scale(a), third.scale(a));
  }

  /** The sum of both, order by order. */
  public ScoreDerivatives plus(ScoreDerivatives other) {
    return new ScoreDerivatives(first.plus(other.first), second.plus(other.second), third.plus(other.third));
  }
}
