package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** In training each cell is 0 with probability p, else divided by 1 − p; in inference nothing happens. */
public record Dropout(double p) implements Layer {
  /** Checks that p is a probability below 1. */
  public Dropout {
    if (!(p >= 0 && p < 1))
      throw new IllegalArgumentException("Dropout: a probability of " + p + "; it is at least 0 and less than 1");
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    return scope.mode() == Mode.INFERENCE || p == 0 ? x : x.times(scope.mask(x.shape(), 1 - p));
  }
}
