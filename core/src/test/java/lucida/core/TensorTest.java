package lucida.core;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Making tensors, looking into them, and moving their cells: each result is written out or looked up cell by cell. */
class TensorTest {
  private static final Tensor BOX = Tensor.arange(Shape.of(2, 3, 4), FLOAT64);

  @Test
  void isMadeFromValues() {
    Tensor x = Tensor.of(Shape.of(2, 2), 1.5, 2, 3, 0.1);
    assertEquals(FLOAT64, x.precision());
    assertEquals(0.1, x.at(1, 1));
    assertEquals(0.1f, Tensor.of(Shape.of(1), 0.1f).at(0));
    assertEquals(FLOAT32, Tensor.of(Shape.of(1), 0.1f).precision());
    assertEquals("Tensor of shape [2, 2] wants 4 cells, not 3",
        assertThrows(ShapeException.class, () -> Tensor.of(Shape.of(2, 2), 1.0, 2.0, 3.0)).getMessage());
  }

  @Test
  void doesNotShareWhatItIsMadeFrom() {
    double[] values = {1, 2};
    Tensor x = Tensor.of(Shape.of(2), values);
    Tensor v = Tensor.vector(values);
    values[0] = 9;
    x.toDoubles()[1] = 9;
    assertSame(Tensor.vector(1, 2), x);
    assertSame(Tensor.vector(1, 2), v);
  }

  @Test
  void vectorsAndMatrices() {
    assertSame(Tensor.of(Shape.of(3), 1.0, 2.0, 3.0), Tensor.vector(1, 2, 3));
    assertSame(Tensor.of(Shape.of(2, 2), 1.0, 2.0, 3.0, 4.0), Tensor.matrix(new double[][]{{1, 2}, {3, 4}}));
    assertEquals(Shape.of(0, 0), Tensor.matrix().shape());
    assertEquals("matrix: row 0 has 2 numbers, row 1 has 1",
        assertThrows(ShapeException.class, () -> Tensor.matrix(new double[]{1, 2}, new double[]{3})).getMessage());
  }

  @Test
  void filledTensors() {
    assertSame(Tensor.of(Shape.of(2, 2), 0f, 1f, 2f, 3f), Tensor.arange(Shape.of(2, 2), FLOAT32));
    assertSame(Tensor.matrix(new double[][]{{1, 0}, {0, 1}}), Tensor.eye(2, FLOAT64));
    assertSame(Tensor.matrix(new double[][]{{0, 0, 1}, {1, 0, 0}}), Tensor.oneHot(3, FLOAT64, 2, 0));
    assertSame(Tensor.vector(0, 0), Tensor.zeros(Shape.of(2), FLOAT64));
    assertSame(Tensor.vector(7, 7), Tensor.filled(Shape.of(2), FLOAT64, 7));
    assertEquals((float) Math.PI, Tensor.scalar(FLOAT32, Math.PI).item());
    assertEquals("no class 3 among 3",
        assertThrows(IndexOutOfBoundsException.class, () -> Tensor.oneHot(3, FLOAT64, 3)).getMessage());
  }

  @Test
  void looksUpCells() {
    assertEquals(1 * 12 + 2 * 4 + 3, BOX.at(1, 2, 3));
    assertEquals(23, BOX.cell(23));
    assertEquals("Shape [2, 3, 4]: no index 3 along axis 1",
        assertThrows(IndexOutOfBoundsException.class, () -> BOX.at(0, 3, 0)).getMessage());
    assertEquals("Tensor of shape [2, 3, 4] has 24 cells, not one", assertThrows(ShapeException.class, BOX::item).getMessage());
  }

  @Test
  void sameMeansShapePrecisionAndBits() {
    assertTrue(Tensor.vector(1, Double.NaN).sameAs(Tensor.vector(1, Double.NaN)));
    assertFalse(Tensor.vector(0).sameAs(Tensor.vector(-0.0)));
    assertFalse(Tensor.vector(1, 2).sameAs(Tensor.vector(1, 2).reshape(Shape.of(1, 2))));
    assertFalse(Tensor.vector(1).sameAs(Tensor.vector(1).to(FLOAT32)));
  }

  @Test
  void countsWhatIsNotFinite() {
    assertEquals(2, Tensor.vector(1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE).nonFinite());
    assertFalse(Tensor.vector(Double.NaN).isFinite());
    assertTrue(BOX.isFinite());
    assertFalse(Tensor.vector(1e300).to(FLOAT32).isFinite());
  }

  @Test
  void reshapeKeepsTheCells() {
    assertEquals(17, BOX.reshape(Shape.of(6, 4)).at(4, 1));
    assertEquals("Tensor of shape [2, 3, 4] has 24 cells, shape [5] has 5",
        assertThrows(ShapeException.class, () -> BOX.reshape(Shape.of(5))).getMessage());
  }

  @Test
  void precisionChangesByRounding() {
    assertSame(Tensor.of(Shape.of(1), 0.1f), Tensor.vector(0.1).to(FLOAT32));
    assertEquals(0.1f, Tensor.vector(0.1).to(FLOAT32).to(FLOAT64).at(0));
  }

  @Test
  void slicesTakeStepsAlongOneAxis() {
    assertSame(Tensor.vector(1, 2), Tensor.vector(0, 1, 2, 3).slice(0, 1, 3));
    assertSame(Tensor.vector(0, 2, 4), Tensor.arange(Shape.of(5), FLOAT64).slice(0, 0, 5, 2));
    assertSame(Tensor.vector(1, 4), Tensor.arange(Shape.of(6), FLOAT64).slice(0, 1, 6, 3));
    assertEquals(Shape.of(2, 0, 4), BOX.slice(1, 2, 2).shape());
    Tensor columns = BOX.slice(2, 1, 4, 2);
    assertEquals(Shape.of(2, 3, 2), columns.shape());
    for (int cell = 0; cell < columns.size(); cell++) {
      int[] i = columns.shape().index(cell);
      assertEquals(BOX.at(i[0], i[1], 1 + 2 * i[2]), columns.at(i));
    }
  }

  @Test
  void slicesStayInside() {
    assertEquals("Shape [2, 3, 4]: no slice from 1 to 4 along axis 1, only within 0 to 3",
        assertThrows(IndexOutOfBoundsException.class, () -> BOX.slice(1, 1, 4)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> BOX.slice(1, 2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> BOX.slice(1, -1, 2));
    assertThrows(ShapeException.class, () -> BOX.slice(3, 0, 1));
    assertEquals("Shape [2, 3, 4]: a slice goes in steps of at least 1, not 0",
        assertThrows(IllegalArgumentException.class, () -> BOX.slice(1, 0, 2, 0)).getMessage());
  }

  @Test
  void selectDropsTheAxis() {
    assertSame(Tensor.of(Shape.of(2, 4), 4.0, 5.0, 6.0, 7.0, 16.0, 17.0, 18.0, 19.0), BOX.select(1, 1));
    assertEquals(2, Tensor.vector(0, 1, 2).select(0, 2).item());
    assertEquals("Shape [2, 3, 4]: no index 2 along axis 0",
        assertThrows(IndexOutOfBoundsException.class, () -> BOX.select(0, 2)).getMessage());
  }

  @Test
  void permuteMovesTheAxes() {
    for (int[] axes : new int[][]{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
      Tensor moved = BOX.permute(axes);
      for (int cell = 0; cell < BOX.size(); cell++) {
        int[] i = BOX.shape().index(cell);
        assertEquals(BOX.cell(cell), moved.at(i[axes[0]], i[axes[1]], i[axes[2]]));
      }
    }
    assertEquals(Shape.of(4, 0, 2), Tensor.zeros(Shape.of(2, 4, 0), FLOAT32).permute(1, 2, 0).shape());
    assertEquals("Shape [2, 3, 4]: a permutation names each of its 3 axes, not [0, 1]",
        assertThrows(ShapeException.class, () -> BOX.permute(0, 1)).getMessage());
    assertThrows(ShapeException.class, () -> BOX.permute(0, 1, 1));
  }

  @Test
  void transposeExchangesTheLastTwoAxes() {
    assertSame(Tensor.matrix(new double[][]{{1, 4}, {2, 5}, {3, 6}}),
        Tensor.matrix(new double[][]{{1, 2, 3}, {4, 5, 6}}).transpose());
    assertSame(BOX.permute(0, 2, 1), BOX.transpose());
    assertEquals("Tensor of shape [2] is no matrix: a transpose needs two axes",
        assertThrows(ShapeException.class, () -> Tensor.vector(1, 2).transpose()).getMessage());
  }

  /** Joining what was sliced gives back the whole, along every axis. */
  @Test
  void concatUndoesSlicing() {
    for (int axis = 0; axis < 3; axis++) {
      int extent = BOX.shape().extent(axis);
      List<Tensor> parts = List.of(BOX.slice(axis, 0, 1), BOX.slice(axis, 1, 1), BOX.slice(axis, 1, extent));
      assertSame(BOX, Tensor.concat(axis, parts));
    }
    assertSame(Tensor.vector(1, 2, 3), Tensor.concat(0, List.of(Tensor.vector(1), Tensor.vector(2, 3))));
    assertEquals(Shape.of(0, 5),
        Tensor.concat(1, List.of(Tensor.zeros(Shape.of(0, 2), FLOAT64), Tensor.zeros(Shape.of(0, 3), FLOAT64))).shape());
  }

  /** Stacking what was selected gives back the whole, along every axis. */
  @Test
  void stackUndoesSelecting() {
    assertSame(BOX, Tensor.stack(0, List.of(BOX.select(0, 0), BOX.select(0, 1))));
    assertSame(BOX, Tensor.stack(1, List.of(BOX.select(1, 0), BOX.select(1, 1), BOX.select(1, 2))));
    assertSame(BOX, Tensor.stack(2, List.of(BOX.select(2, 0), BOX.select(2, 1), BOX.select(2, 2), BOX.select(2, 3))));
    assertSame(Tensor.vector(1, 2), Tensor.stack(0, List.of(Tensor.scalar(FLOAT64, 1), Tensor.scalar(FLOAT64, 2))));
  }

  @Test
  void joinsOnlyWhatFits() {
    Tensor pair = Tensor.vector(1, 2);
    assertEquals("shapes [2, 3, 4] and [2, 4, 3] cannot be joined along axis 0: they differ elsewhere",
        assertThrows(ShapeException.class, () -> Tensor.concat(0, List.of(BOX, BOX.transpose()))).getMessage());
    assertThrows(ShapeException.class, () -> Tensor.concat(0, List.of(BOX, pair)));
    assertThrows(ShapeException.class, () -> Tensor.concat(1, List.of(pair, pair)));
    assertThrows(ShapeException.class, () -> Tensor.stack(0, List.of(pair, Tensor.vector(1, 2, 3))));
    assertThrows(ShapeException.class, () -> Tensor.concat(0, List.of()));
    Tensor long0 = Tensor.zeros(Shape.of(0, Integer.MAX_VALUE), FLOAT64);
    assertEquals("joined along axis 1 these tensors have extent 4294967294, more than 2147483647",
        assertThrows(ShapeException.class, () -> Tensor.concat(1, List.of(long0, long0))).getMessage());
    assertEquals("tensors of FLOAT64 and FLOAT32 cannot be joined",
        assertThrows(IllegalArgumentException.class, () -> Tensor.concat(0, List.of(pair, pair.to(FLOAT32)))).getMessage());
  }
}
