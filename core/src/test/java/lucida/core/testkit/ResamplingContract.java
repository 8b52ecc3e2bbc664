package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Taps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** resample and its adjoint. */
public interface ResamplingContract extends Subject {
  /** Rows and columns of so many planes. */
  record Resampling(String name, int planes, Taps rows, Taps columns) {
    int inputs() { return planes * rows.extent() * columns.extent(); }

    int results() { return planes * rows.results() * columns.results(); }

    /** Weights may be rounded once each, their product once, and once more each sum along rows: with the terms, all that can round. */
    int roundings() {
      return most(rows) * most(columns) + 3;
    }

    private static int most(Taps taps) { return IntStream.range(0, taps.results()).map(taps::count).max().orElse(0); }

    @Override
    public String toString() { return name; }
  }

  /** Pooling, resizing both ways, and irregular taps, some results of none. */
  static Stream<Arguments> resamplings() {
    return Samples.inBothPrecisions(List.of(
        new Resampling("average 2×2", 3, windows(8, 2, 2, 0.5), windows(8, 2, 2, 0.5)),
        new Resampling("average 3×3, stride 1", 7, windows(13, 3, 1, 1 / 3.0), windows(17, 3, 1, 1 / 3.0)),
        new Resampling("average 2×2, not of all", 2, windows(13, 2, 3, 0.5), windows(17, 2, 2, 0.5)),
        new Resampling("global average", 64, windows(7, 7, 7, 1 / 7.0), windows(8, 8, 8, 1 / 8.0)),
        new Resampling("linear 7 to 64, 13 to 207", 1, linear(7, 64), linear(13, 207)),
        new Resampling("linear 64 to 7, 207 to 13", 2, linear(64, 7), linear(207, 13)),
        new Resampling("irregular", 3, irregular(17, 13, 41), irregular(8, 17, 42)),
        new Resampling("one cell", 1, linear(1, 1), linear(1, 3)),
        new Resampling("no planes", 0, linear(3, 7), linear(7, 3)),
        new Resampling("no results", 1, linear(3, 0), linear(7, 3))));
  }

  /** Windows of so many cells, each with the same weight. */
  private static Taps windows(int extent, int size, int stride, double weight) {
    int results = (extent - size) / stride + 1;
    return new Taps(extent, IntStream.range(0, results).map(i -> i * stride).toArray(),
        IntStream.range(0, results).mapToObj(i -> IntStream.range(0, size).mapToDouble(t -> weight).toArray())
            .toArray(double[][]::new));
  }

  /** Result i reads position i·(extent − 1)/(results − 1) between its two neighbours. */
  private static Taps linear(int extent, int results) {
    int[] first = new int[results];
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) {
      double position = results == 1 ? 0 : i * (extent - 1.0) / (results - 1);
      first[i] = Math.max(0, Math.min((int) position, extent - 2));
      double t = position - first[i];
      weights[i] = extent == 1 ? new double[]{1} : new double[]{1 - t, t};
    }
    return new Taps(extent, first, weights);
  }

  /** 0 to 4 cells from anywhere, with positive weights. */
  private static Taps irregular(int extent, int results, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) weights[i] = random.doubles(i % 5, 0.1, 2).toArray();
    return new Taps(extent, IntStream.range(0, results).map(i -> random.nextInt(extent - i % 5 + 1)).toArray(), weights);
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ResamplingContract#resamplings")
  default void resamplesAsDefined(Precision precision, Resampling r) {
    Agreement.withDefinition(this, forward(r, Samples.mixed(precision, r.inputs(), 43)), r.roundings());
    int most = (int) terms(r);
    Agreement.withDefinition(this, adjoint(r, Samples.mixed(precision, r.results(), 44)), most + 3);
    Agreement.withDefinition(this, forward(r, Samples.special(precision, r.inputs(), 45)), r.roundings());
    Agreement.withDefinition(this, adjoint(r, Samples.special(precision, r.results(), 46)), most + 3);
  }

  /** How many results at most read one cell. */
  private static double terms(Resampling r) {
    return (double) readers(r.rows()) * readers(r.columns());
  }

  private static int readers(Taps taps) {
    int[] readers = new int[taps.extent()];
    for (int i = 0; i < taps.results(); i++) for (int t = 0; t < taps.count(i); t++) readers[taps.first(i) + t]++;
    return IntStream.of(readers).max().orElse(0);
  }

  /** With weights 1, on integers, exactly: ⟨Rx, y⟩ = ⟨x, Rᵀy⟩, and sums of ones count. */
  @ParameterizedTest
  @EnumSource
  default void theAdjointIsOne(Precision precision) {
    Resampling r = new Resampling("sums of 3×2", 3, windows(13, 3, 1, 1), windows(17, 2, 2, 1));
    Storage x = Samples.integers(precision, r.inputs(), 47);
    Storage y = Samples.integers(precision, r.results(), 48);
    double left = Samples.dot(forward(r, x).on(kernels(1)), y);
    assertEquals(left, Samples.dot(x, adjoint(r, y).on(kernels(1))));
    Agreement.exactly("ones", i -> 6, forward(r, Samples.of(precision, r.inputs(), i -> 1)).on(kernels(1)));
    Agreement.exactly("ones back", i -> Math.min(Math.min(i / 17 % 13 + 1, 13 - i / 17 % 13), 3) * (i % 17 < 16 ? 1 : 0),
        adjoint(r, Samples.of(precision, r.results(), i -> 1)).on(kernels(1)));
  }

  /**
   * A window of cells 0 and 2, its gap 1 of weight 0: (x₀ + x₂)/2 both ways, whatever is in the gap. NaN and ∞ under the window arrive,
   * ∞ − ∞ is NaN, and from a result that is NaN or ∞ nothing arrives at a gap.
   */
  @ParameterizedTest
  @EnumSource
  default void gapsAreSkipped(Precision precision) {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    Taps one = new Taps(1, new int[]{0}, new double[][]{{1}});
    Taps apart = new Taps(5, new int[]{0, 1, 2}, new double[][]{{0.5, 0, 0.5}, {0.5, 0, 0.5}, {0.5, 0, 0.5}});
    double[][] x = {{1, nan, 3, 5, 7}, {1, inf, 3, -inf, 7}, {nan, 1, 3, 5, -inf}};
    double[][] y = {{2, nan, 5}, {2, nan, 5}, {nan, 3, -inf}};
    double[][] arriving = {{nan, 2, 4}, {4, inf, 2}};
    double[][] back = {{nan, 1, nan, 1, 2}, {2, inf, 3, inf, 1}};
    for (boolean columns : new boolean[]{false, true}) {
      Resampling r = new Resampling("dilated", 1, columns ? one : apart, columns ? apart : one);
      for (int k = 0; k < x.length; k++) {
        double[] expected = y[k];
        Agreement.exactly("dilated", i -> expected[i], Agreement.onAnyThreads(this, forward(r, Samples.of(precision, x[k]))));
      }
      for (int k = 0; k < back.length; k++) {
        double[] expected = back[k];
        Agreement.exactly("dilated", i -> expected[i],
            Agreement.onAnyThreads(this, adjoint(r, Samples.of(precision, arriving[k]))));
      }
    }
  }

  /** One NaN or one infinity reaches every average that covers it, and no other. */
  @ParameterizedTest
  @EnumSource
  default void averagesOfWhatIsNotFinite(Precision precision) {
    Resampling r = new Resampling("average 2×2", 2, windows(8, 2, 2, 0.5), windows(8, 2, 2, 0.5));
    for (double odd : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      Storage x = Samples.of(precision, r.inputs(), i -> i == 64 + 8 * 3 + 5 ? odd : 1);
      Agreement.exactly(r + " of " + odd, i -> i == 16 + 4 + 2 ? odd : 1, Agreement.onAnyThreads(this, forward(r, x)));
    }
  }

  /** Halfway resampling of x_ij = 10 i + j, 5×9 to 9×17, is 5 i + j/2: all weights are 0, ½ or 1, so exactly. */
  @ParameterizedTest
  @EnumSource
  default void linearResamplingKeepsLinearPictures(Precision precision) {
    Resampling r = new Resampling("halfway", 2, linear(5, 9), linear(9, 17));
    Storage x = Samples.of(precision, r.inputs(), cell -> 10 * (cell / 9 % 5) + cell % 9);
    Agreement.exactly("halfway", cell -> 5 * (cell / 17 % 9) + 0.5 * (cell % 17), Agreement.onAnyThreads(this, forward(r, x)));
  }

  private static Call forward(Resampling r, Storage x) {
    return Call.of(r + ", resample", x, r.results(), (k, a, y) -> k.resample(r.planes(), r.rows(), r.columns(), a, y));
  }

  private static Call adjoint(Resampling r, Storage y) {
    return Call.of(r + ", adjoint", y, r.inputs(), (k, b, x) -> k.resampleAdjoint(r.planes(), r.rows(), r.columns(), b, x));
  }
}
