package lucida.book;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;

/**
 * What two more reverse sweeps give if the sum of the gradient is derived in place of one cell of it: rows of the Hessian summed,
 * Σ_b ∂²Y/∂A_e∂A_b, and Σ_bc ∂³Y/∂A_e∂A_b∂A_c. Programs that call this the second and third derivative mistake it for the diagonal. Divided by Y where Y is
 * exp(S) or a probability.
 *
 * @param second [K, h, w]
 * @param third [K, h, w]
 */
public record RowSums(Tensor second, Tensor third) {
  /** By three sweeps for all cells together. */
  public static RowSums of(Probe probe, Score score) {
    Expr A = probe.cut().activations();
    Expr h = Reverse.gradient(Reverse.gradient(SampledDerivatives.scaled(probe, score), A).sum(), A);
    List<Tensor> sums = probe.fromActivations(List.of(h, Reverse.gradient(h.sum(), A)));
    return new RowSums(sums.getFirst().reshape(probe.activations().shape()), sums.getLast().reshape(probe.activations().shape()));
  }
}
