package lucida.cam.masks;

import java.util.function.IntFunction;
import lucida.cam.Baseline;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * A picture of which a mask keeps a part, and what the network makes of it: f^c(x∘H + x_b∘(1 − H)) [SC 2].
 *
 * @param probe of the picture
 * @param score f^c: the logit or the probability
 * @param xb x_b, what stands where the mask keeps nothing, [1, C, H, W]
 */
record MaskedPictures(Probe probe, Score score, Tensor xb) {
  MaskedPictures {
    if (score == Score.EXP)
      throw new NotApplicableException("Masked pictures are compared by logit or probability; exp(S) of them overflows");
  }

  static MaskedPictures of(Probe probe, Score score, Baseline baseline) {
    return new MaskedPictures(probe, score, baseline.of(probe.x()));
  }

  /**
   * [SC 2] f^c for n masks, [H, W] each, made when their batch comes; the network is run once for all classes.
   *
   * @param masks names the masks and x_b: equal names stand for equal ones
   */
  double[] scores(Object masks, int n, IntFunction<Tensor> mask) {
    return ofPictures(masks, n, i -> masked(probe.x(), mask.apply(i)));
  }

  /** [SC 2] f^c for n masks of this class only. */
  double[] scores(int n, IntFunction<Tensor> mask) {
    return n == 0 ? new double[0] : probe.scores(score, n, i -> masked(probe.x(), mask.apply(i)));
  }

  /** f^c for n pictures, [C, H, W] each, which are the same for all classes. */
  double[] ofPictures(Object pictures, int n, IntFunction<Tensor> picture) {
    return n == 0 ? new double[0] : probe.scores(pictures, score, n, picture);
  }

  /** f^c(x_b). */
  double ofBaseline() { return probe.scores(score, 1, _ -> xb.reshape(xb.shape().without(0)))[0]; }

  /** x∘H + x_b∘(1 − H), [C, H, W]. */
  Tensor masked(Tensor x, Tensor H) { return masked(x.reshape(x.shape().without(0)), H, xb); }

  /** x∘H + x_b∘(1 − H), of the shape of x, which ends in that of H. */
  static Tensor masked(Tensor x, Tensor H, Tensor xb) {
    Storage h = H.cells(), a = x.cells(), b = xb.cells(), masked = x.precision().allocate(x.size());
    for (int first = 0; first < masked.length(); first += h.length())
      for (int e = 0; e < h.length(); e++)
        masked.set(first + e, h.get(e) * a.get(first + e) + (1 - h.get(e)) * b.get(first + e));
    return Tensor.of(x.shape(), masked);
  }
}
