package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** [GG 3] d_q = a_q ⊙ T: every channel of a, [N, C, h, w], times the numbers of T at its positions, [N, 1, h, w]. */
public record SpatialScale() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr a = in.getFirst(), T = in.getLast();
    return a.times(T.reshape(T.shape().without(1)).expand(a.shape(), 1));
  }
}
