package lucida.cam.derivatives;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Vmap;
import lucida.autodiff.run.Coordinates;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * [DS 3] For a piecewise linear head before a softmax the derivatives of log p^c are moments, over the classes m ~ p, of δ = g^m − g^c: ℓ1 = −E[δ],
 * ℓ2 = −Var[δ], ℓ3 = −E[(δ − E[δ])³]. The gradients of all scores are taken by the cells b that those of A reach, {@link Coordinates}, a batch of classes at a time; a class whose p is 0
 * in the precision of the scores adds exactly 0 and is left out.
 *
 * @param coordinates the cells b of those of A
 * @param gradients of log p^c, which is −E[δ] with all its digits, and of S^c, by b
 * @param rows the classes of a batch, one-hot
 * @param p their probabilities
 * @param centre −E[δ] − g^c
 * @param sums Σ_m p_m (g^m + centre)ⁿ for n = 2, 3
 */
record ScoreMoments(Coordinates coordinates, Program gradients, Input rows, Input p, Input centre, Program sums) {
  /** Gradients that are taken at once: 64 MiB of them in float32. */
  private static final int TOGETHER = 1 << 24;

  private static ScoreMoments of(Probe probe) {
    Expr S = probe.cut().scores(), A = probe.cut().activations();
    Coordinates coordinates = Coordinates.of(S, A, 3);
    Expr b = coordinates.map().b();
    int N = b.shape().size();
    int classes = S.shape().size();
    int n = Math.clamp(TOGETHER / N, 1, classes);
    Input yBar = Input.of("S̄", S.shape());
    Input rows = Input.of("classes", S.shape().insert(0, n));
    Input p = Input.of("p", 1, n);
    Input centre = Input.of("centre", N);
    Expr G = Vmap.over(Reverse.pullback(S, yBar, b), yBar, rows).reshape(n, N);
    Expr d = G.plus(centre.expandAlong(G.shape(), 1));
    Expr square = d.square();
    return new ScoreMoments(coordinates,
        Program.of(List.of(Reverse.gradient(probe.differentiated(Score.PROBABILITY), b),
            Reverse.gradient(probe.differentiated(Score.LOGIT), b)), A),
        rows, p, centre, Program.of(List.of(p.matmul(square), p.matmul(square.times(d))), A));
  }

  /** ℓ1, ℓ2, ℓ3 at some cells of A, each [cells]. */
  static HeadDerivatives derivatives(Probe probe, int... cells) {
    ScoreMoments moments = probe.written(ScoreMoments.class, "moments of the gradients of all scores", Score.PROBABILITY,
        () -> of(probe));
    List<Tensor> l = moments.coordinates.diagonal(probe.executor(), probe.givenActivations(), cells,
        reached -> moments.by(probe, reached));
    return new HeadDerivatives(l.get(0), l.get(1), l.get(2));
  }

  /** At some cells of b. */
  private List<Tensor> by(Probe probe, int... reached) {
    Executor executor = probe.executor();
    Map<Expr, Tensor> given = new HashMap<>(probe.givenActivations());
    List<Tensor> g = executor.run(gradients, given);
    given.put(centre, g.getFirst().minus(g.getLast()).reshape(centre.shape()));
    Executor.Compiled batches = executor.compile(sums, given);
    double[] probability = probe.cut().forward().scoreKind().probabilities(probe.logits())
        .orElseThrow(() -> new IllegalStateException("scores without probabilities have a gradient of one")).toDoubles();
    int[] classes = IntStream.range(0, probability.length).filter(m -> probability[m] > 0).toArray();
    int n = p.shape().size();
    double[][] total = new double[2][centre.shape().size()];
    for (int from = 0; from < classes.length; from += n) {
      int[] some = Arrays.copyOfRange(classes, from, Math.min(from + n, classes.length));
      List<Tensor> sums = batches.run(Map.of(rows, oneHot(some, executor.precision()), p,
          Tensor.filled(p.shape(), executor.precision(), r -> r < some.length ? probability[some[r]] : 0)));
      for (int k = 0; k < 2; k++)
        for (int e = 0; e < total[k].length; e++) total[k][e] -= sums.get(k).cell(e);
      probe.subject().progress().report(from + some.length, classes.length);
    }
    return List.of(at(g.getFirst().toDoubles(), reached, executor.precision()), at(total[0], reached, executor.precision()),
        at(total[1], reached, executor.precision()));
  }

  private Tensor oneHot(int[] some, Precision precision) {
    int classes = rows.shape().without(0).size();
    return Tensor.filled(rows.shape(), precision, e -> e / classes < some.length && some[e / classes] == e % classes ? 1 : 0);
  }

  private static Tensor at(double[] values, int[] cells, Precision precision) {
    return Tensor.filled(Shape.of(cells.length), precision, r -> values[cells[r]]);
  }
}
