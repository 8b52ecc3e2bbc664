package lucida.autodiff.op;

import java.util.Map;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;

/**
 * T(P, Q, R) = Σ P[b, m, k] · Q[b, k, n] · R[b, m, n]. Its faces are the three products one needs: R = P Q, P = R Qᵀ, Q = Pᵀ R; a dense
 * layer with weights [outputs, inputs] is the second.
 */
public record MatMul(MatrixProduct extents) implements Trilinear {
  @Override
  public Shape shape(Slot slot) {
    return switch (slot) {
      case X -> Shape.of(extents.batch(), extents.m(), extents.k());
      case W -> Shape.of(extents.batch(), extents.k(), extents.n());
      case Z -> Shape.of(extents.batch(), extents.m(), extents.n());
    };
  }

  @Override
  public void fill(Slot open, Storage p, Storage q, Storage y, Kernels kernels) {
    switch (open) {
      case X -> kernels.productLeftAdjoint(extents, p, q, y);
      case W -> kernels.productRightAdjoint(extents, p, q, y);
      case Z -> kernels.product(extents, p, q, y);
    }
  }

  /** With one Q for all, the n products are one product of n times as many rows; else they are n times as large a batch. */
  @Override
  public long multiplications() { return (long) extents.batch() * extents.m() * extents.k() * extents.n(); }

  @Override
  public Wide withAxis(int n, boolean sharedW) {
    MatrixProduct g = extents;
    return sharedW && g.batch() == 1
        ? new Wide(new MatMul(new MatrixProduct(1, n * g.m(), g.k(), g.n())), Map.of(Slot.X, 0, Slot.Z, 0))
        : new Wide(new MatMul(new MatrixProduct(n * g.batch(), g.m(), g.k(), g.n())), Map.of(Slot.X, 0, Slot.W, 0, Slot.Z, 0));
  }

  @Override
  public String symbol(Slot open) {
    return switch (open) {
      case X -> "ᵀ·";
      case W -> "·ᵀ";
      case Z -> "·";
    };
  }
}
