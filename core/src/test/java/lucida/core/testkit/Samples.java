package lucida.core.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import org.junit.jupiter.params.provider.Arguments;

/** Cells to try kernels on. What looks random is made from a seed. */
public final class Samples {
  /** Around the widths of vectors: none, one, less, just as many, a few more, many. */
  public static final List<Integer> SIZES = List.of(0, 1, 3, 7, 8, 13, 17, 64, 207);

  private Samples() {}

  /** Numbers that are easily got wrong: 0, −0, 1, −1, ∞, −∞, NaN. */
  public static double[] special() {
    return new double[]{0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
  }

  /** The cells whose cell i is value(i), rounded. */
  public static Storage of(Precision precision, int size, IntToDoubleFunction value) {
    Storage cells = precision.allocate(size);
    for (int i = 0; i < size; i++) cells.set(i, value.applyAsDouble(i));
    return cells;
  }

  /** These values. */
  public static Storage of(Precision precision, double... values) {
    return of(precision, values.length, i -> values[i]);
  }

  /** Of both signs, magnitudes up to 8, over seven binades and less. */
  public static Storage mixed(Precision precision, int size, long seed) {
    RandomGenerator random = generator(seed);
    return of(precision, size, i -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-3, 4)));
  }

  /** The integers −3 … 3: sums of a few hundred thousand products are exact in float32. */
  public static Storage integers(Precision precision, int size, long seed) {
    RandomGenerator random = generator(seed);
    return of(precision, size, i -> random.nextInt(-3, 4));
  }

  /** Mixed, with a special number at about every fifth cell. */
  public static Storage special(Precision precision, int size, long seed) {
    RandomGenerator random = generator(seed);
    Storage mixed = mixed(precision, size, seed);
    double[] special = special();
    return of(precision, size, i -> random.nextInt(5) == 0 ? special[random.nextInt(special.length)] : mixed.get(i));
  }

  /** Σ a_i b_i in double. */
  public static double dot(Storage a, Storage b) {
    double sum = 0;
    for (int i = 0; i < a.length(); i++) sum += a.get(i) * b.get(i);
    return sum;
  }

  /** Each precision with each case: the arguments of most tests. */
  public static Stream<Arguments> inBothPrecisions(List<?> cases) {
    return cases.stream().flatMap(
        c -> Stream.of(Precision.values()).map(precision -> Arguments.of(precision, c)));
  }

  private static RandomGenerator generator(long seed) {
    return new SplittableRandom(seed);
  }
}
