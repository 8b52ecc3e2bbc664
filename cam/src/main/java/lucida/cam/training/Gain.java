package lucida.cam.training;

import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;

/**
 * Guided attention inference — Li, Wu, Peng, Ernst, Fu, CVPR 2018, arXiv 1802.10171: what is left of a picture without what its map shows should not be of its class.
 *
 * <pre>
 *   p^c(x − T(L) ⊙ x),  T = sigmoid(ω (L̂ − σ))      [EL 6]  of
 * </pre>
 *
 * @param map through which
 * @param omega how sharp the threshold is
 * @param sigma the threshold, a share of the map's maximum
 */
public record Gain(MapFormula map, double omega, double sigma) implements ExplanationLoss {
  /** ω = 10, σ = ½. */
  public Gain(MapFormula map) { this(map, 10, 0.5); }

  @Override
  public String name() { return "gain"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    Expr x = batch.forward().x(), L = map.normalised(batch);
    Shape pictures = x.shape();
    Expr shown = Pooling.bilinear(L.reshape(L.shape().insert(1, 1)), pictures.extent(2), pictures.extent(3));
    Expr T = shown.plus(-sigma).scale(omega).sigmoid();
    Expr left = x.minus(x.times(T.reshape(T.shape().without(1)).expand(pictures, 1)));
    return batch.trueClass().gate(Softmax.softmax(batch.scoresOf(left), 1)).sum(1);
  }

  @Override
  public boolean wantsMasks() { return false; }
}
