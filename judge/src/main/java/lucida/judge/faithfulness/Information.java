package lucida.judge.faithfulness;

import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * How much information pictures hold, estimated as a lossless code does: of each sample, in 256 steps from the least to the largest of a picture, what the samples left, above and above left of it do not foretell (the
 * median edge detector of JPEG-LS: Weinberger, Seroussi, Sapiro, IEEE Transactions on Image Processing 9(8), 2000), and of that the entropy.
 *
 * @param least number of a sample, 0
 * @param most number of a sample, 255
 */
record Information(double least, double most) {
  private static final int LEVELS = 256;

  /** In the steps of a picture. */
  static Information inStepsOf(Tensor x) { return new Information(x.min(), x.max()); }

  /** −Σ n_r log₂(n_r/n) over the remainders r modulo 256, in bits. */
  double bits(Tensor x) {
    int[] v = IntStream.range(0, x.size()).map(e -> level(x.cell(e))).toArray(), count = new int[LEVELS];
    int H = x.shape().extent(1), W = x.shape().extent(2);
    for (int e = 0; e < v.length; e++) {
      boolean left = e % W > 0, above = e / W % H > 0;
      count[Math.floorMod(v[e] - foretold(left ? v[e - 1] : 0, above ? v[e - W] : 0, left && above ? v[e - W - 1] : 0), LEVELS)]++;
    }
    return IntStream.of(count).filter(n -> n > 0).mapToDouble(n -> -n * Math.log((double) n / v.length) / Math.log(2)).sum();
  }

  private int level(double v) {
    return most == least ? 0 : (int) Math.clamp(Math.rint((v - least) / (most - least) * (LEVELS - 1)), 0, LEVELS - 1);
  }

  private static int foretold(int left, int above, int corner) {
    int low = Math.min(left, above), high = Math.max(left, above);
    return corner >= high ? low : corner <= low ? high : left + above - corner;
  }
}
