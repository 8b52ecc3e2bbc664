package lucida.cam.training;

import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * The share of a map's energy outside of the mask — Rao, Böhle, Parchami-Araghi, Schiele, ICCV 2023, arXiv 2303.11932.
 *
 * <pre>
 *   1 − Σ M ⊙ L⁺ / Σ L⁺      [EL 2]  of
 * </pre>
 *
 * <p>Deviation: where L⁺ is 0 everywhere it is 1, without a derivative. The mask is taken at the size of the map, as shares of its cells.
 *
 * @param map through which
 */
public record EnergyLoss(MapFormula map) implements ExplanationLoss {
  @Override
  public String name() { return "energy"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    Expr L = map.positive(batch);
    Shape shape = L.shape();
    Expr inside = L.times(batch.masks(shape.extent(1), shape.extent(2))).sum(1, 2);
    return inside.times(MapFormula.reciprocal(L.sum(1, 2))).negate().plus(1);
  }
}
