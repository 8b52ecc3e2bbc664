package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Pooling;

/**
 * The mean of each window. With {@code ceil} a last window that only partly lies on the picture and its padding counts too, by the cells
 * that do; with {@code countPadding} padding counts as zeros, else only the picture's cells count.
 */
public record AveragePool(Windows windows, boolean ceil, boolean countPadding) implements Layer {
  /** Square windows without padding. */
  public static AveragePool of(int size, int stride) {
    return new AveragePool(Windows.of(size, size, stride, 0), false, true);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    int rank = x.shape().rank();
    Windows all = ceil ? windows.ceil(x.shape().extent(rank - 2), x.shape().extent(rank - 1)) : windows;
    return countPadding
        ? Pooling.average(x, all, windows.rows().after(), windows.columns().after())
        : Pooling.averageWithoutPadding(x, all);
  }
}
