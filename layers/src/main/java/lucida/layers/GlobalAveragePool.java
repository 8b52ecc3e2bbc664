package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;

/** [CAM 1] F^k = (1/Z) Σ_ij A^k_ij: pictures [N, C, H, W] to [N, C]. */
public record GlobalAveragePool() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) { return Pooling.globalAverage(in.getFirst()); }
}
