package lucida.autodiff.op;

import java.util.Map;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;

/** T = Σ x w z, cell by cell: three equal faces. */
public record Product(Shape all) implements Trilinear {
  @Override
  public Shape shape(Slot slot) { return all; }

  @Override
  public void fill(Slot open, Storage p, Storage q, Storage y, Kernels kernels) { kernels.multiply(p, q, y); }

  @Override
  public long multiplications() { return all.size(); }

  @Override
  public Wide withAxis(int n, boolean sharedW) {
    return new Wide(new Product(all.insert(0, n)), Map.of(Slot.X, 0, Slot.W, 0, Slot.Z, 0));
  }

  @Override
  public String symbol(Slot open) { return "⊙"; }
}
