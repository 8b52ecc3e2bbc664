package lucida.judge.faithfulness;

import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;

/** What {@link Infidelity} takes from a picture: I, [C, H, W]. */
public enum Perturbation {
  /** Gaussian noise, its deviation a tenth of max(x) − min(x). */
  NOISE("", "noise") {
    @Override
    Tensor of(JudgedMap judged, int sample) {
      Tensor x = judged.x();
      return judged.random("infidelity noise").stream(sample).gaussian(x.shape(), x.precision(), 0, (x.max() - x.min()) / TENTH);
    }
  },
  /** A square somewhere, of a side up to a third of the smaller extent, which becomes 0: I = x there, else 0. */
  SQUARE("-square", "a square of 0") {
    @Override
    Tensor of(JudgedMap judged, int sample) {
      RandomStream draws = judged.random("infidelity square").stream(sample);
      Tensor x = judged.x();
      int H = x.shape().extent(1), W = x.shape().extent(2), side = 1 + draws.below(Math.max(1, Math.min(H, W) / 3), 0);
      int top = draws.below(H - side + 1, 1), left = draws.below(W - side + 1, 2);
      return Tensor.filled(x.shape(), x.precision(), e -> {
        int i = e / W % H - top, j = e % W - left;
        return i >= 0 && i < side && j >= 0 && j < side ? x.cell(e) : 0;
      });
    }
  };

  private static final double TENTH = 10;

  private final String suffix;
  private final String words;

  Perturbation(String suffix, String words) {
    this.suffix = suffix;
    this.words = words;
  }

  /** What the names of metrics that use it end in. */
  String suffix() { return suffix; }

  /** What it is, in a sentence. */
  String words() { return words; }

  /** I of a sample. */
  abstract Tensor of(JudgedMap judged, int sample);
}
