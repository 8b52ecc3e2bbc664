package lucida.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Directions;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Shape;
import lucida.core.Tensor;

/** Derivatives at a sample of A: D1, D2, D3 at some elements by two routes that share no rule but those of the operations; sums over channels. */
final class SampledDerivatives {
  private SampledDerivatives() {}

  /** Y/Y(A) where Y is exp(S) or a probability, so that its derivatives are D_n/Y; else S. */
  static Expr scaled(Probe probe, Score score) {
    Expr l = probe.differentiated(score);
    return score == Score.LOGIT ? l : l.plus(-probe.value(score)).exp();
  }

  /** [DS 4] D_n = n! c_n of the Taylor coefficients of Y(A + τ e). */
  static ScoreDerivatives jets(Probe probe, Score score, int... elements) {
    return at(probe, elements, new Diagonal(scaled(probe, score), probe.cut().activations(), 3, batch(probe, elements)));
  }

  /** [DS 7] The same by adjoint jets. */
  static ScoreDerivatives adjointJets(Probe probe, Score score, int... elements) {
    return at(probe, elements,
        Diagonal.ofOneNumber(scaled(probe, score), probe.cut().activations(), 3, batch(probe, elements)));
  }

  private static int batch(Probe probe, int... elements) { return Math.min(probe.subject().batch(), elements.length); }

  private static ScoreDerivatives at(Probe probe, int[] elements, Diagonal diagonal) {
    List<Tensor> D = diagonal.at(probe.executor(), probe.givenActivations(), elements, _ -> {});
    return of(D.stream().map(d -> d.reshape(Shape.of(elements.length))).toList());
  }

  /** [DS 5] Three nested reverse sweeps, each read at the one element: ⟨∂⟨∂⟨∂Y, u⟩, u⟩, u⟩ for u a unit vector. */
  static ScoreDerivatives nestedReverse(Probe probe, Score score, int... elements) {
    Expr A = probe.cut().activations();
    Input u = Input.of("u", A.shape());
    Expr first = Differential.along(scaled(probe, score), A, u);
    Expr second = Differential.along(first, A, u);
    return of(alongUnits(probe, List.of(first, second, Differential.along(second, A, u)), u, elements));
  }

  /** The mistake of not reading nested sweeps at one element: derivatives of Σ D1, which sum rows of the Hessian. */
  static ScoreDerivatives rowSums(Probe probe, Score score, int... elements) {
    Expr A = probe.cut().activations();
    Input u = Input.of("u", A.shape());
    Expr g = Reverse.gradient(scaled(probe, score), A);
    Expr h = Reverse.gradient(g.sum(), A);
    Expr t = Reverse.gradient(h.sum(), A);
    return of(alongUnits(probe, List.of(g.times(u).sum(), h.times(u).sum(), t.times(u).sum()), u, elements));
  }

  /** Formulas of a direction u, for u the unit vector of each element, a batch at a time; each [elements]. */
  private static List<Tensor> alongUnits(Probe probe, List<Expr> formulas, Input u, int... elements) {
    double[][] D = new double[formulas.size()][elements.length];
    Directions.of(formulas, u, Math.min(probe.subject().batch(), elements.length), probe.cut().activations()).each(
        probe.executor(), probe.givenActivations(), elements.length, Directions.units(elements), (e, results, row) -> {
          for (int n = 0; n < D.length; n++) D[n][e] = results.get(n).cell(row);
        }, _ -> {});
    return Arrays.stream(D).map(Tensor::vector).toList();
  }

  /** Σ_ij ∂Y/∂A^k_ij of some channels in forward mode, along all positions of a channel at once; [channels]. */
  static Tensor channelSums(Probe probe, Score score, int... channels) {
    Expr A = probe.cut().activations();
    int Z = A.shape().extent(2) * A.shape().extent(3);
    Input v = Input.of("v", A.shape());
    Expr slope = Differential.jvp(scaled(probe, score), A, v);
    double[] slopes = new double[channels.length];
    Directions.of(List.of(slope), v, Math.min(probe.subject().batch(), channels.length), A).each(probe.executor(),
        probe.givenActivations(), channels.length, (k, cells, first) -> {
          for (int z = 0; z < Z; z++) cells.set(first + channels[k] * Z + z, 1);
        }, (k, results, row) -> slopes[k] = results.getFirst().cell(row), _ -> {});
    return Tensor.vector(slopes);
  }

  private static ScoreDerivatives of(List<Tensor> D) {
    return new ScoreDerivatives(D.get(0), D.get(1), D.get(2));
  }

  /** Cells of a tensor, counted row-major. */
  static Tensor at(Tensor tensor, int... cells) {
    return Tensor.vector(IntStream.of(cells).mapToDouble(tensor::cell).toArray());
  }

  /** Cells of each order. */
  static ScoreDerivatives at(ScoreDerivatives D, int... cells) {
    return of(List.of(at(D.first(), cells), at(D.second(), cells), at(D.third(), cells)));
  }
}
