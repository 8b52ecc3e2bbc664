package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * FiLM — Perez, Strub, de Vries, Dumoulin, Courville, AAAI 2018, arXiv 1709.07871: (1 + γ_k) · A^k + β_k of a layer A [N, K, h, w], by numbers γ, β that
 * something else says of each picture, [N, 2K].
 */
public record FeatureModulation() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr A = in.getFirst(), said = in.getLast();
    Shape shape = A.shape();
    int K = shape.extent(1);
    Expr gamma = said.slice(1, 0, K).expand(shape, 2, 3), beta = said.slice(1, K, 2 * K).expand(shape, 2, 3);
    return A.times(gamma.plus(1)).plus(beta);
  }
}
