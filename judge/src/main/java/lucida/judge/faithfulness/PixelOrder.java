package lucida.judge.faithfulness;

import java.util.Arrays;
import lucida.core.Tensor;

/**
 * The pixels of a map in the order of their saliency. Pixels with equal values go together: where only a part of them is reached, each is
 * reached by that part, so that no order of equal pixels counts.
 *
 * @param values of each pixel; higher ones come first
 * @param sorted the same in ascending order
 */
record PixelOrder(Tensor values, double[] sorted) {
  static PixelOrder mostSalientFirst(Tensor map) {
    double[] sorted = map.toDoubles();
    Arrays.sort(sorted);
    return new PixelOrder(map, sorted);
  }

  static PixelOrder leastSalientFirst(Tensor map) { return mostSalientFirst(map.negate()); }

  /** How much of each pixel is among the first: 1, 0, or a part where pixels share the last place, [H, W]. The mean is the fraction. */
  Tensor kept(double fraction) {
    int n = sorted.length;
    double wanted = fraction * n;
    if (wanted <= 0) return Tensor.zeros(values.shape(), values.precision());
    double threshold = sorted[n - (int) Math.min(n, Math.max(1, Math.ceil(wanted)))];
    int from = lowest(threshold), to = from;
    while (to < n && sorted[to] == threshold) to++;
    double shared = Math.min(1, (wanted - (n - to)) / (to - from));
    return values.map(v -> v > threshold ? 1 : v < threshold ? 0 : shared);
  }

  private int lowest(double threshold) {
    int at = Arrays.binarySearch(sorted, threshold);
    while (at > 0 && sorted[at - 1] == threshold) at--;
    return at;
  }
}
