package lucida.book;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Directions;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;

/**
 * [PP 3] What the ansatz for α keeps, and what it drops. [PP 2] without its ReLU makes of [PP 1] the function R = Σ_l w_l Σ_ab A^l_ab with
 * w_l = Σ_ab α^l_ab ∂Y/∂A^l_ab, α held constant. Its second derivative by one cell e, of channel k, is
 *
 * <pre>
 *   ∂²R/∂A_e² = 2 α_e Y_ee + (ΣA^k) α_e Y_eee                                             kept
 *             + Σ_{b of k, b ≠ e} (2 α_b Y_be + (ΣA^k) α_b Y_bee)                         other positions of the channel, dropped
 *             + Σ_{l ≠ k} (ΣA^l) Σ_{b of l} α_b Y_bee                                     other channels, dropped
 * </pre>
 *
 * <p>where ΣA^l depends on e for l = k only. What is kept is D2 by the choice of α, wherever its denominator is not 0. Each is [cells], divided by Y where Y is
 * exp(S) or a probability.
 *
 * @param kept 2 α D2 + (ΣA^k) α D3
 * @param positions what other positions of the same channel bring
 * @param channels what other channels bring
 */
public record AnsatzTerms(Tensor kept, Tensor positions, Tensor channels) {
  /**
   * At some cells, by nested reverse sweeps.
   *
   * @param alpha [K, h, w]
   * @param keptThere 2 α D2 + (ΣA^k) α D3 at the cells, as it is known already, [cells]
   */
  public static AnsatzTerms at(Probe probe, Score score, Tensor alpha, Tensor keptThere, int... cells) {
    Expr A = probe.cut().activations();
    Input u = Input.of("u", A.shape()), alphaThere = Input.of("α", A.shape());
    Expr w = Reverse.gradient(SampledDerivatives.scaled(probe, score), A).times(alphaThere).sum(2, 3);
    Expr perChannel = w.times(A.sum(2, 3));
    Expr ofChannel = perChannel.times(u.sum(2, 3)).sum(); // u is 1 at one cell: the others' channels vanish
    Map<Expr, Tensor> given = new HashMap<>(probe.givenActivations());
    given.put(alphaThere, alpha.reshape(A.shape()));
    double[][] second = new double[2][cells.length];
    Directions
        .of(List.of(twice(perChannel.sum(), A, u), twice(ofChannel, A, u)), u, Math.min(probe.subject().batch(), cells.length), A)
        .each(probe.executor(), given, cells.length, Directions.units(cells), (e, results, row) -> {
          for (int i = 0; i < 2; i++) second[i][e] = results.get(i).cell(row);
        }, _ -> {});
    Tensor all = Tensor.vector(second[0]), own = Tensor.vector(second[1]);
    return new AnsatzTerms(keptThere, own.minus(keptThere), all.minus(own));
  }

  private static Expr twice(Expr y, Expr A, Expr u) {
    return Differential.along(Differential.along(y, A, u), A, u);
  }

  /** ∂²R/∂A_e² in full. */
  public Tensor all() {
    return kept.plus(positions).plus(channels);
  }

  /** ‖dropped‖ / ‖kept‖ over the cells. */
  public double droppedShare() {
    return positions.plus(channels).norm() / kept.norm();
  }
}
