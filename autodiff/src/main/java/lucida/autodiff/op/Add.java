package lucida.autodiff.op;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/** y = a + b. */
public record Add() implements Linear {
  @Override
  public Shape shape(List<Shape> in) {
    if (!in.getFirst().equals(in.getLast()))
      throw new ShapeException("Add: " + in.getFirst() + " and " + in.getLast() + " are not the same shape");
    return in.getFirst();
  }

  @Override
  public Tensor map(List<Tensor> x, Kernels kernels) {
    Tensor a = x.getFirst();
    Cells y = a.precision().allocate(a.size());
    kernels.add(a.cells(), x.getLast().cells(), y);
    return Tensor.of(a.shape(), y);
  }

  @Override
  public Linear adjoint(int i) { return new Scale(1); }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(this, IntStream.range(0, 2).mapToObj(i -> Batch.lift(n, inputs.get(i), marked.get(i))).toList());
  }
}
