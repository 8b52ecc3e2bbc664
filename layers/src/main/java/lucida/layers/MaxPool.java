package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;

/** The largest cell of each window; with {@code ceil} a last window that only partly lies on the picture counts too. */
public record MaxPool(Windows windows, boolean ceil) implements Layer {
  /** Square windows without padding. */
  public static MaxPool of(int size, int stride) {
    return new MaxPool(Windows.of(size, size, stride, 0), false);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    int rank = x.shape().rank();
    return x.maxPool(ceil ? windows.ceil(x.shape().extent(rank - 2), x.shape().extent(rank - 1)) : windows);
  }
}
