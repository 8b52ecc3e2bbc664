package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/**
 * Some pixels, drawn without replacement.
 *
 * @param numbers of each pixel, i·W + j, in ascending order
 */
record RandomPixels(int[] numbers) {
  /** Several sets. */
  record Sets(List<RandomPixels> all) {
    static Sets of(int n, IntFunction<RandomPixels> set) { return new Sets(IntStream.range(0, n).mapToObj(set).toList()); }
  }

  /** So many of n pixels, each set with the same probability: pixels are drawn until there are enough different ones. */
  static RandomPixels of(RandomStream draws, int n, int wanted) {
    IntUnaryOperator drawn = i -> draws.below(n, i);
    return new RandomPixels(IntStream.iterate(0, i -> i + 1).map(drawn).distinct().limit(wanted).sorted().toArray());
  }

  /** Σ L_i over these pixels. */
  double sum(Tensor map) {
    return Arrays.stream(numbers).mapToDouble(map::cell).sum();
  }

  /** x with another picture in place of these pixels. */
  Tensor replaced(Tensor x, Tensor other) {
    boolean[] replaced = new boolean[x.size() / x.shape().extent(0)];
    for (int i : numbers) replaced[i] = true;
    return Tensor.filled(x.shape(), x.precision(), e -> replaced[e % replaced.length] ? other.cell(e) : x.cell(e));
  }
}
