package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;

/** Average pooling to height × width cells, whatever the picture's size. */
public record AdaptiveAveragePool(int height, int width) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) { return Pooling.adaptiveAverage(in.getFirst(), height, width); }
}
