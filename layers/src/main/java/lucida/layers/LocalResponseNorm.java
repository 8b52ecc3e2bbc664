package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;
import lucida.core.Shape;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;

/** Local response normalisation — Krizhevsky, Sutskever, Hinton, NIPS 2012: y_c = x_c / (k + (α/n) Σ_{c′ within n/2 of c} x_c′²)^β. */
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) { return normalise(in.getFirst(), size, alpha, beta, k); }

  /** The formula, of x [N, C, …]. */
  public static Expr normalise(Expr x, int size, double alpha, double beta, double k) {
    Shape shape = x.shape();
    int cells = shape.without(0, 1).size();
    int after = size / 2;
    int before = (size - 1) / 2;
    Taps neighbours = Pooling.average(new Sweep(shape.extent(1), size, 1, before, after, 1), after);
    Expr mean = x.square().reshape(shape.extent(0), 1, shape.extent(1), cells).resample(neighbours, Pooling.nearest(cells, cells))
        .reshape(shape);
    return x.times(mean.scale(alpha).plus(k).log().scale(-beta).exp());
  }
}
