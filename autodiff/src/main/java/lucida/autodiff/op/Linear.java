package lucida.autodiff.op;

import java.util.List;
import lucida.core.Shape;

/** y = Σ Lᵢxᵢ, or y = Lᵀx. Knows its adjoints Lᵢᵀ, again linear. */
public record Linear(LinearMap map, boolean transposed) implements Op {
  /** y = Σ Lᵢxᵢ. */
  public Linear(LinearMap map) { this(map, false); }

  /** Lᵢᵀ. */
  public Linear adjoint(int i) { return transposed ? new Linear(map) : map.adjoint(i); }

  @Override
  public Shape shape(List<Shape> in) { return map.shape(transposed, in); }

  @Override
  public String symbol() { return map.symbol(transposed); }
}
