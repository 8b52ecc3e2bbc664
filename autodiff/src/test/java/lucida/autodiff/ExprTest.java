package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.check.Checked;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.StridedRegion;
import lucida.core.Shape;
import lucida.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The words formulas are written with, where they are more than one operation, and what they say when shapes do not fit. */
class ExprTest {
  private final Point point = Point.seeded(3);

  /** R[b, i, j] = Σ_k of the three products, matrices and batches of them. Sums of 4 terms: 1e-15. */
  @Test
  void products() {
    for (int[] batch : new int[][]{{}, {2}}) {
      Shape lead = Shape.of(batch);
      Input P = point.normal("P", lead.append(Shape.of(3, 4)));
      Input Q = point.normal("Q", lead.append(Shape.of(4, 5)));
      Input Qt = point.normal("Qt", lead.append(Shape.of(5, 4)));
      Input Pt = point.normal("Pt", lead.append(Shape.of(4, 3)));
      check("P Q", P.matmul(Q), lead, (b, i, j, k) -> at(P, 12, 4, b, i, k) * at(Q, 20, 5, b, k, j));
      check("P Qᵀ", P.matmulTransposed(Qt), lead, (b, i, j, k) -> at(P, 12, 4, b, i, k) * at(Qt, 20, 4, b, j, k));
      check("Pᵀ Q", Pt.transposedMatmul(Q), lead, (b, i, j, k) -> at(Pt, 12, 3, b, k, i) * at(Q, 20, 5, b, k, j));
      Checked.derivatives(P.matmul(Q).plus(P.matmulTransposed(Qt)).plus(Pt.transposedMatmul(Q)), point);
    }
  }

  private interface Term {
    double at(int b, int i, int j, int k);
  }

  private double at(Input x, int size, int columns, int b, int row, int column) {
    return point.cells(x)[b * size + row * columns + column];
  }

  private void check(String what, Expr product, Shape lead, Term term) {
    assertEquals(lead.append(Shape.of(3, 5)), product.shape());
    Residual.within(1e-15, what + " against its sum", point.values(product), IntStream.range(0, product.shape().size())
        .mapToDouble(cell -> IntStream.range(0, 4).mapToDouble(k -> term.at(cell / 15, cell / 5 % 3, cell % 5, k)).sum())
        .toArray());
  }

  @Test
  void slicesAndParts() {
    Input x = point.of("x", Shape.of(2, 4), 0, 1, 2, 3, 4, 5, 6, 7);
    assertArrayEquals(new double[]{1, 3, 5, 7}, point.values(x.slice(1, 1, 4, 2)));
    assertEquals(Shape.of(4), x.at(0, 1).shape());
    assertArrayEquals(new double[]{4, 5, 6, 7}, point.values(x.at(0, 1)));
    assertArrayEquals(new double[]{3, 7}, point.values(x.at(1, 3)));
    assertArrayEquals(new double[]{0, 4, 1, 5, 2, 6, 3, 7}, point.values(x.transpose()));
    assertArrayEquals(new double[]{0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 7, 0}, point.values(x.pad(List.of(1, 0), List.of(0, 1))));
    assertArrayEquals(new double[]{3, 7}, point.values(x.largest(1)));
    assertArrayEquals(new double[]{7}, point.values(x.largest()));
    assertArrayEquals(new double[]{1.5, 5.5}, point.values(x.mean(1)));
    assertArrayEquals(new double[]{0, 0, 0, 0, 1, 1, 1, 1},
        point.values(point.of("step", Shape.of(2), 0, 1).expandAlong(x.shape(), 0)));
  }

  @Test
  void extremes() {
    Input a = point.of("a", Shape.of(4), 1, -2, 3, 0);
    Input b = point.of("b", Shape.of(4), 2, -3, 3, 0);
    assertArrayEquals(new double[]{2, -2, 3, 0}, point.values(a.max(b)));
    assertArrayEquals(new double[]{1, -3, 3, 0}, point.values(a.min(b)));
    assertArrayEquals(new double[]{1, 0, 2, 0}, point.values(a.clip(0, 2)));
    assertArrayEquals(new double[]{0, 1, 1, 1}, point.values(Differential.gradient(a.max(b).sum(), a)), "of equals the first");
    assertArrayEquals(new double[]{1, 0, 0, 0}, point.values(Differential.gradient(a.max(b).sum(), b)));
    Input one = point.of("one", Shape.SCALAR, 5);
    assertEquals(5, point.value(one.largest()));
    assertEquals(5, point.value(one.max(one.negate())));
  }

  /** Literals fold, 1 and 0 vanish: nothing is computed that is known. */
  @Test
  void literalsAreSimplified() {
    Input x = Input.of("x", 2, 3);
    Constant zero = Constant.zero(x.shape());
    assertEquals(x, x.plus(zero));
    assertEquals(x, zero.plus(x));
    assertEquals(x, x.times(Constant.one(x.shape())));
    assertEquals(zero, x.times(zero));
    assertEquals(zero, zero.exp().plus(-1));
    assertEquals(Constant.zero(Shape.SCALAR), zero.sum());
    assertEquals(new Constant(12, Shape.of(3)), new Constant(6, x.shape()).sum(0));
    assertEquals(x, x.permute(0, 1));
    assertEquals(x, x.slice(0, 0, 2));
    assertEquals(x, x.pad(List.of(0, 0), List.of(0, 0)));
    assertEquals(x, Expr.concat(1, List.of(x)));
    assertEquals(new Constant(2, Shape.of(3)), new Constant(2, x.shape()).at(0, 1));
    assertEquals(Constant.zero(Shape.of(3, 3)), Expr.concat(0, List.of(zero, Constant.zero(Shape.of(1, 3)))));
    assertEquals(x.scale(3).toString(), new Constant(3, x.shape()).stopGradient().times(x).toString());
    assertEquals(new Constant(0.5, x.shape()), new Constant(2, x.shape()).reciprocal());
  }

  private static String message(Executable wrong) {
    return String.valueOf(assertThrows(ShapeException.class, wrong).getMessage());
  }

  @Test
  void saysWhatDoesNotFit() {
    Input x = Input.of("x", 2, 3);
    Input y = Input.of("y", 3, 2);
    Input X = Input.of("X", 1, 4, 5, 5);
    assertEquals("Add: [2, 3] and [3, 2] are not the same shape", message(() -> x.plus(y)));
    assertEquals("Product[all=[2, 3]]: the inputs are [[2, 3], [3, 2]], wanted are [[2, 3], [2, 3]]", message(() -> x.times(y)));
    assertEquals("Reshape: [2, 3] has 6 cells, [4] has 4", message(() -> x.reshape(4)));
    assertEquals("Expand to [2, 3] along the axes [0]: the input is [2], wanted is [3]",
        message(() -> Input.of("b", 2).expand(x.shape(), 0)));
    assertEquals("Permute: [0, 0] does not name each axis once", message(() -> x.permute(0, 0)));
    assertEquals("Permute: the input [2, 3] has 2 axes, the order [0] names 1", message(() -> x.permute(0)));
    assertEquals("Shape [2, 3]: axis 1 is named twice", message(() -> x.sum(1, 1)));
    assertEquals("Shape [2, 3] has no axis 2, only 2 axes counted from 0", message(() -> x.mean(2)));
    assertEquals("Slice: cells 2 to 5 in steps of 1 do not lie along axis 1 of [2, 3]", message(() -> x.slice(1, 2, 6)));
    assertEquals("Slice: cells 2 to 1 along axis 1 of [2, 3] run backwards", message(() -> x.slice(1, 2, 1)));
    assertEquals("Slice: a step of 0 along axis 1; it is at least 1", message(() -> x.slice(1, 0, 2, 0)));
    assertEquals("Pad: -1 and 0 cells around axis 0 of [2, 3]; padding is at least 0",
        message(() -> x.pad(List.of(-1, 0), List.of(0, 0))));
    assertEquals("Gather: no index 3 along axis 1 of [2, 3]", message(() -> x.gather(1, List.of(0, 3))));
    assertEquals("Concat: [2, 3] and [3, 2] differ elsewhere than along axis 0", message(() -> Expr.concat(0, List.of(x, y))));
    assertEquals("Concat: there are no parts", message(() -> Expr.concat(0, List.of())));
    assertEquals("ArgMax: nothing to choose from along the axes [1] of [2, 0]", message(() -> Input.of("x", 2, 0).largest(1)));
    assertEquals("MatMul: [2, 3] and [2, 3] do not fit: the sum is over 3 cells of one, 2 of the other",
        message(() -> x.matmul(x)));
    assertEquals("MatMul: [2, 3] and [3, 2] do not fit: the sum is over 3 cells of one, 2 of the other",
        message(() -> x.matmulTransposed(y)));
    assertEquals("MatMul: [2, 3] and [3, 2] do not fit: the sum is over 2 cells of one, 3 of the other",
        message(() -> x.transposedMatmul(y)));
    assertEquals("MatMul: [2, 3] and [1, 3, 2] are not two matrices, nor two batches of as many",
        message(() -> x.matmul(Input.of("b", 1, 3, 2))));
    assertEquals("Conv2d: the input is [1, 4, 5, 5] and the filter [3, 3]; wanted are [N, C, H, W] and [O, C/groups, U, V]",
        message(() -> X.convolve(Input.of("w", 3, 3), 1, 0)));
    assertEquals("Conv2d: the filter [8, 3, 3, 3] has 3 input channels in 1 groups, the input [1, 4, 5, 5] has 4",
        message(() -> X.convolve(Input.of("w", 8, 3, 3, 3), 1, 0)));
    assertEquals("Conv2d: the filter is [8, 4, 3, 3], the window [2, 2]",
        message(() -> X.convolve(Input.of("w", 8, 4, 3, 3), Windows.square(2), 1)));
    assertEquals("Convolution: 2 groups do not divide 4 input and 7 output channels",
        message(() -> X.convolve(Input.of("w", 7, 2, 3, 3), Windows.of(3, 3, 1, 0), 2)));
    assertEquals("Sweep: a window over 7 cells does not fit into 5 (5 and 0 + 0 of padding)",
        message(() -> X.convolve(Input.of("w", 8, 4, 7, 7), 1, 0)));
    assertEquals("maxPool: the input is [3], wanted is a shape that ends in rows and columns",
        message(() -> Input.of("x", 3).maxPool(Windows.square(2))));
    assertEquals("Crop: the input is [3, 2], wanted is [2, 3]",
        message(() -> Apply.of(new Linear(new Crop(StridedRegion.along(x.shape(), 0, 0, 1, 1))), y)));
    assertEquals("Concat: the parts are [[3, 2]], wanted are [[2, 3], [2, 3]]",
        message(() -> Apply.of(new Linear(new Concatenation(0, List.of(x.shape(), x.shape()))), y)));
  }
}
