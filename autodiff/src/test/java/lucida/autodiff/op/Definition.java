package lucida.autodiff.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;

/**
 * Every operation again, as slowly as it is defined: the value at one index from the values at others, no strides, no kernels. Indices
 * carry the letters of the operations' comments.
 */
final class Definition {
  private Definition() {}

  /** op(x), of a known shape. */
  static double[] value(Op op, List<Tensor> x, Shape y) {
    Tensor a = x.getFirst();
    Tensor b = x.getLast();
    return switch (op) {
      case Linear(var L, boolean transposed) -> linear(L, transposed, x, y);
      case Bilinear(Product _, _) -> each(y, i -> a.at(i) * b.at(i));
      case Bilinear(MatMul form, Slot open) -> matmul(form, open, a, b, y);
      case Bilinear(ConvolutionForm form, Slot open) -> convolution(form, open, a, b, y);
      case Pointwise f -> each(y, i -> f.f().of(a.at(i)));
      case Selection(var choice, var transposed) -> selection(choice, transposed, a, b, y);
    };
  }

  private static double[] linear(LinearMap L, boolean transposed, List<Tensor> in, Shape y) {
    Tensor x = in.getFirst();
    return switch (L) {
      case Addition _ -> each(y, i -> x.at(i) + in.getLast().at(i));
      case Scale(double a) -> each(y, i -> a * x.at(i));
      case Sum sum when transposed -> each(y, i -> x.at(without(i, sum.axes())));
      case Sum sum -> scatter(sum.full(), y, x, i -> without(i, sum.axes()));
      case Reshape _ -> x.toDoubles();
      case Permute(var order) ->
        each(y, i -> x.at(IntStream.range(0, i.length).map(axis -> i[order.indexOf(axis)]).toArray()));
      case Crop(var box) when transposed -> scatter(box.extents(), y, x, i -> inside(box, i));
      case Crop(var box) -> each(y, i -> x.at(inside(box, i)));
      case Concatenation concat -> concat(concat, in, y);
      case Gather gather when transposed ->
        scatter(gather.gathered(), y, x, i -> replaced(i, gather.axis(), gather.index().get(i[gather.axis()])));
      case Gather gather -> each(y, i -> x.at(replaced(i, gather.axis(), gather.index().get(i[gather.axis()]))));
      case Resample(var rows, var columns) when transposed -> spread(rows, columns, x, y);
      case Resample(var rows, var columns) -> each(y, i -> tapped(rows, columns, x, i));
    };
  }

  private static double[] concat(Concatenation op, List<Tensor> parts, Shape y) {
    return each(y, i -> {
      int at = i[op.axis()];
      int part = 0;
      while (at >= op.parts().get(part).extent(op.axis())) at -= op.parts().get(part++).extent(op.axis());
      return parts.get(part).at(replaced(i, op.axis(), at));
    });
  }

  /** y[…, i, j] = Σ_uv rows_iu · columns_jv · x[…, first_i + u, first_j + v]. */
  private static double tapped(Taps rows, Taps columns, Tensor x, int... index) {
    int i = index[index.length - 2];
    int j = index[index.length - 1];
    double sum = 0;
    for (int u = 0; u < rows.count(i); u++)
      for (int v = 0; v < columns.count(j); v++)
        sum += rows.weight(i, u) * columns.weight(j, v) * x.at(picture(index, rows.first(i) + u, columns.first(j) + v));
    return sum;
  }

  private static double[] spread(Taps rows, Taps columns, Tensor y, Shape x) {
    double[] sum = new double[x.size()];
    for (int[] index : indices(y.shape())) {
      int i = index[index.length - 2];
      int j = index[index.length - 1];
      for (int u = 0; u < rows.count(i); u++)
        for (int v = 0; v < columns.count(j); v++)
          sum[cell(x, picture(index, rows.first(i) + u, columns.first(j) + v))] += rows.weight(i, u) * columns.weight(j, v)
              * y.at(index);
    }
    return sum;
  }

  /** Every term P_mk Q_kn R_mn of the form; the open seat gets the product of the other two. */
  private static double[] matmul(MatMul op, Slot open, Tensor p, Tensor q, Shape y) {
    double[] sum = new double[y.size()];
    var e = op.extents();
    for (int[] i : indices(Shape.of(e.batch(), e.m(), e.k(), e.n()))) {
      int[] P = {i[0], i[1], i[2]};
      int[] Q = {i[0], i[2], i[3]};
      int[] R = {i[0], i[1], i[3]};
      add(sum, y, open, p, q, P, Q, R);
    }
    return sum;
  }

  /** Every term x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v] · z[n, o, i, j] that is not padding. */
  private static double[] convolution(ConvolutionForm op, Slot open, Tensor p, Tensor q, Shape y) {
    double[] sum = new double[y.size()];
    var e = op.extents();
    for (int[] z : indices(e.output()))
      for (int[] w : indices(e.filter())) {
        if (w[0] != z[1]) continue;
        int c = z[1] / e.outputsPerGroup() * e.inputsPerGroup() + w[1];
        int a = z[2] * e.rows().stride() + w[2] * e.rows().dilation() - e.rows().before();
        int b = z[3] * e.columns().stride() + w[3] * e.columns().dilation() - e.columns().before();
        if (a >= 0 && a < e.rows().extent() && b >= 0 && b < e.columns().extent())
          add(sum, y, open, p, q, new int[]{z[0], c, a, b}, w, z);
      }
    return sum;
  }

  private static void add(double[] sum, Shape y, Slot open, Tensor p, Tensor q, int[] x, int[] w, int[] z) {
    switch (open) {
      case X -> sum[cell(y, x)] += p.at(w) * q.at(z);
      case W -> sum[cell(y, w)] += p.at(x) * q.at(z);
      case Z -> sum[cell(y, z)] += p.at(x) * q.at(w);
    }
  }

  private static double[] selection(Choice choice, boolean transposed, Tensor x, Tensor v, Shape y) {
    return switch (choice) {
      case Gate(double below, double above) -> each(y, i -> (x.at(i) > 0 ? above : below) * v.at(i));
      case StopGradient _ -> each(y, i -> x.at(i) * v.at(i));
      case ArgMax(Shape full, var axes) -> routed(transposed, v, y, choice.shape(full),
          k -> indices(full).stream().filter(i -> Arrays.equals(without(i, axes), k)).toList(), x);
      case WindowArgMax(var rows, var columns) ->
        routed(transposed, v, y, choice.shape(x.shape()), k -> window(rows, columns, k), x);
    };
  }

  private interface Candidates {
    List<int[]> of(int... result);
  }

  private static double[] routed(boolean transposed, Tensor v, Shape y, Shape results, Candidates candidates, Tensor x) {
    double[] sum = new double[y.size()];
    for (int[] k : indices(results)) {
      int[] best = candidates.of(k).stream().reduce((i, j) -> x.at(j) > x.at(i) ? j : i).orElse(new int[]{-1});
      if (best.length == 1 && best[0] < 0) continue;
      if (transposed) sum[cell(y, best)] += v.at(k);
      else sum[cell(y, k)] += v.at(best);
    }
    return sum;
  }

  private static List<int[]> window(Sweep rows, Sweep columns, int... k) {
    return indices(Shape.of(rows.size(), columns.size())).stream()
        .map(uv -> picture(k, k[k.length - 2] * rows.stride() + uv[0] * rows.dilation() - rows.before(),
            k[k.length - 1] * columns.stride() + uv[1] * columns.dilation() - columns.before()))
        .filter(i -> i[i.length - 2] >= 0 && i[i.length - 2] < rows.extent() && i[i.length - 1] >= 0
            && i[i.length - 1] < columns.extent())
        .toList();
  }

  // ---- indices

  private static List<int[]> indices(Shape shape) {
    return IntStream.range(0, shape.size()).mapToObj(cell -> {
      int[] index = new int[shape.rank()];
      int rest = cell;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        index[axis] = rest % shape.extent(axis);
        rest /= shape.extent(axis);
      }
      return index;
    }).toList();
  }

  private static int cell(Shape shape, int... index) {
    int cell = 0;
    for (int axis = 0; axis < index.length; axis++) cell = cell * shape.extent(axis) + index[axis];
    return cell;
  }

  private static double[] each(Shape y, ToDoubleFunction<int[]> value) {
    return indices(y).stream().mapToDouble(value).toArray();
  }

  private interface Move {
    int[] to(int... index);
  }

  private static double[] scatter(Shape from, Shape y, Tensor x, Move move) {
    double[] sum = new double[y.size()];
    for (int[] i : indices(from)) sum[cell(y, move.to(i))] += x.at(i);
    return sum;
  }

  private static int[] without(int[] index, List<Integer> axes) {
    return IntStream.range(0, index.length).filter(axis -> !axes.contains(axis)).map(axis -> index[axis]).toArray();
  }

  private static int[] replaced(int[] index, int axis, int by) {
    int[] changed = index.clone();
    changed[axis] = by;
    return changed;
  }

  private static int[] picture(int[] index, int row, int column) {
    return replaced(replaced(index, index.length - 2, row), index.length - 1, column);
  }

  private static int[] inside(StridedRegion box, int... i) {
    return IntStream.range(0, i.length).map(axis -> box.from().get(axis) + i[axis] * box.steps().get(axis)).toArray();
  }
}
