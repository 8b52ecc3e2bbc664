package lucida.judge.faithfulness;

import lucida.cam.Baseline;
import lucida.core.Storage;
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
    Storage k = kept.cells(), a = x.cells(), b = other.cells(), blended = x.precision().allocate(x.size());
    for (int first = 0; first < blended.length(); first += k.length())
      for (int e = 0; e < k.length(); e++)
        blended.set(first + e, k.get(e) * a.get(first + e) + (1 - k.get(e)) * b.get(first + e));
    return Tensor.of(x.shape(), blended);
  }
}
