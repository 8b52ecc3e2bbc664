package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ∂ⁿy/∂x_eⁿ = s_eⁿ ∂ⁿy/∂b_π(e)ⁿ where coordinates stay coordinates on the way from x to b, and nowhere else. */
class CoordinateMapTest {
  private static final long SEED = 20261129;
  private static final Shape X = Shape.of(1, 3, 4, 4);
  private static final Input FACTOR = Input.of("factor", X);
  private static final Input W = Input.of("w", 5, 48);

  /** A beginning of the way that passes coordinates on, and how many cells they reach. */
  record Beginning(String name, int cells, UnaryOperator<Expr> f) {
    @Override
    public String toString() { return name; }
  }

  static Stream<Beginning> beginnings() {
    return Stream.of(new Beginning("flatten", 48, x -> x.reshape(1, 48)),
        new Beginning("global average", 3, Pooling::globalAverage),
        new Beginning("max pooling", 12, x -> x.maxPool(Windows.of(2, 2, 2, 0))),
        new Beginning("average pooling", 12, x -> Pooling.average(x, Windows.of(2, 2, 2, 0))),
        new Beginning("max pooling of a leaky ReLU of a scaled sum", 3,
            x -> x.times(FACTOR).plus(FACTOR).leakyRelu(0.1).maxPool(Windows.of(4, 4, 4, 0))),
        new Beginning("gate", 48, x -> FACTOR.gate(x)), new Beginning("largest", 3, x -> x.largest(2, 3)),
        new Beginning("every second row", 24, x -> x.slice(2, 0, 4, 2)),
        new Beginning("padding", 96, x -> x.pad(List.of(0, 3, 0, 0), List.of(0, 0, 0, 0))),
        new Beginning("some channels", 32, x -> x.gather(1, List.of(2, 0))),
        new Beginning("beside another", 96, x -> Expr.concat(1, List.of(FACTOR, x))));
  }

  /** Each beginning is seen to its end, and the diagonal of a smooth function behind it is that by jets, which know of no beginnings. */
  @ParameterizedTest
  @MethodSource("beginnings")
  void theDiagonalIsThatByJets(Beginning beginning) {
    Input x = Input.of("x", X);
    Expr b = beginning.f().apply(x);
    assertEquals(beginning.cells(), CoordinateMap.of(smooth(b), x).b().shape().size());
    assertEqualToJets(smooth(b), x);
    assertEqualToJets(smooth(b.exp()), x);
  }

  static Stream<Beginning> others() {
    return Stream.of(new Beginning("overlapping windows", 0, x -> x.maxPool(Windows.of(3, 3, 1, 0))),
        new Beginning("overlapping means", 0, x -> Pooling.average(x, Windows.of(3, 3, 1, 0))),
        new Beginning("square", 0, Expr::square),
        new Beginning("a shortcut", 0, x -> x.maxPool(Windows.of(2, 2, 2, 0)).sum(2, 3).plus(x.sum(2, 3))),
        new Beginning("a channel twice", 0, x -> x.gather(1, List.of(2, 2))), new Beginning("function", 0, Expr::tanh));
  }

  /** What gives a cell several places, or more than one reader, is no beginning. */
  @ParameterizedTest
  @MethodSource("others")
  void whatSpreadsACellIsNotPassed(Beginning other) {
    Input x = Input.of("x", X);
    assertTrue(CoordinateMap.of(smooth(other.f().apply(x)), x).isIdentity());
    assertEqualToJets(smooth(other.f().apply(x)), x);
  }

  /** Behind a dense layer, of either orientation, the jets start with its rows or columns; no direction is multiplied with the weights. */
  @Test
  void aDenseLayerIsReadAndNotMultiplied() {
    Input x = Input.of("x", X);
    Expr row = x.reshape(1, 48);
    for (Expr z : List.of(row.matmulTransposed(W), row.matmul(W.transpose()), W.matmul(row.transpose()), W.matmulTransposed(row)))
      assertEqualToJets(smooth(z), x);
    Input many = Input.of("rows", 4, 12), V = Input.of("V", 12, 3);
    assertEqualToJets(smooth(many.matmul(V)), many);
    assertEqualToJets(smooth(many.transposedMatmul(Input.of("U", 4, 3))), many);
  }

  /** What the other cells would cost is not paid: two windows of 4 cells are two directions. */
  @Test
  void someCellsReachSomeCells() {
    Input x = Input.of("x", X);
    Expr y = smooth(Pooling.average(x, Windows.of(2, 2, 2, 0)));
    List<Integer> done = new ArrayList<>();
    Diagonal.ofOneNumber(y, x, 3, 1).at(Executor.float64(), given(y), new int[]{0, 1, 4, 5, 2, 3, 6, 7}, done::add);
    assertEquals(List.of(4, 8), done);
  }

  /** A function whose second and third derivatives are not 0 and not equal anywhere. */
  private static Expr smooth(Expr b) {
    int n = b.shape().size();
    Expr z = b.reshape(1, n);
    return z.tanh().times(z.scale(0.3).exp()).sum().sin().plus(z.sum().scale(0.1).sigmoid());
  }

  private static Map<Expr, Tensor> given(Expr y) {
    Map<Expr, Tensor> given = new java.util.HashMap<>();
    for (Expr e : Graph.order(List.of(y), Expr::inputs))
      if (e instanceof Input in)
        given.put(in, RandomStream.of(SEED).stream(in.name()).gaussian(in.shape(), Precision.FLOAT64, 0.05, 0.4));
    return given;
  }

  private static void assertEqualToJets(Expr y, Input x) {
    Map<Expr, Tensor> given = given(y);
    List<Tensor> expected = new Diagonal(y, x, 3, 16).everywhere(Executor.float64(), given);
    List<Tensor> actual = Diagonal.ofOneNumber(y, x, 3, 16).everywhere(Executor.float64(), given);
    for (int p = 0; p < 3; p++) {
      double largest = Math.max(expected.get(p).abs().max(), 1e-3);
      int order = p;
      assertTrue(expected.get(p).minus(actual.get(p)).abs().max() <= 1e-12 * largest, // sums of at most 100 products, three orders: some 100 ε
          () -> "D" + (order + 1) + ": " + Arrays.toString(expected.get(order).toDoubles()) + " and "
              + Arrays.toString(actual.get(order).toDoubles()));
    }
    assertNotEquals(0, IntStream.range(0, 3).filter(p -> expected.get(p).abs().max() > 0).count());
  }
}
