package lucida.autodiff.op;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Cells;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Kernels;

/**
 * T = Σ x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v] · z[n, o, i, j]. Its faces are convolution (z open), its input gradient,
 * which is also the transposed convolution (x open), and its filter gradient (w open): three kernels give every order.
 */
public record Conv2d(Convolution extents) implements Trilinear {
  @Override
  public Shape shape(Seat seat) {
    return switch (seat) {
      case X -> extents.input();
      case W -> extents.filter();
      case Z -> extents.output();
    };
  }

  @Override
  public Tensor contract(Seat open, Tensor p, Tensor q, Kernels kernels) {
    Cells y = p.precision().allocate(shape(open).size());
    switch (open) {
      case X -> kernels.convolveInputAdjoint(extents, p.cells(), q.cells(), y);
      case W -> kernels.convolveFilterAdjoint(extents, p.cells(), q.cells(), y);
      case Z -> kernels.convolve(extents, p.cells(), q.cells(), y);
    }
    return Tensor.of(shape(open), y);
  }

  /** With one filter for all, the n convolutions are one of n times as many pictures; else they are n times as many groups of channels. */
  @Override
  public Expr batched(Seat open, int n, List<Expr> inputs, List<Boolean> marked) {
    List<Seat> seats = open.others();
    boolean oneFilter = open != Seat.W && !marked.get(seats.indexOf(Seat.W));
    Convolution g = extents;
    Conv2d form = new Conv2d(oneFilter
        ? new Convolution(n * g.batch(), g.groups(), g.inputs(), g.outputs(), g.rows(), g.columns())
        : new Convolution(g.batch(), n * g.groups(), n * g.inputs(), n * g.outputs(), g.rows(), g.columns()));
    List<Expr> seated = IntStream.range(0, 2)
        .mapToObj(i -> form.enter(seats.get(i), oneFilter,
            oneFilter && seats.get(i) == Seat.W ? inputs.get(i) : Batch.lift(n, inputs.get(i), marked.get(i))))
        .toList();
    return leave(open, oneFilter, n, Apply.of(new Bilinear(form, open), seated));
  }

  /** [n, N, C, H, W] → [n·N, C, H, W], or with as many groups → [N, n·C, H, W]; filters [n, O, C, U, V] → [n·O, C, U, V]. */
  private Expr enter(Seat seat, boolean oneFilter, Expr input) {
    return (oneFilter || seat == Seat.W ? input : input.permute(1, 0, 2, 3, 4)).reshape(shape(seat));
  }

  private Expr leave(Seat seat, boolean oneFilter, int n, Expr result) {
    Shape one = shape(seat);
    if (oneFilter || seat == Seat.W) return result.reshape(one.insert(0, n));
    return result.reshape(one.insert(1, n)).permute(1, 0, 2, 3, 4);
  }

  @Override
  public String symbol(Seat open) {
    return switch (open) {
      case X -> "∗ᵀ";
      case W -> "⋆";
      case Z -> "∗";
    };
  }
}
