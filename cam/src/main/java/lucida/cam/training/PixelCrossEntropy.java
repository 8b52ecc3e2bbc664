package lucida.cam.training;

import lucida.autodiff.Expr;

/**
 * Cross-entropy of each pixel in the mask — after Rao, Böhle, Parchami-Araghi, Schiele, ICCV 2023, arXiv 2303.11932. What lies outside of the mask has no part in it.
 *
 * <pre>
 *   −Σ M ⊙ log L̂ / Σ M,  L̂ = L⁺ / max L⁺      [EL 4]  of
 * </pre>
 *
 * <p>Deviation: L̂ below {@value #LEAST} counts as {@value #LEAST}, for the logarithm of 0 is −∞; a mask without a cell has loss 0.
 *
 * @param map through which
 */
public record PixelCrossEntropy(MapFormula map) implements ExplanationLoss {
  /** The least L̂ of which a logarithm is taken. */
  static final double LEAST = 1e-3;

  @Override
  public String name() { return "cross-entropy"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    Expr L = map.normalised(batch).clip(LEAST, 2), M = batch.masks(L.shape().extent(1), L.shape().extent(2));
    return M.times(L.log()).sum(1, 2).times(MapFormula.reciprocal(M.sum(1, 2))).negate();
  }
}
