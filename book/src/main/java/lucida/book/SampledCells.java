package lucida.book;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/** Cells of a layer at which two ways to one number are compared. */
final class SampledCells {
  private static final long SEED = 1;

  private SampledCells() {}

  /** Of n cells of g, [K, h, w], half are those with the largest |g|, the others drawn; each once. */
  static int[] of(Tensor g, int n) {
    int Z = g.shape().extent(1) * g.shape().extent(2);
    return of(g, e -> e / Z, n);
  }

  /**
   * Of n cells half are those with the largest |g|, the others drawn; each once. Of those with the largest one alone is taken where cells of a channel are equal, as
   * all are behind global average pooling.
   *
   * @param channel of a cell
   */
  static int[] of(Tensor g, IntUnaryOperator channel, int n) {
    Set<List<Number>> seen = new HashSet<>();
    IntStream largest = IntStream.range(0, g.size()).boxed().sorted(Comparator.comparingDouble(e -> -Math.abs(g.cell(e))))
        .filter(e -> seen.add(List.of(channel.applyAsInt(e), g.cell(e)))).limit((n + 1) / 2).mapToInt(Integer::intValue);
    int[] drawn = RandomStream.of(SEED).stream("elements").permutation(g.size());
    return IntStream.concat(largest, IntStream.of(drawn)).distinct().limit(n).toArray();
  }
}
