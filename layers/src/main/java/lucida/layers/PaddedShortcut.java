package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** The parameter-free shortcut of residual networks (option A — He et al., CVPR 2016): every other cell, new channels filled with zeros on both sides. */
public record PaddedShortcut(int stride, int before, int after) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    Expr thinned = x.slice(2, 0, x.shape().extent(2), stride).slice(3, 0, x.shape().extent(3), stride);
    return thinned.pad(List.of(0, before, 0, 0), List.of(0, after, 0, 0));
  }
}
