package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Strided;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** move, sum, expand. */
public interface MovingContract extends Subject {
  /** A walk from so many cells to so many. */
  record Walk(String name, int source, int target, Strided strided) {}

  /** Each way that tensors are moved, and the odd ones. */
  static Stream<Arguments> walks() {
    return Samples.inBothPrecisions(List.of(
        new Walk("nothing", 5, 5, new Strided(ints(0), 0, ints(1), 0, ints(1))),
        new Walk("nothing, of an empty batch", 0, 0, new Strided(ints(0, 1, 2), 0, ints(2, 2, 1), 0, ints(3, 3, 1))),
        new Walk("one cell", 5, 4, new Strided(ints(), 2, ints(), 3, ints())),
        new Walk("a copy", 207, 207, new Strided(ints(207), 0, ints(1), 0, ints(1))),
        new Walk("flipped", 13, 13, new Strided(ints(13), 12, ints(-1), 0, ints(1))),
        new Walk("transposed", 13 * 17, 13 * 17, new Strided(ints(17, 13), 0, ints(1, 17), 0, ints(13, 1))),
        new Walk("axes 0123 to 0231", 2 * 7 * 5 * 3, 2 * 7 * 5 * 3,
            new Strided(ints(2, 5, 3, 7), 0, ints(105, 3, 1, 15), 0, ints(105, 21, 7, 1))),
        new Walk("padded", 3 * 8 * 7, 3 * 11 * 8, new Strided(ints(3, 8, 7), 0, ints(56, 7, 1), 17, ints(88, 8, 1))),
        new Walk("cropped", 3 * 11 * 8, 3 * 8 * 7, new Strided(ints(3, 8, 7), 17, ints(88, 8, 1), 0, ints(56, 7, 1))),
        new Walk("repeated rows", 17, 64 * 17, new Strided(ints(64, 17), 0, ints(0, 1), 0, ints(17, 1))),
        new Walk("repeated cells", 17, 17 * 64, new Strided(ints(17, 64), 0, ints(1, 0), 0, ints(64, 1))),
        new Walk("every third", 64, 22, new Strided(ints(21), 1, ints(3), 1, ints(1)))));
  }

  private static int[] ints(int... values) { return values; }

  /** Exactly the definition; cells of the target that the walk does not reach keep their values. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MovingContract#walks")
  default void movesAsDefined(Precision precision, Walk walk) {
    Storage source = Samples.special(precision, walk.source(), 11);
    Storage old = Samples.mixed(precision, walk.target(), 12);
    Agreement.withDefinitionExactly(this, Call.of(walk.name(), source, walk.target(), (k, x, y) -> {
      for (int i = 0; i < y.length(); i++) y.set(i, old.get(i));
      k.move(walk.strided(), x, y);
    }));
  }

  @ParameterizedTest
  @EnumSource
  default void movesInClosedForm(Precision precision) {
    Storage x = Samples.of(precision, 3 * 7, i -> i);
    Strided transpose = new Strided(ints(7, 3), 0, ints(1, 7), 0, ints(3, 1));
    Call call = Call.of("transposed", x, 3 * 7, (k, a, y) -> k.move(transpose, a, y));
    Agreement.exactly("transposed", cell -> cell % 3 * 7 + cell / 3, Agreement.onAnyThreads(this, call));
  }

  /** All ways to choose the axes that are summed, for shapes with awkward and with no extents. */
  static Stream<Arguments> reductions() {
    List<Shape> shapes = List.of(Shape.SCALAR, Shape.of(0), Shape.of(207), Shape.of(17, 13), Shape.of(3, 0, 7),
        Shape.of(2, 64, 7, 8),
        Shape.of(1, 207, 1, 3), Shape.of(3, 1, 5, 2, 4));
    return Samples.inBothPrecisions(shapes.stream().flatMap(MovingContract::reductions).toList());
  }

  private static Stream<Reduction> reductions(Shape shape) {
    return Stream.iterate(0, subset -> subset < 1 << shape.rank(), subset -> subset + 1)
        .map(subset -> Reduction.of(shape, axes(shape, subset)));
  }

  private static int[] axes(Shape shape, int subset) {
    return Arrays.stream(shape.axes()).filter(axis -> (subset >> axis & 1) == 1).toArray();
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MovingContract#reductions")
  default void sumsAndExpands(Precision precision, Reduction r) {
    Storage x = Samples.mixed(precision, r.full().size(), 13);
    Storage y = Samples.special(precision, r.keptSize(), 14);
    Agreement.withDefinition(this, sum(r, x), 0);
    Agreement.withDefinition(this, sum(r, Samples.special(precision, x.length(), 15)), 0);
    Agreement.withDefinitionExactly(this, expand(r, y));
  }

  /** On integers, exactly: a sum of ones counts, a sum of no terms is 0, and ⟨sum x, y⟩ = ⟨x, expand y⟩. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.MovingContract#reductions")
  default void sumsCountAndExpandIsTheirAdjoint(Precision precision, Reduction r) {
    Storage ones = Samples.of(precision, r.full().size(), i -> 1);
    Agreement.exactly("sum of ones", k -> r.summedOffsets().length, Agreement.onAnyThreads(this, sum(r, ones)));
    Storage x = Samples.integers(precision, r.full().size(), 16);
    Storage y = Samples.integers(precision, r.keptSize(), 17);
    double left = Samples.dot(sum(r, x).on(kernels(1)), y);
    double right = Samples.dot(x, expand(r, y).on(kernels(1)));
    assertEquals(left, right, r.toString());
  }

  /** Σ_j x_ij and Σ_i x_ij of x_ij = 100 i + j, i < 13, j < 17. */
  @ParameterizedTest
  @EnumSource
  default void sumsInClosedForm(Precision precision) {
    Storage x = Samples.of(precision, 13 * 17, cell -> 100 * (cell / 17) + cell % 17);
    Shape shape = Shape.of(13, 17);
    Agreement.exactly("rows", i -> 17 * 100 * i + 16 * 17 / 2, Agreement.onAnyThreads(this, sum(Reduction.of(shape, 1), x)));
    Agreement.exactly("columns", j -> 100 * 12 * 13 / 2 + 13 * j, Agreement.onAnyThreads(this, sum(Reduction.of(shape, 0), x)));
    Agreement.exactly("all", k -> 17 * 100 * 12 * 13 / 2 + 13 * 16 * 17 / 2,
        Agreement.onAnyThreads(this, sum(Reduction.of(shape, 0, 1), x)));
  }

  private static Call sum(Reduction r, Storage x) { return Call.of("sum, " + r, x, r.keptSize(), (k, a, y) -> k.sum(r, a, y)); }

  private static Call expand(Reduction r, Storage y) {
    return Call.of("expand, " + r, y, r.full().size(), (k, a, x) -> k.expand(r, a, x));
  }
}
