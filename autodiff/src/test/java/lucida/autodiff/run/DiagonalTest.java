package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Residual;
import lucida.autodiff.SmallNet;
import lucida.autodiff.function.Softmax;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/**
 * DS 4 and DS 5 on a whole net, conv–tanh–conv–relu–maxpool–softplus–dense: the jets' D_p = p! c_p at all 288 elements, those of largest
 * |D1| included, against three nested reverse sweeps, each read at the one element.
 *
 * <p>Sums of at most 54 and 50 terms through six layers and three orders: some 300 roundings in a row if none cancel out, 3e-14 of the
 * largest; 1e-13 is three times that.
 */
class DiagonalTest {
  private static final int ELEMENTS = 288;
  private final SmallNet net = new SmallNet();

  private List<double[]> jets(Expr y, int batch) {
    return new Diagonal(y, net.x, 3, batch).everywhere(Executor.float64(), net.point.given()).stream().map(Tensor::toDoubles)
        .toList();
  }

  private List<double[]> nested(Expr y) {
    Input e = Input.of("e", net.x.shape());
    Expr one = Differential.along(y, net.x, e);
    Expr two = Differential.along(one, net.x, e);
    Expr three = Differential.along(two, net.x, e);
    Program program = Program.of(List.of(one, two, three));
    List<double[]> D = List.of(new double[ELEMENTS], new double[ELEMENTS], new double[ELEMENTS]);
    Map<Expr, Tensor> given = new LinkedHashMap<>(net.point.given());
    for (int i = 0; i < ELEMENTS; i++) {
      int at = i;
      given.put(e, Tensor.filled(e.shape(), Precision.FLOAT64, cell -> cell == at ? 1 : 0));
      List<Tensor> values = Executor.float64().run(program, given);
      for (int p = 0; p < 3; p++) D.get(p)[i] = values.get(p).item();
    }
    return D;
  }

  @Test
  void jetsAreNestedReverseSweeps() {
    Expr y = net.smooth().at(0, 1).exp();
    List<double[]> jets = jets(y, 24);
    List<double[]> nested = nested(y);
    for (int p = 0; p < 3; p++)
      Residual.within(1e-13, "DS 5: D" + (p + 1) + " at 288 elements, jets against nested reverse", jets.get(p), nested.get(p));
  }

  /** The same by the closed forms DS 1 to DS 3 from the derivatives of the logits. */
  @Test
  void jetsAreTheClosedForms() {
    Expr S = net.smooth();
    List<Tensor> logits = new Diagonal(S, net.x, 3, 16).everywhere(Executor.float64(), net.point.given());
    assertEquals(net.x.shape().append(S.shape()), logits.getFirst().shape());
    double[] value = net.point.values(S);
    List<double[]> exp = jets(S.at(0, 1).exp(), 24);
    List<double[]> p = jets(Softmax.softmax(S, 0).at(0, 1), 24);
    double[] weight = IntStream.range(0, 3).mapToDouble(m -> Math.exp(value[m] - value[1])).toArray();
    double total = weight[0] + weight[1] + weight[2];
    double[][] closedExp = new double[3][ELEMENTS];
    double[][] closedP = new double[3][ELEMENTS];
    for (int e = 0; e < ELEMENTS; e++) {
      double[][] d = new double[3][3]; // by order and class
      for (int k = 0; k < 3; k++) for (int m = 0; m < 3; m++) d[k][m] = logits.get(k).cell(e * 3 + m);
      put(closedExp, e, Math.exp(value[1]), d[0][1], d[1][1], d[2][1]);
      double[] mean = new double[3];
      for (int k = 0; k < 3; k++) for (int m = 0; m < 3; m++) mean[k] += weight[m] / total * (d[k][m] - d[k][1]);
      double variance = 0;
      double covariance = 0;
      double third = 0;
      for (int m = 0; m < 3; m++) {
        double delta = d[0][m] - d[0][1] - mean[0];
        variance += weight[m] / total * delta * delta;
        covariance += weight[m] / total * delta * (d[1][m] - d[1][1] - mean[1]);
        third += weight[m] / total * delta * delta * delta;
      }
      put(closedP, e, 1 / total, -mean[0], -(mean[1] + variance), -(mean[2] + 3 * covariance + third));
    }
    for (int k = 0; k < 3; k++) {
      Residual.within(1e-13, "DS 5: D" + (k + 1) + " of exp(S) at 288 elements, jets against DS 2", exp.get(k), closedExp[k]);
      Residual.within(1e-13, "DS 5: D" + (k + 1) + " of p at 288 elements, jets against DS 3", p.get(k), closedP[k]);
    }
  }

  private static void put(double[][] D, int e, double Y, double l1, double l2, double l3) {
    D[0][e] = Y * l1;
    D[1][e] = Y * (l1 * l1 + l2);
    D[2][e] = Y * (l1 * l1 * l1 + 3 * l1 * l2 + l3);
  }

  /** A batch's rows are computed apart, each sum in the same order: the same bits whatever the size, dividing 288 or not. */
  @Test
  void batchesOfAnySizeGiveTheSameBits() {
    Expr y = net.smooth().at(0, 1).exp();
    Executor scalar = Executor.definition();
    int[] some = {0, 287, 100, 3, 100, 45, 12};
    List<double[]> all = new ArrayList<>();
    for (int batch : new int[]{1, 2, 3, 7, 20}) {
      List<Tensor> D = new Diagonal(y, net.x, 3, batch).at(scalar, net.point.given(), some, _ -> {});
      assertEquals(Shape.of(7), D.getFirst().shape());
      all.add(D.stream().flatMapToDouble(t -> Arrays.stream(t.toDoubles())).toArray());
    }
    all.forEach(each -> assertArrayEquals(all.getFirst(), each));
    assertEquals(all.getFirst()[2], all.getFirst()[4], "element 100 twice");
  }

  /** Cut at the features: their values are given, and nothing below them is computed or needed. */
  @Test
  void isTakenAtACut() {
    Expr A = net.features(Expr::tanh);
    Expr y = net.head(A, Expr::softplus).at(0, 2).exp();
    Input in = Input.of("A", A.shape());
    Expr same = net.head(in, Expr::softplus).at(0, 2).exp();
    Tensor value = Executor.float64().value(A, net.point.given());
    int[] some = IntStream.range(0, 40).map(i -> i * 10).toArray();
    Map<Expr, Tensor> given = new LinkedHashMap<>(Map.of(A, value));
    given.put(net.w2, net.point.given().get(net.w2));
    given.put(net.w3, net.point.given().get(net.w3));
    List<Tensor> cut = new Diagonal(y, A, 3, 10).at(Executor.float64(), given, some, _ -> {});
    given.put(in, value);
    List<Tensor> input = new Diagonal(same, in, 3, 10).at(Executor.float64(), given, some, _ -> {});
    for (int p = 0; p < 3; p++)
      Residual.within(0, "D" + (p + 1) + " at a cut against at an input", cut.get(p).toDoubles(), input.get(p).toDoubles());
  }

  @Test
  void tellsItsProgress() {
    List<Integer> done = new ArrayList<>();
    new Diagonal(net.smooth().at(0, 0), net.x, 1, 4).at(Executor.float64(), net.point.given(), new int[10], done::add);
    assertEquals(List.of(4, 8, 10), done);
  }

  /** Interrupted after the first of ten batches, it ends before the second; the flag stays. */
  @Test
  void anInterruptEndsItWithinABatch() {
    Expr y = net.smooth().at(0, 0);
    for (Diagonal diagonal : List.of(new Diagonal(y, net.x, 3, 4), Diagonal.ofOneNumber(y, net.x, 3, 4),
        Diagonal.byNestedReverse(y, net.x, 3, 4))) {
      List<Integer> done = new ArrayList<>();
      assertThrows(CancellationException.class,
          () -> diagonal.at(Executor.float64(), net.point.given(), IntStream.range(100, 140).toArray(), n -> {
            done.add(n);
            Thread.currentThread().interrupt();
          }));
      assertTrue(Thread.interrupted());
      assertEquals(List.of(4), done);
    }
  }

  @Test
  void ofNoCoordinatesIsEmpty() {
    List<Tensor> D = new Diagonal(net.smooth(), net.x, 2, 4).at(Executor.float64(), net.point.given(), new int[0], _ -> {});
    assertEquals(List.of(Shape.of(0, 3), Shape.of(0, 3)), D.stream().map(Tensor::shape).toList());
  }

  /** A head that does not depend on x at all, and orders that do not exist: zeros of the right shape. */
  @Test
  void ofWhatDoesNotDependIsZero() {
    Expr y = net.w3.sum();
    List<Tensor> D = new Diagonal(y, net.x, 2, 100).everywhere(Executor.float64(), net.point.given());
    for (Tensor d : D) assertArrayEquals(new double[ELEMENTS], d.toDoubles());
    assertEquals(net.x.shape(), D.getLast().shape());
  }

  @Test
  void saysWhatIsWrong() {
    Expr y = net.smooth().at(0, 0);
    assertEquals("Diagonal: derivatives of order 1 to 0; the order is at least 1",
        assertThrows(IllegalArgumentException.class, () -> new Diagonal(y, net.x, 0, 4)).getMessage());
    assertEquals("Directions: 0 at once; there is at least 1",
        assertThrows(IllegalArgumentException.class, () -> new Diagonal(y, net.x, 1, 0)).getMessage());
    Diagonal D = new Diagonal(y, net.x, 1, 4);
    for (int wrong : new int[]{-1, 288})
      assertEquals("Diagonal: no coordinate " + wrong + " among the 288 cells of [1, 2, 12, 12], counted from 0",
          assertThrows(IllegalArgumentException.class,
              () -> D.at(Executor.float64(), net.point.given(), new int[]{0, wrong, 1}, _ -> {})).getMessage());
    assertThrows(ShapeException.class, () -> D.at(Executor.float64(), Map.of(), new int[]{0}, _ -> {}));
  }
}
