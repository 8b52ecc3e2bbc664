package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** [N, …] to [N, cells of one]. */
public record Flatten() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    int n = x.shape().extent(0);
    return x.reshape(n, x.shape().without(0).size());
  }
}
