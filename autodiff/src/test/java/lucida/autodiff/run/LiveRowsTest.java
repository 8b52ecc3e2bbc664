package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Vmap;
import lucida.autodiff.Windows;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ȳ J over live rows is ȳ J, for products of every orientation, and dead rows are not multiplied. */
class LiveRowsTest {
  private static final long SEED = 20261130;
  static final Input X = Input.of("x", 1, 3, 4, 4);
  static final Input U = Input.of("U", 9, 12), V = Input.of("V", 7, 9), W = Input.of("W", 5, 7);
  private static final Input Y_BARS = Input.of("ȳs", 6, 5);

  /** A row of cells times the transpose of a matrix, written in one of the ways there are. */
  record Way(String name, BinaryOperator<Expr> product) {
    @Override
    public String toString() { return name; }
  }

  static Stream<Way> ways() {
    return Stream.of(new Way("row · matrixᵀ", Expr::matmulTransposed),
        new Way("row · transposed matrix", (x, w) -> x.matmul(w.transpose())),
        new Way("matrix · column", (x, w) -> w.matmul(x.transpose()).transpose()),
        new Way("matrix · rowᵀ", (x, w) -> w.matmulTransposed(x).transpose()),
        new Way("columnᵀ · transposed matrix", (x, w) -> x.transpose().transposedMatmul(w.transpose())),
        new Way("transposed matrixᵀ · column", (x, w) -> w.transpose().transposedMatmul(x.transpose()).transpose()));
  }

  private static Expr dense(Expr x, Way way) {
    Expr z1 = way.product().apply(x.maxPool(Windows.square(2)).reshape(1, 12), U);
    Expr z2 = way.product().apply(z1.plus(0.1).relu(), V);
    return way.product().apply(z2.relu(), W).reshape(5);
  }

  static Map<Expr, Tensor> given() {
    Map<Expr, Tensor> given = new HashMap<>();
    for (Input in : List.of(X, U, V, W, Y_BARS))
      given.put(in, RandomStream.of(SEED).stream(in.name()).gaussian(in.shape(), Precision.FLOAT64, 0, 1));
    return given;
  }

  private static Tensor allRows(Expr y) {
    Input yBar = Input.of("ȳ", y.shape());
    return Executor.float64().value(Vmap.over(Differential.vjp(y, yBar, X), yBar, Y_BARS), given()).reshape(Shape.of(6, 48));
  }

  /** Sums of at most 12 · 9 · 7 products: 1e-13 is some 100 ε of the largest. */
  private static void assertPullback(Expr y, LiveRows rows) {
    Tensor expected = allRows(y);
    Tensor difference = Executor.float64().value(rows.pullback(Y_BARS), given()).minus(expected);
    assertEquals(0, difference.abs().max(), 1e-13 * expected.abs().max());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void isThePullback(Way way) {
    Expr y = dense(X, way);
    LiveRows rows = LiveRows.of(y, X, X, Executor.float64(), given());
    assertPullback(y, rows);
    assertEquals(4, rows.layers().size(), "three products, and what is behind them");
    Expr z1 = way.product().apply(X.maxPool(Windows.square(2)).reshape(1, 12), U).plus(0.1);
    Tensor open = Executor.float64().value(z1, given());
    long live = Stream.iterate(0, i -> i + 1).limit(9).filter(i -> open.cell(i) > 0).count();
    assertTrue(live > 0 && live < 9, "the seed leaves some rows dead: " + live);
    assertEquals(live, rows.layers().getFirst().live().size());
  }

  /** Where the way is no chain of products, from there on every row is taken. */
  @Test
  void endsWhereTheChainEnds() {
    Expr row = X.maxPool(Windows.square(2)).reshape(1, 12);
    Expr z = row.matmulTransposed(U);
    Expr y = z.relu().plus(z).matmulTransposed(V).relu().matmulTransposed(W).reshape(5);
    LiveRows rows = LiveRows.of(y, X, X, Executor.float64(), given());
    assertEquals(2, rows.layers().size());
    assertPullback(y, rows);
    Expr several = X.reshape(4, 12).matmulTransposed(U).relu().reshape(1, 36).matmulTransposed(Input.of("T", 5, 36)).reshape(5);
    assertEquals(1, LiveRows.of(several, X, X, Executor.float64(), with("T", 5, 36)).layers().size(), "four rows, no vector");
  }

  /** No row is alive: nothing is pulled back. */
  @Test
  void deadLayersPullNothingBack() {
    Expr row = X.maxPool(Windows.square(2)).reshape(1, 12);
    Expr y = row.matmulTransposed(U).plus(-1000).relu().matmulTransposed(V).relu().matmulTransposed(W).reshape(5);
    Tensor zero = Executor.float64().value(LiveRows.of(y, X, X, Executor.float64(), given()).pullback(Y_BARS), given());
    assertEquals(0, zero.abs().max());
  }

  private static Map<Expr, Tensor> with(String name, int... extents) {
    Map<Expr, Tensor> given = given();
    given.put(Input.of(name, extents), Tensor.zeros(Shape.of(extents), Precision.FLOAT64));
    return given;
  }
}
