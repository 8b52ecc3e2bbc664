package lucida.judge.faithfulness;

import lucida.cam.Baseline;
import lucida.core.Tensor;

/** A picture of which a part is kept and the rest replaced. */
final class Blend {
  private Blend() {}

  /**
   * kept ∘ x + (1 − kept) ∘ x_b.
   *
   * @param x [C, H, W]
   * @param kept [H, W], 0 to 1
   * @param baseline what makes x_b of x
   */
  static Tensor of(Tensor x, Tensor kept, Baseline baseline) {
    return of(x, kept, nothing(x, baseline));
  }

  /** x_b, [C, H, W]. */
  static Tensor nothing(Tensor x, Baseline baseline) {
    return baseline.of(x.reshape(x.shape().insert(0, 1))).reshape(x.shape());
  }

  /** kept ∘ x + (1 − kept) ∘ other. */
  static Tensor of(Tensor x, Tensor kept, Tensor other) {
    int Z = kept.size();
    return Tensor.filled(x.shape(), x.precision(), e -> {
      double k = kept.cell(e % Z);
      return k * x.cell(e) + (1 - k) * other.cell(e);
    });
  }
}
