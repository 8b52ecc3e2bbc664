package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import lucida.autodiff.CoordinateMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Residual;
import lucida.autodiff.Windows;
import lucida.autodiff.op.Bilinear;
import lucida.core.Precision;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adjoint jets that start behind several dense layers with dead cells between: the same as jets from the first cell on, and what is dead is not multiplied. */
class LeadingProductsTest {
  /** Sums of at most 12 · 9 · 7 products through three layers and three orders: some hundred ε of the largest. */
  private static final double ROUNDING = 1e-13;
  private static final Input X = LiveRowsTest.X, U = LiveRowsTest.U, V = LiveRowsTest.V, W = LiveRowsTest.W;

  private static Expr pooled() { return X.maxPool(Windows.square(2)).reshape(1, 12); }

  private static Expr z1(LiveRowsTest.Way way) { return way.product().apply(pooled(), U).plus(0.1); }

  private static Expr z2(LiveRowsTest.Way way) { return way.product().apply(z1(way).relu(), V); }

  private static Expr smooth(LiveRowsTest.Way way, Expr z2) {
    return way.product().apply(z2.relu(), W).scale(0.1).tanh().sum().exp();
  }

  private static List<Tensor> everywhere(Diagonal diagonal, Executor executor) {
    return diagonal.everywhere(executor, LiveRowsTest.given());
  }

  private static void assertSame(Expr y) {
    List<Tensor> wanted = everywhere(new Diagonal(y, X, 3, 48), Executor.float64());
    for (int batch : new int[]{1, 5, 48}) {
      List<Tensor> D = everywhere(Diagonal.ofOneNumber(y, X, 3, batch), Executor.float64());
      for (int p = 0; p < 3; p++)
        Residual.within(ROUNDING, "DS 7 behind dead cells against DS 4: D" + (p + 1), D.get(p).toDoubles(),
            wanted.get(p).toDoubles());
    }
  }

  @ParameterizedTest
  @MethodSource("lucida.autodiff.run.LiveRowsTest#ways")
  void areTheDerivatives(LiveRowsTest.Way way) {
    Expr y = smooth(way, z2(way));
    assertEquals(5, LeadingProducts.of(y, CoordinateMap.of(y, X).b()).orElseThrow().node().shape().size(), "three products lead");
    assertSame(y);
  }

  /** Where nothing is alive there is no direction, and all derivatives are 0. */
  @Test
  void ofDeadLayersAreZero() {
    LiveRowsTest.Way way = LiveRowsTest.ways().findFirst().orElseThrow();
    Expr dead = smooth(way, way.product().apply(z1(way).plus(-1000).relu(), V)), last = smooth(way, z2(way).plus(-1000));
    for (Expr y : List.of(dead, last))
      for (Tensor D : everywhere(Diagonal.ofOneNumber(y, X, 3, 10), Executor.float64()))
        assertArrayEquals(new double[48], D.toDoubles());
  }

  /** A direction through two further products: live rows times live columns each, and no other product with a number of rows. */
  @Test
  void whatIsDeadIsNotMultiplied() {
    LiveRowsTest.Way way = LiveRowsTest.ways().findFirst().orElseThrow();
    long live1 = alive(z1(way)), live2 = alive(z2(way));
    assertTrue(live1 < 9 && live2 < 7, "the seed leaves some dead: " + live1 + ", " + live2);
    Work work = new Work(Executor.float64(), "columns", new AtomicLong(), new AtomicLong());
    everywhere(Diagonal.ofOneNumber(smooth(way, z2(way)), X, 3, 1), work);
    assertEquals(12, work.runs().get(), "the winners of 48 cells");
    assertEquals(12 * (live1 * live2 + live2 * 5), work.multiplications().get());
  }

  /** Columns that are 0 in all rows that are alive are no directions. */
  @Test
  void zeroColumnsCostNothing() {
    Input x = Input.of("x", 1, 4), M = Input.of("M", 3, 4);
    Expr y = x.matmulTransposed(M).relu().tanh().sum();
    Map<Expr, Tensor> given = Map.of(x, Tensor.matrix(new double[]{1, 1, 1, 1}), M,
        Tensor.matrix(new double[]{0.3, 0, 0, 0.2}, new double[]{-1, -2, 0, -1}, new double[]{0.1, 0, 0, 0})); // the second row is dead
    Work work = new Work(Executor.float64(), "rows", new AtomicLong(), new AtomicLong());
    int[] all = IntStream.range(0, 4).toArray();
    List<Tensor> D = Diagonal.ofOneNumber(y, x, 3, 1).at(work, given, all, _ -> {});
    assertEquals(2, work.runs().get(), "the first column and the last");
    List<Tensor> wanted = new Diagonal(y, x, 3, 1).at(Executor.float64(), given, all, _ -> {});
    for (int p = 0; p < 3; p++) Residual.within(ROUNDING, "D" + (p + 1), D.get(p).toDoubles(), wanted.get(p).toDoubles());
  }

  private static long alive(Expr z) {
    Tensor value = Executor.float64().value(z, LiveRowsTest.given());
    return IntStream.range(0, value.size()).filter(i -> value.cell(i) > 0).count();
  }

  /** Counts how often programs of an input are run, and the multiplications in products that depend on it. */
  private record Work(Executor executor, String input, AtomicLong runs, AtomicLong multiplications) implements Executor {
    @Override
    public Precision precision() { return executor.precision(); }

    @Override
    public Executor in(Precision other) { return new Work(executor.in(other), input, runs, multiplications); }

    @Override
    public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
      Compiled compiled = executor.compile(program, fixed);
      Set<Expr> moving = new HashSet<>();
      long products = 0;
      for (Program.Step step : program.steps()) {
        if (step.inputs().stream().noneMatch(e -> moving.contains(e) || e instanceof Input in && in.name().equals(input))) continue;
        moving.add(step.target());
        if (step.op() instanceof Bilinear(var form, _)) products += form.multiplications();
      }
      long each = products;
      return (varying, watch) -> {
        if (varying.keySet().stream().anyMatch(e -> e instanceof Input in && in.name().equals(input))) {
          runs.incrementAndGet();
          multiplications.addAndGet(each);
        }
        return compiled.run(varying, watch);
      };
    }
  }
}
