package lucida.judge.faithfulness;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * A picture divided into parts.
 *
 * @param part of each pixel, row by row, numbered from 0
 * @param n how many parts
 */
record Segments(int[] part, int n) {
  private static final int USUAL_EXTENT = 224;

  /** How many squares of a side a picture of 224² has. */
  static long squares(int side) {
    long along = Math.ceilDiv(USUAL_EXTENT, side);
    return along * along;
  }

  /** Squares of a side, cut at the right and at the lower border, row by row. */
  static Segments grid(Shape plane, int side) {
    int H = plane.extent(0), W = plane.extent(1), columns = Math.ceilDiv(W, side);
    return new Segments(IntStream.range(0, H * W).map(e -> e / W / side * columns + e % W / side).toArray(),
        columns * Math.ceilDiv(H, side));
  }

  /** Σ of a map over each part. */
  double[] sums(Tensor map) {
    double[] sums = new double[n];
    for (int e = 0; e < part.length; e++) sums[part[e]] += map.cell(e);
    return sums;
  }

  /** The mean of a map over each part. */
  double[] means(Tensor map) {
    double[] sums = sums(map), sizes = sums(map.map(_ -> 1));
    return IntStream.range(0, n).mapToDouble(s -> sums[s] / sizes[s]).toArray();
  }

  /** The rank of each part, 0 for the one with the largest number; of equal parts the one of the lower number comes first. */
  int[] ranks(double... numbers) {
    List<Integer> order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(s -> -numbers[s])).toList();
    int[] rank = new int[n];
    for (int k = 0; k < n; k++) rank[order.get(k)] = k;
    return rank;
  }

  /** x with another picture in place of the first k parts by rank. */
  Tensor replaced(Tensor x, int k, int[] ranks, Tensor other) {
    return Tensor.filled(x.shape(), x.precision(), e -> ranks[part[e % part.length]] < k ? other.cell(e) : x.cell(e));
  }
}
