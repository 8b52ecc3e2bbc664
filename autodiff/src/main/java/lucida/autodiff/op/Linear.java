package lucida.autodiff.op;

import java.util.List;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** y = Σ Lᵢxᵢ. Knows its adjoints Lᵢᵀ, again linear. */
public sealed interface Linear extends Op
    permits Add, Scale, Sum, Expand, Reshape, Permute, Crop, Pad, Concat, Gather, Scatter, Resample, ResampleAdjoint {
  /** y, computed. The inputs are not modified; the result may share their cells. */
  Tensor map(List<Tensor> x, Kernels kernels);

  /** Lᵢᵀ. */
  Linear adjoint(int i);

  @Override
  default String symbol() { return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT); }
}
