package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * SLIC superpixels — Achanta, Shaji, Smith, Lucchi, Fua, Süsstrunk, IEEE TPAMI 34(11), 2012: k-means of colour and place around centres on a grid with the step s = √(HW/k).
 *
 * <pre>
 *   D² = d_colour² + (d_place/s)² m²,  each pixel to the nearest centre among those whose 2s × 2s window it is in
 * </pre>
 *
 * Deviation: the colours are x itself, brought to 0 … 100, in place of CIELAB, which a preprocessed picture has not; centres stay on the grid at the start; and parts of a superpixel
 * that are not connected stay with it.
 *
 * @param wanted k, how many superpixels, about
 * @param compactness m: how much the place counts against the colour
 * @param rounds of k-means
 */
record Slic(int wanted, double compactness, int rounds) {
  private static final double SCALE = 100;

  /** The superpixels of a picture, [C, H, W]. */
  Segments of(Tensor x) {
    int H = x.shape().extent(1), W = x.shape().extent(2), C = x.shape().extent(0), Z = H * W;
    double s = Math.max(1, Math.sqrt((double) Z / wanted)), range = x.max() - x.min();
    int rows = (int) Math.max(1, Math.rint(H / s)), columns = (int) Math.max(1, Math.rint(W / s));
    double[][] pixels = new double[Z][];
    for (int e = 0; e < Z; e++) pixels[e] = pixel(x, e, C, W, range == 0 ? 0 : SCALE / range, compactness / s);
    int[] nearest = IntStream.range(0, Z).map(e -> e / W * rows / H * columns + e % W * columns / W).toArray();
    for (int round = 0; round < rounds; round++) {
      double[][] centres = means(pixels, nearest, rows * columns);
      double reach = compactness; // a step s, in the scale of the places
      nearest = IntStream.range(0, Z).parallel().map(e -> nearest(pixels[e], centres, C, reach)).toArray();
    }
    return numbered(nearest);
  }

  /** The colours, then row and column, in the scale in which their distances add up. */
  private static double[] pixel(Tensor x, int e, int C, int W, double colour, double place) {
    double[] p = new double[C + 2];
    for (int c = 0; c < C; c++) p[c] = colour * x.cell(c * (x.size() / C) + e);
    int i = e / W, j = e % W;
    p[C] = place * i;
    p[C + 1] = place * j;
    return p;
  }

  private static double[][] means(double[][] pixels, int[] part, int n) {
    double[][] sums = new double[n][pixels[0].length];
    int[] count = new int[n];
    for (int e = 0; e < pixels.length; e++) {
      count[part[e]]++;
      for (int c = 0; c < pixels[e].length; c++) sums[part[e]][c] += pixels[e][c];
    }
    for (int k = 0; k < n; k++) for (int c = 0; c < sums[k].length; c++) sums[k][c] /= count[k]; // NaN of an empty one: nearest to nothing
    return sums;
  }

  private static int nearest(double[] p, double[][] centres, int C, double reach) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    boolean inside = false;
    for (int k = 0; k < centres.length; k++) {
      boolean near = Math.abs(p[C] - centres[k][C]) <= reach && Math.abs(p[C + 1] - centres[k][C + 1]) <= reach;
      double d = near || !inside ? squaredDistance(p, centres[k]) : Double.POSITIVE_INFINITY;
      if (near && !inside || near == inside && d < least) {
        best = k;
        least = d;
        inside = near;
      }
    }
    return best;
  }

  private static double squaredDistance(double[] a, double... b) {
    double d = 0;
    for (int c = 0; c < a.length; c++) d += (a[c] - b[c]) * (a[c] - b[c]);
    return d;
  }

  /** Without the numbers of empty ones. */
  private static Segments numbered(int... part) {
    int[] used = Arrays.stream(part).distinct().sorted().toArray();
    return new Segments(Arrays.stream(part).map(k -> Arrays.binarySearch(used, k)).toArray(), used.length);
  }
}
