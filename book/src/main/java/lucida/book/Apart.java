package lucida.book;

import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.ScoreDerivatives;
import lucida.core.Tensor;

/** How far two computations of one thing are apart, relative to its size. */
final class Apart {
  private Apart() {}

  /** ‖a − b‖ / max(‖a‖, ‖b‖); 0 if both are 0. */
  static double relative(Tensor a, Tensor b) {
    double size = Math.max(a.norm(), b.norm());
    return size == 0 ? 0 : a.minus(b.reshape(a.shape())).norm() / size;
  }

  /** |a − b| / max(|a|, |b|). */
  static double relative(double a, double b) {
    return relative(Tensor.vector(a), Tensor.vector(b));
  }

  /** The worst of three orders. */
  static double relative(ScoreDerivatives a, ScoreDerivatives b) {
    return Math.max(relative(a.first(), b.first()), Math.max(relative(a.second(), b.second()), relative(a.third(), b.third())));
  }

  /** The worst of some. */
  static double worst(double... residuals) {
    double worst = 0;
    for (double r : residuals) worst = Double.isNaN(r) ? r : Math.max(worst, r);
    return worst;
  }

  /** Cells of a tensor, counted row-major. */
  static Tensor at(Tensor tensor, int... cells) {
    return Tensor.vector(IntStream.of(cells).mapToDouble(tensor::cell).toArray());
  }

  /** Cells of each order. */
  static ScoreDerivatives at(ScoreDerivatives D, int... cells) {
    List<Tensor> some = List.of(at(D.first(), cells), at(D.second(), cells), at(D.third(), cells));
    return new ScoreDerivatives(some.get(0), some.get(1), some.get(2));
  }
}
