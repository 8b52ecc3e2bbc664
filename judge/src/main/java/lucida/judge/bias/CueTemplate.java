package lucida.judge.bias;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lucida.core.Tensor;
import lucida.pictures.Picture;

/**
 * What a cue looks like: a patch of some pixels, each with how much it counts.
 *
 * <pre>
 *   d² = Σ_e w_e (x_e − m_e)²,   Σ_e w_e = 1,   w_e ∝ 1/(s_e² + s₀²)
 * </pre>
 *
 * @param side pixels of a side
 * @param mean m, samples from 0 to 1, channel by channel, row by row
 * @param weight w
 */
record CueTemplate(int side, double[] mean, double[] weight) {
  /** Farther is another thing. */
  static final double LIKE = 0.12;
  /** s₀: what differs by less counts the same. */
  private static final double LEAST = 0.05;

  /** A match. */
  record Match(Spot spot, double distance) {}

  /** Of one patch, all of whose pixels count the same. */
  static CueTemplate of(MappedPicture picture, Spot spot) {
    double[] mean = patch(picture, spot), weight = new double[mean.length];
    Arrays.fill(weight, 1.0 / mean.length);
    return new CueTemplate(spot.side(), mean, weight);
  }

  /** Of patches that show the same thing: what is not the same in all, as the background, counts less. */
  static CueTemplate of(List<double[]> patches, int side) {
    int n = patches.size(), size = patches.getFirst().length;
    double[] mean = new double[size], weight = new double[size];
    for (double[] patch : patches) for (int e = 0; e < size; e++) mean[e] += patch[e] / n;
    for (double[] patch : patches) for (int e = 0; e < size; e++) weight[e] += (patch[e] - mean[e]) * (patch[e] - mean[e]) / n;
    double all = 0;
    for (int e = 0; e < size; e++) {
      weight[e] = 1 / (weight[e] + LEAST * LEAST);
      all += weight[e];
    }
    for (int e = 0; e < size; e++) weight[e] /= all;
    return new CueTemplate(side, mean, weight);
  }

  /** The samples of a spot, which lies in the picture. */
  static double[] patch(MappedPicture picture, Spot spot) {
    int t = spot.side(), w = picture.width(), plane = w * picture.height();
    double[] patch = new double[3 * t * t];
    Tensor x = picture.pixels();
    for (int c = 0, e = 0; c < 3; c++)
      for (int i = 0; i < t; i++)
        for (int j = 0; j < t; j++) patch[e++] = x.cell(c * plane + (spot.top() + i) * w + spot.left() + j);
    return patch;
  }

  /** Where it is most alike within a part of a picture, if anywhere it is alike enough; a spot on objects is none. */
  Optional<Match> in(MappedPicture picture, Spot within) {
    Optional<Match> best = Optional.empty();
    for (int top = Math.max(0, within.top()); top + side <= Math.min(picture.height(), within.top() + within.side()); top++)
      for (int left = Math.max(0, within.left()); left + side <= Math.min(picture.width(), within.left() + within.side()); left++) {
        Spot spot = new Spot(left, top, side);
        double d = distance(picture, spot, best.map(Match::distance).orElse(LIKE));
        if (d < best.map(Match::distance).orElse(LIKE) && picture.freeIn(spot) >= 0.5) best = Optional.of(new Match(spot, d));
      }
    return best;
  }

  /** d, or something not below a limit, as soon as it is known not to be. */
  private double distance(MappedPicture picture, Spot spot, double limit) {
    int w = picture.width(), plane = w * picture.height();
    Tensor x = picture.pixels();
    double sum = 0, most = limit * limit;
    for (int c = 0, e = 0; c < 3; c++)
      for (int i = 0; i < side; i++) {
        for (int j = 0, at = c * plane + (spot.top() + i) * w + spot.left(); j < side; j++, e++) {
          double off = x.cell(at + j) - mean[e];
          sum += weight[e] * off * off;
        }
        if (sum >= most) return limit;
      }
    return Math.sqrt(sum);
  }

  /** As people see it. */
  Picture picture() {
    return Picture.painted(side, side, (x, y) -> {
      int rgb = 0;
      for (int c = 0; c < 3; c++) rgb = rgb << 8 | Math.clamp(Math.round(255 * mean[(c * side + y) * side + x]), 0, 255);
      return rgb;
    });
  }
}
