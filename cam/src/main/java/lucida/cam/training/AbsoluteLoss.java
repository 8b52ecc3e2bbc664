package lucida.cam.training;

import lucida.autodiff.Expr;

/**
 * The mean difference of a map and the mask — after Rao, Böhle, Parchami-Araghi, Schiele, ICCV 2023, arXiv 2303.11932.
 *
 * <pre>
 *   mean |M − L̂|,  L̂ = L⁺ / max L⁺      [EL 3]  of
 * </pre>
 *
 * @param map through which
 */
public record AbsoluteLoss(MapFormula map) implements ExplanationLoss {
  @Override
  public String name() { return "l1"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    Expr L = map.normalised(batch);
    return batch.masks(L.shape().extent(1), L.shape().extent(2)).minus(L).abs().mean(1, 2);
  }
}
