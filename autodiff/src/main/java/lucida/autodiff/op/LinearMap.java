package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** A linear map and its transpose, both ways in one place. */
public sealed interface LinearMap permits Addition, Scale, Sum, Reshape, Permute, Crop, Concatenation, Gather, Resample {
  /**
   * The shape of L x, or of Lᵀ x.
   *
   * @throws lucida.core.ShapeException if the inputs do not fit; the message names both sides
   */
  Shape shape(boolean transposed, List<Shape> in);

  /**
   * Computes L x, or Lᵀ x.
   *
   * @param x the inputs; not modified
   * @param y the result, all zeros before; modified
   */
  void fill(boolean transposed, List<Tensor> x, Storage y, Kernels kernels);

  /** The same map applied to n inputs at once, along one more axis in front. */
  LinearMap withAxis(int n);

  /** The name L or Lᵀ is printed with. */
  String symbol(boolean transposed);

  /** Lᵢᵀ: this map transposed, unless another map says the same. */
  default Linear adjoint(int i) { return new Linear(this, true); }
}
