package lucida.pictures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/**
 * How alike two maps are, by the measures that papers use. A measure that does not exist, as a correlation with a constant map, is NaN.
 *
 * @param a a map, [h, w] or [C, h, w]
 * @param b the map it is compared with, of the same shape
 */
public record MapComparison(Tensor a, Tensor b) {
  /** Checks that they can be compared. */
  public MapComparison {
    if (!a.shape().equals(b.shape()))
      throw new ShapeException("Maps of shapes " + a.shape() + " and " + b.shape() + " do not meet cell by cell");
    if (a.size() == 0 || a.shape().rank() < 2 || a.shape().rank() > 3)
      throw new ShapeException("A map to compare has the shape [h, w] or [C, h, w], not " + a.shape());
    if (!a.isFinite() || !b.isFinite())
      throw new IllegalArgumentException("Maps with NaN or infinite cells cannot be compared");
  }

  /** Maps of two extents: each is brought bilinearly to the larger height and the larger width. */
  public static MapComparison resized(Tensor a, Tensor b) {
    int h = Math.max(extentFromEnd(a, 2), extentFromEnd(b, 2)), w = Math.max(extentFromEnd(a, 1), extentFromEnd(b, 1));
    return new MapComparison(resized(a, h, w), resized(b, h, w));
  }

  private static int extentFromEnd(Tensor map, int axis) {
    return map.shape().extent(map.shape().rank() - axis);
  }

  private static Tensor resized(Tensor map, int h, int w) {
    Resize resize = new Resize(w, h, Filter.BILINEAR);
    if (map.shape().rank() == 2) return resize.of(map);
    return Tensor.stack(0, IntStream.range(0, map.shape().extent(0)).mapToObj(c -> resize.of(map.select(0, c))).toList());
  }

  /** The same maps, each normalised by itself. */
  public MapComparison normalised(Normalisation normalisation) {
    return new MapComparison(normalisation.of(a), normalisation.of(b));
  }

  /** Pearson's correlation: Σ (a − ā)(b − b̄) / √(Σ (a − ā)² · Σ (b − b̄)²). */
  public double pearson() {
    return correlation(a.toDoubles(), b.toDoubles());
  }

  /** Spearman's rank correlation: Pearson's of the ranks, equal cells sharing the mean of theirs. */
  public double spearman() {
    return correlation(ranks(a), ranks(b));
  }

  /** ‖a − b‖ / ‖b‖. */
  public double relativeL2() {
    double[] difference = new double[a.size()];
    for (int i = 0; i < difference.length; i++) difference[i] = a.cell(i) - b.cell(i);
    return Tensor.vector(difference).norm() / b.norm();
  }

  /**
   * Intersection over union of the top p %, the k = ⌈p/100 · n⌉ highest cells: Σ min(m_a, m_b) / Σ max(m_a, m_b), m being 1 in the top and
   * 0 below; cells that share the k-th place are in it in equal parts, so that no order of equal cells counts.
   */
  public double topOverlap(double percent) {
    if (!(percent > 0 && percent <= 100))
      throw new IllegalArgumentException("The top " + percent + " % of a map: a percentage is above 0 and at most 100");
    double[] inA = membership(a, percent), inB = membership(b, percent);
    double both = 0, either = 0;
    for (int i = 0; i < inA.length; i++) {
      both += Math.min(inA[i], inB[i]);
      either += Math.max(inA[i], inB[i]);
    }
    return both / either;
  }

  /** The mean of {@link StructuralSimilarity} over all positions and channels; 1 where both maps are one constant. */
  public double ssim() {
    double L = Math.max(a.max(), b.max()) - Math.min(a.min(), b.min());
    if (L == 0) return 1;
    StructuralSimilarity similarity = new StructuralSimilarity(L);
    if (a.shape().rank() == 2) return similarity.of(a, b).mean();
    return IntStream.range(0, a.shape().extent(0)).mapToDouble(c -> similarity.of(a.select(0, c), b.select(0, c)).mean()).average()
        .orElseThrow();
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow(), meanB = Arrays.stream(b).average().orElseThrow();
    double[] x = Arrays.stream(a).map(v -> v - meanA).toArray(), y = Arrays.stream(b).map(v -> v - meanB).toArray();
    if (isConstant(a) || isConstant(b)) return Double.NaN;
    return Math.clamp(unit(Tensor.vector(x)).dot(unit(Tensor.vector(y))), -1, 1);
  }

  private static boolean isConstant(double... cells) {
    return Arrays.stream(cells).allMatch(v -> v == cells[0]);
  }

  /** By a power of two first, which is exact: the squares of tiny cells vanish. */
  private static Tensor unit(Tensor u) {
    Tensor near = u.scale(Math.scalb(1.0, -Math.getExponent(u.abs().max())));
    return near.scale(1 / near.norm());
  }

  /** The place of each cell in the sorted row, from 1; equal cells have the mean of their places. */
  private static double[] ranks(Tensor map) {
    double[] cells = Arrays.stream(map.toDoubles()).map(v -> v + 0.0).toArray(); // −0 equals 0
    double[] sorted = cells.clone(), places = new double[cells.length];
    Arrays.sort(sorted);
    for (int first = 0, last; first < sorted.length; first = last) {
      for (last = first + 1; last < sorted.length && sorted[last] == sorted[first];) last++;
      Arrays.fill(places, first, last, (first + 1 + last) / 2.0);
    }
    return Arrays.stream(cells).map(v -> places[Arrays.binarySearch(sorted, v)]).toArray();
  }

  private static double[] membership(Tensor map, double percent) {
    int[] order = sorted(map);
    int n = order.length, k = Math.clamp((long) Math.ceil(percent / 100 * n - 1e-9), 1, n);
    double threshold = map.cell(order[n - k]);
    double[] cells = map.toDoubles();
    long above = Arrays.stream(cells).filter(v -> v > threshold).count();
    long sharing = Arrays.stream(cells).filter(v -> v == threshold).count();
    return Arrays.stream(cells).map(v -> v > threshold ? 1 : v < threshold ? 0 : (double) (k - above) / sharing).toArray();
  }

  private static int[] sorted(Tensor map) {
    return IntStream.range(0, map.size()).boxed().sorted(Comparator.comparingDouble(map::cell)).mapToInt(Integer::intValue)
        .toArray();
  }
}
