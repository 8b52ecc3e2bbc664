package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A whole net over many values of one of its inputs, against a loop over them: with the scalar kernels to the last bit, since every sum
 * has the same terms in the same order; with others to rounding, 300 ulps as in {@link DiagonalTest}. (Every operation over every subset
 * of its inputs: {@link lucida.autodiff.op} OperationTest.)
 */
class VmapTest {
  private static final int MANY = 3;
  private final SmallNet net = new SmallNet();

  private static Executor scalar() {
    return Executor.definition();
  }

  private List<Tensor> values(Input x) {
    return IntStream.range(0, MANY).mapToObj(k -> {
      Point other = Point.seeded(200 + k);
      Input same = other.normal("same", x.shape());
      return Tensor.of(x.shape(), Arrays.stream(other.cells(same)).map(cell -> cell * 0.3).toArray());
    }).toList();
  }

  private static Tensor stacked(List<Tensor> values, Shape shape) {
    int size = shape.size();
    return Tensor.filled(shape.insert(0, values.size()), Precision.FLOAT64, i -> values.get(i / size).cell(i % size));
  }

  /** Values, gradients and jets of the net, over pictures and over each of its parameters: then the filters are many, or the matrix. */
  @TestFactory
  Stream<DynamicTest> isALoopOverSlices() {
    Expr S = net.smooth();
    Expr Y = S.at(0, 1).exp();
    return Stream.of(net.x, net.w1, net.w2, net.w3).map(over -> dynamicTest("over " + over, () -> {
      List<Expr> ys = List.of(S, Differential.gradient(Y, net.x), Differential.gradient(Y, net.w2),
          Taylor.jet(Y, net.x, net.x, 3).derivative(3));
      Input rows = Input.of("rows", over.shape().insert(0, MANY));
      List<Expr> many = Vmap.over(ys, over, rows);
      Map<Expr, Tensor> given = new LinkedHashMap<>(net.point.given());
      given.put(rows, stacked(values(over), over.shape()));
      for (int y = 0; y < ys.size(); y++) {
        assertEquals(ys.get(y).shape().insert(0, MANY), many.get(y).shape());
        Expr each = ys.get(y);
        assertArrayEquals(loop(scalar(), each, over), scalar().value(many.get(y), given).toDoubles(), "result " + y);
        Residual.within(1e-13, "batch over " + over + " against a loop, result " + y,
            Executor.float64().value(many.get(y), given).toDoubles(),
            loop(Executor.float64(), each, over));
      }
    }));
  }

  private double[] loop(Executor executor, Expr y, Input over) {
    return values(over).stream().flatMapToDouble(value -> {
      Map<Expr, Tensor> given = new LinkedHashMap<>(net.point.given());
      given.put(over, value);
      return Arrays.stream(executor.value(y, given).toDoubles());
    }).toArray();
  }

  /** What does not depend on the input is not repeated: the large tanh is computed at its own size, and lifted behind it. */
  @Test
  void sharesWhatDoesNotDependOnTheInput() {
    Input v = Input.of("v", 1, 2, 12, 12);
    Input rows = Input.of("rows", 50, 1, 2, 12, 12);
    Program program = Program.of(List.of(Vmap.over(Differential.jvp(net.features(Expr::tanh).sum(), net.x, v), v, rows)));
    List<Shape> smooth = program.steps().stream().filter(step -> step.op() instanceof Pointwise).map(step -> step.target().shape())
        .toList();
    assertEquals(List.of(Shape.of(1, 3, 12, 12)), smooth, "sech of the features, once");
  }

  @Test
  void aResultThatDoesNotDependIsRepeated() {
    Input v = Input.of("v", 2);
    Input rows = Input.of("rows", 3, 2);
    Point point = Point.seeded(1);
    Input z = point.of("z", Shape.of(2), 5, 7);
    assertArrayEquals(new double[]{5, 7, 5, 7, 5, 7}, point.values(Vmap.over(z, v, rows)));
    assertEquals(Constant.zero(Shape.of(3, 2)), Vmap.over(Constant.zero(Shape.of(2)), v, rows));
    assertEquals(rows, Vmap.over(v, v, rows));
  }

  /** A batch of a batch, and a batch of none and of one. */
  @Test
  void nestsAndMayBeEmpty() {
    Point point = Point.seeded(1);
    Input a = Input.of("a", 2);
    Input b = Input.of("b", 2);
    Input as = point.of("as", Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    Input bs = point.of("bs", Shape.of(2, 2), 10, 20, 30, 40);
    Expr dot = a.times(b).sum();
    assertArrayEquals(new double[]{50, 110, 170, 110, 250, 390}, point.values(Vmap.over(Vmap.over(dot, a, as), b, bs)));
    Input none = point.of("none", Shape.of(0, 2));
    assertEquals(Shape.of(0), Executor.float64()
        .value(Vmap.over(dot.exp(), a, none), Map.of(none, point.given().get(none), b, Tensor.of(Shape.of(2), 1.0, 1))).shape());
    Input one = point.of("one", Shape.of(1, 2), 3, 4);
    assertArrayEquals(new double[]{11}, Executor.float64()
        .value(Vmap.over(dot, a, one), Map.of(one, point.given().get(one), b, Tensor.of(Shape.of(2), 1.0, 2))).toDoubles());
  }

  @Test
  void saysWhatIsWrong() {
    Input v = Input.of("v", 2);
    assertEquals("Vmap: the values are [3], wanted is [n] in front of [2]",
        assertThrows(ShapeException.class, () -> Vmap.over(v.exp(), v, Input.of("rows", 3))).getMessage());
    assertEquals("Vmap: the values are [3, 4], wanted is [n] in front of [2]",
        assertThrows(ShapeException.class, () -> Vmap.over(v.exp(), v, Input.of("rows", 3, 4))).getMessage());
  }
}
