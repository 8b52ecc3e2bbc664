package lucida.autodiff.op;

import java.util.List;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;

/**
 * T(P, Q, R) = Σ P[b, m, k] · Q[b, k, n] · R[b, m, n]. Its faces are the three products one needs: R = P Q, P = R Qᵀ, Q = Pᵀ R; a dense
 * layer with weights [outputs, inputs] is the second.
 */
public record MatMul(MatrixProduct extents) implements Trilinear {
  @Override
  public Shape shape(Seat seat) {
    return switch (seat) {
      case X -> Shape.of(extents.batch(), extents.m(), extents.k());
      case W -> Shape.of(extents.batch(), extents.k(), extents.n());
      case Z -> Shape.of(extents.batch(), extents.m(), extents.n());
    };
  }

  @Override
  public Tensor contract(Seat open, Tensor p, Tensor q, Kernels kernels) {
    Cells y = p.precision().allocate(shape(open).size());
    switch (open) {
      case X -> kernels.productLeftAdjoint(extents, p.cells(), q.cells(), y);
      case W -> kernels.productRightAdjoint(extents, p.cells(), q.cells(), y);
      case Z -> kernels.product(extents, p.cells(), q.cells(), y);
    }
    return Tensor.of(shape(open), y);
  }

  /** With one Q for all, the n products are one product of n times as many rows; else they are n times as large a batch. */
  @Override
  public Expr batched(Seat open, int n, List<Expr> inputs, List<Boolean> marked) {
    boolean oneQ = extents.batch() == 1 && open != Seat.W && !marked.get(open.others().indexOf(Seat.W));
    MatMul form = new MatMul(oneQ
        ? new MatrixProduct(1, n * extents.m(), extents.k(), extents.n())
        : new MatrixProduct(n * extents.batch(), extents.m(), extents.k(), extents.n()));
    List<Seat> seats = open.others();
    List<Expr> seated = List.of(seated(form, seats.get(0), oneQ, n, inputs.get(0), marked.get(0)),
        seated(form, seats.get(1), oneQ, n, inputs.get(1), marked.get(1)));
    return Apply.of(new Bilinear(form, open), seated).reshape(shape(open).insert(0, n));
  }

  private static Expr seated(MatMul form, Seat seat, boolean oneQ, int n, Expr input, boolean marked) {
    return oneQ && seat == Seat.W ? input : Batch.lift(n, input, marked).reshape(form.shape(seat));
  }

  @Override
  public String symbol(Seat open) {
    return switch (open) {
      case X -> "ᵀ·";
      case W -> "·ᵀ";
      case Z -> "·";
    };
  }
}
