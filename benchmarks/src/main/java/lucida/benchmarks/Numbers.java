package lucida.benchmarks;

import java.util.SplittableRandom;
import lucida.core.Precision;
import lucida.core.Storage;

/** Random input: from ½ to 1, so that sums of products neither cancel nor overflow. */
final class Numbers {
  private Numbers() {}

  static Storage of(Precision precision, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Storage cells = precision.allocate(size);
    for (int i = 0; i < size; i++) cells.set(i, random.nextDouble(0.5, 1));
    return cells;
  }
}
