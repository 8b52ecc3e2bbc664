package lucida.autodiff.op;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** T = Σ x w z, cell by cell: three equal faces. */
public record Product(Shape all) implements Trilinear {
  @Override
  public Shape shape(Seat seat) { return all; }

  @Override
  public Tensor contract(Seat open, Tensor p, Tensor q, Kernels kernels) {
    Cells y = p.precision().allocate(p.size());
    kernels.multiply(p.cells(), q.cells(), y);
    return Tensor.of(all, y);
  }

  @Override
  public Expr batched(Seat open, int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Bilinear(new Product(all.insert(0, n)), open),
        IntStream.range(0, 2).mapToObj(i -> Batch.lift(n, inputs.get(i), marked.get(i))).toList());
  }

  @Override
  public String symbol(Seat open) { return "⊙"; }
}
