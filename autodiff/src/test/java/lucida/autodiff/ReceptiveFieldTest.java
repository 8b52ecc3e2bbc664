package lucida.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.StridedRegion;
import lucida.autodiff.run.Executor;
import lucida.core.RandomStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Formulas of a direction that is 0 outside of a box, against the same with all the zeros: the same products but for those with 0. */
class ReceptiveFieldTest {
  /** Adjoint jets and jets of random heads of every kind along a random direction in a random box. */
  @Test
  void randomHeads() { randomHeads(0, 150); }

  @Test
  @Tag("full")
  void manyRandomHeads() { randomHeads(150, 5_000); }

  private static void randomHeads(int from, int to) {
    for (int seed = from; seed < to; seed++) {
      RandomHead head = new RandomHead(seed, seed % 3 == 0 ? 0.7 : 0.3, 0.5);
      Input v = Input.of("v", head.A.shape());
      List<Expr> ys = new ArrayList<>(AdjointJets.derivatives(head.Y, head.A, v, 3));
      Jet jet = Taylor.jet(head.Y, head.A, v, 3);
      for (int p = 1; p <= 3; p++) ys.add(jet.derivative(p));
      List<double[]> all = new ArrayList<>(), near = new ArrayList<>();
      both(seed, ys, v, head.point, all, near);
      head.same(1e-13, "zeros left out, head " + seed, near.subList(0, 3), all.subList(0, 3));
      head.same(1e-13, "zeros left out of jets, head " + seed, near.subList(3, 6), all.subList(3, 6));
    }
  }

  /** Windows of every size, stride, padding and dilation, one behind the other, with poolings and pieces beside each other. */
  @Test
  void windows() {
    for (int seed = 0; seed < 200; seed++) {
      Point point = Point.seeded(seed);
      RandomGenerator random = point.random();
      Input x = point.normal("x", 1, 2, random.nextInt(6, 10), random.nextInt(6, 10)), v = Input.of("v", x.shape());
      Expr y = v, z = x;
      for (int i = 0; i < 3; i++) {
        Windows windows = new Windows(window(random), window(random));
        if (!fits(windows, y)) continue;
        Input w = point.normal("w" + i, 2, 2, windows.rows().size(), windows.columns().size());
        Expr zw = z.convolve(w, windows, 1);
        y = Differential.jvp(zw.plus(Expr.concat(1, List.of(zw.at(1, 1).reshape(one(zw)), zw.at(1, 0).reshape(one(zw))))), z, y);
        z = zw.tanh();
        if (y.shape().extent(2) > 3 && y.shape().extent(3) > 3) {
          Expr pooled = z.maxPool(Windows.of(2, 3, 2, 1));
          y = Differential.jvp(pooled, z, y.times(z));
          z = pooled;
        }
      }
      List<double[]> all = new ArrayList<>(), near = new ArrayList<>();
      both(seed, List.of(y, y.sum(0, 1), y.sum(2, 3)), v, point, all, near);
      for (int i = 0; i < 3; i++) Residual.within(1e-14, "windows " + seed, near.get(i), all.get(i));
    }
  }

  private static Shape one(Expr z) { return z.shape().with(1, 1); }

  private static Window window(RandomGenerator random) {
    return new Window(random.nextInt(1, 4), random.nextInt(1, 4), random.nextInt(3), random.nextInt(3), random.nextInt(1, 3));
  }

  private static boolean fits(Windows w, Expr y) {
    return w.rows().span() <= y.shape().extent(2) && w.columns().span() <= y.shape().extent(3);
  }

  /** The formulas along one direction in a random box. */
  private static void both(int seed, List<Expr> ys, Input v, Point point, List<double[]> all, List<double[]> near) {
    RandomGenerator random = point.random();
    int rank = v.shape().rank(), H = v.shape().extent(rank - 2), W = v.shape().extent(rank - 1);
    int row = random.nextInt(H), column = random.nextInt(W);
    Shape box = v.shape().with(rank - 2, random.nextInt(1, H - row + 1)).with(rank - 1, random.nextInt(1, W - column + 1));
    Input u = Input.of("u", box);
    Tensor value = RandomStream.of(seed).gaussian(box, Precision.FLOAT64, 0, 1);
    Map<Input, Tensor> given = new HashMap<>(point.given());
    given.put(u, value);
    Executor executor = Executor.float64();
    executor.values(ReceptiveField.of(ys, v, u, row, column), given).forEach(t -> near.add(t.toDoubles()));
    List<Integer> from = new ArrayList<>(Collections.nCopies(rank, 0));
    from.set(rank - 2, row);
    from.set(rank - 1, column);
    Expr padded = Apply.of(new Linear(new Crop(
        new StridedRegion(v.shape(), from, Collections.nCopies(rank, 1), box)), true), u);
    given.put(v, executor.value(padded, given));
    executor.values(ys, given).forEach(t -> all.add(t.toDoubles()));
  }
}
