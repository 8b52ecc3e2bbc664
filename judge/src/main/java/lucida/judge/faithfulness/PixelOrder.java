package lucida.judge.faithfulness;

import java.util.Arrays;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The pixels of a map in the order of their saliency. Pixels with equal values go together: where only a part of them is reached, each is
 * reached by that part, so that no order of equal pixels counts.
 *
 * @param values of each pixel; higher ones come first
 * @param sorted the same in ascending order
 * @param pixels the pixel of each sorted value
 */
record PixelOrder(Tensor values, double[] sorted, int[] pixels) {
  static PixelOrder mostSalientFirst(Tensor map) {
    double[] sorted = map.toDoubles();
    Arrays.sort(sorted);
    return new PixelOrder(map, sorted, pixels(map, sorted));
  }

  static PixelOrder leastSalientFirst(Tensor map) { return mostSalientFirst(map.negate()); }

  private static int[] pixels(Tensor map, double... sorted) {
    int[] pixels = new int[sorted.length], taken = new int[sorted.length];
    for (int e = 0; e < sorted.length; e++) {
      int first = first(map.cell(e), sorted);
      pixels[first + taken[first]++] = e;
    }
    return pixels;
  }

  /** The place of the first of equal numbers. */
  private static int first(double v, double... sorted) {
    int low = 0, high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < v) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Places from … to − 1 are the last that are reached, which share what is left of the fraction; all behind them are reached. */
  private record Reached(int from, int to, double shared) {}

  private Reached reached(double fraction) {
    int n = sorted.length;
    double wanted = fraction * n;
    if (wanted <= 0) return new Reached(n, n, 0);
    double threshold = sorted[n - (int) Math.min(n, Math.max(1, Math.ceil(wanted)))];
    int from = first(threshold, sorted), to = from;
    while (to < n && sorted[to] == threshold) to++;
    return new Reached(from, to, Math.min(1, (wanted - (n - to)) / (to - from)));
  }

  /** How much of each pixel is among the first: 1, 0, or a part where pixels share the last place, [H, W]. The mean is the fraction. */
  Tensor kept(double fraction) {
    Reached reached = reached(fraction);
    Storage kept = values.precision().allocate(sorted.length);
    for (int place = reached.from(); place < sorted.length; place++)
      kept.set(pixels[place], place < reached.to() ? reached.shared() : 1);
    return Tensor.of(values.shape(), kept);
  }

  /** The same as kept ∘ first + (1 − kept) ∘ others for pictures [C, H, W], at the cost of the pixels in which the one with more of them differs. */
  Tensor exchanged(double fraction, Tensor first, Tensor others) {
    Reached reached = reached(fraction);
    int n = sorted.length;
    boolean most = 2 * reached.from() < n;
    Tensor from = most ? others : first, to = most ? first : others;
    Storage cells = to.precision().allocate(to.size());
    System.arraycopy(to.cells().array(), 0, cells.array(), 0, to.size());
    for (int c = 0; c < to.size(); c += n) {
      for (int place = most ? 0 : reached.to(), end = most ? reached.from() : n; place < end; place++)
        cells.set(c + pixels[place], from.cell(c + pixels[place]));
      for (int place = reached.from(); place < reached.to(); place++) {
        int e = c + pixels[place];
        cells.set(e, reached.shared() * first.cell(e) + (1 - reached.shared()) * others.cell(e));
      }
    }
    return Tensor.of(to.shape(), cells);
  }
}
