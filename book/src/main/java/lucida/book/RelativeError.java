package lucida.book;

import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;

/** The relative error between two computations of the same value. */
final class RelativeError {
  private RelativeError() {}

  /** ‖a − b‖ / max(‖a‖, ‖b‖); 0 if both are 0. */
  static double of(Tensor a, Tensor b) {
    double size = Math.max(a.norm(), b.norm());
    return size == 0 ? 0 : a.minus(b.reshape(a.shape())).norm() / size;
  }

  /** |a − b| / max(|a|, |b|). */
  static double of(double a, double b) {
    return of(Tensor.vector(a), Tensor.vector(b));
  }

  /** The largest over three orders. */
  static double of(ScoreDerivatives a, ScoreDerivatives b) {
    return Math.max(of(a.first(), b.first()), Math.max(of(a.second(), b.second()), of(a.third(), b.third())));
  }

  /** The largest; NaN if one is NaN. */
  static double worst(double... residuals) {
    double worst = 0;
    for (double r : residuals) worst = Double.isNaN(r) ? r : Math.max(worst, r);
    return worst;
  }
}
