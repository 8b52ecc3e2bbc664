package lucida.book;

import java.util.Comparator;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/** Cells of a layer at which two ways to one number are compared. */
final class SampledCells {
  private static final long SEED = 1;

  private SampledCells() {}

  /** Of n cells half are those with the largest |g|, the others drawn; each once. */
  static int[] of(Tensor g, int n) {
    IntStream largest = IntStream.range(0, g.size()).boxed().sorted(Comparator.comparingDouble(e -> -Math.abs(g.cell(e))))
        .limit((n + 1) / 2).mapToInt(Integer::intValue);
    int[] drawn = RandomStream.of(SEED).stream("elements").permutation(g.size());
    return IntStream.concat(largest, IntStream.of(drawn)).distinct().limit(n).toArray();
  }
}
