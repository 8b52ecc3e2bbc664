package lucida.cam.derivatives;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Coordinates;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.LiveRows;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * [DS 3] For a piecewise linear head before a softmax the derivatives of log p^c are moments, over the classes m ~ p, of δ = g^m − g^c: ℓ1 = −E[δ],
 * ℓ2 = −Var[δ], ℓ3 = −E[(δ − E[δ])³]. What is cubed is d_m = δ_m − E[δ] = g^m − Σ_k p_k g^k, the pullback of e_m − p, by the cells b that those of A reach,
 * {@link Coordinates}, over {@link LiveRows} only, a batch of classes at a time.
 *
 * <p>The least probable classes R are left out. Since d_m = Σ_k p_k (g^m − g^k), |d_m| ≤ (1 − p_m) D with D = max_{m,k} |g^m − g^k|, so that what all classes
 * say of ℓn is at most Dⁿ Σ_m p_m (1 − p_m)ⁿ, and what those of R say at most
 *
 * <pre>
 *   Dⁿ Σ_{m ∈ R} p_m (1 − p_m)ⁿ  ≤  ε/2 · Dⁿ Σ_m p_m (1 − p_m)ⁿ,   n = 2, 3,
 * </pre>
 *
 * half a unit in the last place, ε = 2⁻²³ or 2⁻⁵², of the first bound. The condition knows nothing but p.
 *
 * @param p of all classes
 * @param rows e_m − p of a batch of classes, [n, classes]
 * @param weights p_m of a batch, [1, n]
 * @param sums Σ_m p_m d_mⁿ for n = 2, 3, by b, each [1, cells]
 */
record ScoreMoments(double[] p, Input rows, Input weights, Executor.Compiled sums) {
  /** Gradients that are taken at once: 64 MiB of them in float32. */
  private static final int TOGETHER = 1 << 24;

  /** ℓ1, ℓ2, ℓ3 at some cells of A, each [cells]. */
  static HeadDerivatives derivatives(Probe probe, int... cells) {
    Coordinates coordinates = probe.written(Coordinates.class, "coordinates", Score.LOGIT,
        () -> Coordinates.of(probe.cut().scores(), probe.cut().activations(), 3));
    List<Tensor> l = coordinates.diagonal(probe.executor(), probe.givenActivations(), cells,
        reached -> at(probe, coordinates.map().b(), reached));
    return new HeadDerivatives(l.get(0), l.get(1), l.get(2));
  }

  /** ℓ1, ℓ2, ℓ3 at some cells of b. */
  private static List<Tensor> at(Probe probe, Expr b, int... reached) {
    double[] p = probe.cut().forward().scoreKind().probabilities(probe.logits())
        .orElseThrow(() -> new IllegalStateException("scores without probabilities have a gradient of one")).toDoubles();
    int[] kept = kept(p, probe.executor().precision());
    int batches = Math.ceilDiv(kept.length, Math.clamp(TOGETHER / b.shape().size(), 1, kept.length));
    List<Tensor> moments = of(probe, b, p, Math.ceilDiv(kept.length, batches)).over(probe, kept);
    Tensor first = probe.behindLayer("gradient by what A reaches", Score.PROBABILITY, y -> Reverse.gradient(y, b));
    return List.of(cells(first, reached), cells(moments.getFirst().negate(), reached), cells(moments.getLast().negate(), reached));
  }

  /** The classes that are not left out, the most probable first. */
  static int[] kept(double[] p, Precision precision) {
    int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(m -> -p[m])).mapToInt(m -> m).toArray();
    return Arrays.copyOf(order, Math.max(keptFor(2, p, order, precision), keptFor(3, p, order, precision)));
  }

  /** How many classes ℓn needs. */
  private static int keptFor(int n, double[] p, int[] order, Precision precision) {
    double[] share = Arrays.stream(order).mapToDouble(m -> p[m] * Math.pow(1 - p[m], n)).toArray();
    double most = precision.ulp(1) / 2 * DoubleStream.of(share).sum();
    int kept = order.length;
    for (double left = share[kept - 1]; kept > 1 && left <= most; left += share[kept - 1]) kept--;
    return kept;
  }

  private static ScoreMoments of(Probe probe, Expr b, double[] p, int n) {
    Expr S = probe.cut().scores(), A = probe.cut().activations();
    Input rows = Input.of("e − p", S.shape().insert(0, n)), weights = Input.of("p", 1, n);
    Map<Expr, Tensor> given = probe.givenActivations();
    Expr d = LiveRows.of(S, b, A, probe.executor(), given).pullback(rows);
    Expr square = d.square();
    return new ScoreMoments(p, rows, weights, probe.executor()
        .compile(Program.of(List.of(weights.matmul(square), weights.matmul(square.times(d))), A), given));
  }

  /** Σ_m p_m d_mⁿ for n = 2, 3, by the cells of b. */
  private List<Tensor> over(Probe probe, int... classes) {
    int n = weights.shape().size();
    Precision precision = probe.executor().precision();
    List<Tensor> total = List.of();
    for (int from = 0; from < classes.length; from += n) {
      int[] some = Arrays.copyOfRange(classes, from, Math.min(from + n, classes.length));
      List<Tensor> batch = sums.run(Map.of(rows, centred(precision, some),
          weights, Tensor.filled(weights.shape(), precision, r -> r < some.length ? p[some[r]] : 0)));
      List<Tensor> before = total;
      total = before.isEmpty() ? batch : List.of(before.get(0).plus(batch.get(0)), before.get(1).plus(batch.get(1)));
      probe.subject().progress().report(from + some.length, classes.length);
    }
    return total;
  }

  /** e_m − p for some classes; 1 − p_m as the sum of the others, which keeps its digits where p_m is nearly 1. */
  private Tensor centred(Precision precision, int... some) {
    return Tensor.filled(rows.shape(), precision, e -> {
      int r = e / p.length, k = e % p.length;
      return r >= some.length ? 0 : some[r] == k ? others(k) : -p[k];
    });
  }

  private double others(int m) { return IntStream.range(0, p.length).filter(k -> k != m).mapToDouble(k -> p[k]).sum(); }

  private static Tensor cells(Tensor D, int... cells) {
    return Tensor.filled(Shape.of(cells.length), D.precision(), r -> D.cell(cells[r]));
  }
}
