package lucida.autodiff.op;

import java.util.Map;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Kernels;

/**
 * T = Σ x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v] · z[n, o, i, j]. Its faces are convolution (z open), its input gradient,
 * which is also the transposed convolution (x open), and its filter gradient (w open): three kernels give every order.
 */
public record ConvolutionForm(Convolution extents) implements Trilinear {
  @Override
  public Shape shape(Slot slot) {
    return switch (slot) {
      case X -> extents.input();
      case W -> extents.filter();
      case Z -> extents.output();
    };
  }

  @Override
  public void fill(Slot open, Storage p, Storage q, Storage y, Kernels kernels) {
    switch (open) {
      case X -> kernels.convolveInputAdjoint(extents, p, q, y);
      case W -> kernels.convolveFilterAdjoint(extents, p, q, y);
      case Z -> kernels.convolve(extents, p, q, y);
    }
  }

  /** With one filter for all, the n convolutions are one of n times as many pictures; else they are n times as many groups of channels. */
  @Override
  public long multiplications() { return extents.multiplications(); }

  @Override
  public Wide withAxis(int n, boolean sharedW) {
    Convolution g = extents;
    return sharedW
        ? new Wide(new ConvolutionForm(new Convolution(n * g.batch(), g.groups(), g.inputs(), g.outputs(), g.rows(), g.columns())),
            Map.of(Slot.X, 0, Slot.Z, 0))
        : new Wide(
            new ConvolutionForm(new Convolution(g.batch(), n * g.groups(), n * g.inputs(), n * g.outputs(), g.rows(), g.columns())),
            Map.of(Slot.X, 1, Slot.W, 0, Slot.Z, 1));
  }

  @Override
  public String symbol(Slot open) {
    return switch (open) {
      case X -> "∗ᵀ";
      case W -> "⋆";
      case Z -> "∗";
    };
  }
}
