package lucida.cam.training;

import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;

/**
 * Right for the right reasons — Ross, Hughes, Doshi-Velez, IJCAI 2017, arXiv 1703.03717.
 *
 * <pre>
 *   Σ ((1 − M) ⊙ ∂/∂x Σ_m log p^m)²      [EL 1]  of
 * </pre>
 *
 * <p>Deviation: through another map than the gradient it is Σ ((1 − M) ⊙ L)² of the map before its ReLU.
 *
 * @param map through which
 */
public record RightReasons(MapFormula map) implements ExplanationLoss {
  @Override
  public String name() { return "rrr"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    return switch (map) {
      case GRADIENT -> printed(batch);
      case GRADCAM, GRADCAM_PLUS_PLUS_CLOSED, GRADCAM_PLUS_PLUS -> outside(map.signed(batch), batch).square().sum(1, 2);
    };
  }

  private static Expr printed(ExplainedBatch batch) {
    Expr g = batch.inputGradient(Softmax.logSoftmax(batch.forward().scores(), 1));
    Shape x = g.shape();
    Expr M = batch.masks(x.extent(2), x.extent(3));
    return g.times(M.negate().plus(1).expand(x, 1)).square().sum(1, 2, 3);
  }

  private static Expr outside(Expr L, ExplainedBatch batch) {
    return L.times(batch.masks(L.shape().extent(1), L.shape().extent(2)).negate().plus(1));
  }
}
