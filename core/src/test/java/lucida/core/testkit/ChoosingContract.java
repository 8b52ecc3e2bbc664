package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Sweep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** largest, pick, place: a choice is never near, it is right or wrong. */
public interface ChoosingContract extends Subject {
  /** Windows of every kind. */
  static Stream<Arguments> pools() {
    return Samples.inBothPrecisions(List.of(
        new Pool(2, 3, Sweep.of(8, 2, 2, 0), Sweep.of(8, 2, 2, 0)),
        new Pool(1, 7, Sweep.of(13, 3, 2, 1), Sweep.of(17, 3, 2, 1)),
        new Pool(3, 1, Sweep.of(7, 3, 1, 1), Sweep.of(64, 3, 1, 1)),
        new Pool(1, 8, Sweep.of(7, 7), Sweep.of(7, 7)),
        new Pool(1, 2, Sweep.of(13, 1, 3, 0), Sweep.of(8, 1, 3, 0)),
        new Pool(1, 3, new Sweep(13, 5, 2, 2, 1, 1), new Sweep(17, 3, 3, 0, 2, 1)),
        new Pool(1, 1, new Sweep(13, 3, 1, 2, 2, 2), new Sweep(17, 2, 1, 3, 0, 3)),
        new Pool(1, 2, Sweep.of(3, 2, 1, 3), Sweep.of(1, 2, 2, 2)),
        new Pool(0, 3, Sweep.of(8, 2, 2, 0), Sweep.of(8, 2, 2, 0)),
        new Pool(1, 0, Sweep.of(8, 2, 2, 0), Sweep.of(8, 2, 2, 0)),
        new Pool(1, 1, Sweep.of(207, 3, 2, 1), Sweep.of(1, 1))));
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ChoosingContract#pools")
  default void poolsAsDefined(Precision precision, Pool g) {
    for (Storage x : poolInputs(precision, g)) {
      int[] expected = new int[g.output().size()];
      new ScalarKernels().argMax(g, x, expected);
      chooses(g, x, expected);
    }
  }

  private static List<Storage> poolInputs(Precision precision, Pool g) {
    int size = g.input().size();
    return List.of(Samples.mixed(precision, size, 21), Samples.special(precision, size, 22), Samples.integers(precision, size, 23));
  }

  /** Of rising numbers the last cell under the window is the largest, of falling ones the first; of equal ones, of NaNs, the first too. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ChoosingContract#pools")
  default void poolsInClosedForm(Precision precision, Pool g) {
    int size = g.input().size();
    int[] first = underWindow(g, true);
    chooses(g, Samples.of(precision, size, i -> i), underWindow(g, false));
    chooses(g, Samples.of(precision, size, i -> -i), first);
    for (double same : new double[]{1, Double.NEGATIVE_INFINITY, Double.NaN})
      chooses(g, Samples.of(precision, size, i -> same), first);
    chooses(g, Samples.of(precision, size, i -> i % 2 == 0 ? 0.0 : -0.0), first);
  }

  private void chooses(Pool g, Storage x, int[] expected) {
    Agreement.choosesLike(this, g.toString(), expected, (k, choice) -> k.argMax(g, x, choice));
  }

  /** The first or the last cell of each window, row-major, −1 over padding alone. */
  private static int[] underWindow(Pool g, boolean first) {
    int[] a = ends(g.rows(), first);
    int[] b = ends(g.columns(), first);
    int plane = g.rows().extent() * g.columns().extent();
    return IntStream.range(0, g.planes()).flatMap(p -> Arrays.stream(a).flatMap(
        row -> Arrays.stream(b).map(column -> row < 0 || column < 0 ? -1 : p * plane + row * g.columns().extent() + column)))
        .toArray();
  }

  private static int[] ends(Sweep sweep, boolean first) {
    IntUnaryOperator end = i -> {
      IntStream cells = IntStream.range(0, sweep.size()).map(u -> i * sweep.stride() + u * sweep.dilation() - sweep.before())
          .filter(cell -> cell >= 0 && cell < sweep.extent());
      return (first ? cells.min() : cells.max()).orElse(-1);
    };
    return IntStream.range(0, sweep.places()).map(end).toArray();
  }

  /** One NaN among large numbers is chosen by every window that holds it; the first of two. */
  @ParameterizedTest
  @EnumSource
  default void nanWins(Precision precision) {
    Storage x = Samples.of(precision, Double.POSITIVE_INFINITY, 1, Double.NaN, 9, Double.NaN, Double.POSITIVE_INFINITY, 2, 3);
    chooses(new Pool(1, 1, Sweep.of(1, 1), Sweep.of(8, 3)), x, new int[]{2, 2, 2, 4, 4, 5});
    Agreement.choosesLike(this, "all", new int[]{2}, (k, choice) -> k.argMax(Reduction.of(Shape.of(8), 0), x, choice));
    Agreement.choosesLike(this, "pairs", new int[]{0, 2, 4, 7},
        (k, choice) -> k.argMax(Reduction.of(Shape.of(4, 2), 1), x, choice));
    Agreement.choosesLike(this, "columns", new int[]{4, 5, 2, 3},
        (k, choice) -> k.argMax(Reduction.of(Shape.of(2, 4), 0), x, choice));
  }

  /** Sums of some terms. */
  static Stream<Arguments> reductions() {
    return Samples
        .inBothPrecisions(List.of(Reduction.of(Shape.of(1), 0), Reduction.of(Shape.of(207), 0), Reduction.of(Shape.of(13, 17), 1),
            Reduction.of(Shape.of(13, 17), 0), Reduction.of(Shape.of(3, 64, 7), 1), Reduction.of(Shape.of(3, 64, 7), 0, 2),
            Reduction.of(Shape.of(8, 7), 0, 1), Reduction.of(Shape.of(8, 7)), Reduction.of(Shape.of(0, 7), 1)));
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ChoosingContract#reductions")
  default void choosesAsDefined(Precision precision, Reduction r) {
    int size = r.full().size();
    for (Storage x : List.of(Samples.mixed(precision, size, 24), Samples.special(precision, size, 25),
        Samples.integers(precision, size, 26))) {
      int[] expected = new int[r.keptSize()];
      new ScalarKernels().argMax(r, x, expected);
      Agreement.choosesLike(this, r.toString(), expected, (k, choice) -> k.argMax(r, x, choice));
    }
    int[] kept = r.keptOffsets();
    int[] summed = r.summedOffsets();
    Storage rising = Samples.of(precision, size, i -> i);
    Agreement.choosesLike(this, "rising, " + r, Arrays.stream(kept).map(k -> k + summed[summed.length - 1]).toArray(),
        (k, choice) -> k.argMax(r, rising, choice));
  }

  /** Every size of a choice out of every number of cells, with repetitions and with −1. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.CellwiseContract#sizes")
  default void picksAndPlacesAsDefined(Precision precision, int size) {
    for (int cells : Samples.SIZES) {
      int[] choice = choice(size, cells);
      Agreement.withDefinitionExactly(this, gather(choice, Samples.special(precision, cells, 27)));
      Agreement.withDefinition(this, scatterAdd(choice, Samples.mixed(precision, size, 28), cells), 0);
      Agreement.withDefinition(this, scatterAdd(choice, Samples.special(precision, size, 29), cells), 0);
      Storage v = Samples.integers(precision, cells, 30);
      Storage y = Samples.integers(precision, size, 31);
      double left = Samples.dot(gather(choice, v).on(kernels(1)), y);
      assertEquals(left, Samples.dot(v, scatterAdd(choice, y, cells).on(kernels(1))),
          "⟨pick v, y⟩ = ⟨v, place y⟩ on " + size + ", " + cells);
    }
  }

  /** −1 gives 0 and is left out, even of NaN; a cell chosen twice gets both, a cell never chosen gets 0. */
  @ParameterizedTest
  @EnumSource
  default void picksAndPlacesInClosedForm(Precision precision) {
    int[] choice = {3, -1, 0, 3};
    double[] picked = {40, 0, 10, 40};
    double[] placed = {3, 0, 0, 5, 0};
    Agreement.exactly("pick", i -> picked[i],
        Agreement.onAnyThreads(this, gather(choice, Samples.of(precision, 10, 20, 30, 40, Double.NaN))));
    Agreement.exactly("place", i -> placed[i],
        Agreement.onAnyThreads(this, scatterAdd(choice, Samples.of(precision, 1, Double.NaN, 3, 4), 5)));
  }

  private static int[] choice(int size, int cells) {
    return IntStream.range(0, size).map(i -> i % 5 == 4 || cells == 0 ? -1 : i * 7919 % (cells / 2 + 1)).toArray();
  }

  private static Call gather(int[] choice, Storage v) {
    return Call.of("gather", v, choice.length, (k, a, y) -> k.gather(choice, a, y));
  }

  private static Call scatterAdd(int[] choice, Storage y, int cells) {
    return Call.of("scatterAdd", y, cells, (k, a, v) -> k.scatterAdd(choice, a, v));
  }
}
