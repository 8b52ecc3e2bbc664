package lucida.autodiff;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.StridedRegion;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.core.Shape;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;

/**
 * Receptive fields, from formulas to formulas: formulas of a direction v that is 0 outside of some rows and columns, its last two axes, with the cells of these alone, and behind them with the cells
 * that they reach. A window reaches its places, a product or a gate takes what it needs of its other input, a sum over all positions is one of those. An operation without a rule takes the zeros too.
 */
public final class ReceptiveField {
  private final Map<Expr, Part> parts = new HashMap<>();

  /** Rows and columns of the last two axes of a shape; of a shape without them the one there is. */
  private record Box(Extent rows, Extent columns) {
    static Box all(Shape of) {
      int rank = of.rank();
      return rank < 2
          ? new Box(new Extent(0, 1), new Extent(0, 1))
          : new Box(new Extent(0, of.extent(rank - 2)), new Extent(0, of.extent(rank - 1)));
    }

    Box common(Box b) { return new Box(rows.common(b.rows), columns.common(b.columns)); }

    Box hull(Box b) { return new Box(rows.hull(b.rows), columns.hull(b.columns)); }

    boolean isEmpty() { return rows.size() <= 0 || columns.size() <= 0; }

    /** The cells of this box, as they lie in a larger one. */
    StridedRegion in(Box larger, Shape of) {
      int[] from = new int[of.rank()];
      from[of.rank() - 2] = rows.from - larger.rows.from;
      from[of.rank() - 1] = columns.from - larger.columns.from;
      return new StridedRegion(larger.of(of), Arrays.stream(from).boxed().toList(), Collections.nCopies(of.rank(), 1), of(of));
    }

    /** A shape with this box's rows and columns. */
    Shape of(Shape shape) {
      int rank = shape.rank();
      return rank < 2 ? shape : shape.with(rank - 2, rows.size()).with(rank - 1, columns.size());
    }
  }

  /** Places from … to − 1 along an axis. */
  private record Extent(int from, int to) {
    int size() { return to - from; }

    Extent common(Extent b) { return new Extent(Math.max(from, b.from), Math.min(to, b.to)); }

    Extent hull(Extent b) { return new Extent(Math.min(from, b.from), Math.max(to, b.to)); }

    /** The places of a window that meet these cells. */
    Extent reached(Sweep window) {
      int span = (window.size() - 1) * window.dilation();
      int first = Math.ceilDiv(from + window.before() - span, window.stride());
      return new Extent(Math.max(0, first),
          Math.min(window.places(), Math.floorDiv(to - 1 + window.before(), window.stride()) + 1));
    }

    /** The cells that a window sees at these places, padding included. */
    Extent seen(Sweep window) {
      return new Extent(window.cell(from, 0), window.cell(to - 1, window.size() - 1) + 1);
    }

    /** The window over the cells of these that it sees. */
    Sweep over(Extent seen, Sweep window) {
      Extent read = common(seen);
      return new Sweep(read.size(), window.size(), window.stride(), read.from - seen.from, seen.to - read.to, window.dilation());
    }
  }

  /** A formula, but for its shape: the cells of a box of a full shape, 0 elsewhere. */
  private record Part(Expr cells, Shape full, Box box) {
    static Part all(Expr e) {
      return new Part(e, e.shape(), Box.all(e.shape()));
    }

    /** The cells of a larger or a smaller box. */
    Expr on(Box other) {
      if (other.equals(box)) return cells;
      Box both = box.common(other);
      Expr kept = both.equals(box) ? cells : Apply.of(new Linear(new Crop(both.in(box, full))), cells);
      return both.equals(other) ? kept : Apply.of(new Linear(new Crop(both.in(other, full)), true), kept);
    }

    /** The same of a formula whose last two axes are those of the full shape; else all of it. */
    Part as(Shape shape) {
      if (full.equals(shape)) return this;
      return full.rank() > 1 && shape.rank() > 1 && Box.all(full).equals(Box.all(shape))
          ? new Part(cells.reshape(box.of(shape)), shape, box)
          : all(on(Box.all(full)).reshape(shape));
    }
  }

  private ReceptiveField() {}

  /**
   * Formulas of a direction v that is u at some rows and columns, and 0 elsewhere.
   *
   * @param v the direction; its last two axes are rows and columns
   * @param u of v's shape but for the last two axes
   * @param row the first row of u in v
   * @param column its first column
   */
  public static List<Expr> of(List<Expr> ys, Input v, Input u, int row, int column) {
    Shape s = u.shape();
    ReceptiveField field = new ReceptiveField();
    field.parts.put(v, new Part(u, v.shape(),
        new Box(new Extent(row, row + s.extent(s.rank() - 2)), new Extent(column, column + s.extent(s.rank() - 1)))));
    SequencedSet<Expr> order = Graph.order(ys, Expr::inputs);
    Graph.rewrite(Graph.dependent(Set.of(v), order, Expr::inputs), y -> field.parts.put(y, field.push(y)));
    return ys.stream().map(field::all).toList();
  }

  private boolean moves(Expr e) { return parts.containsKey(e); }

  /** Its cells that may be not 0, with its own last two axes. */
  private Part part(Expr e) { return unfolded(e).as(e.shape()); }

  /** The same, with the last two axes that it had before it was reshaped. */
  private Part unfolded(Expr e) {
    Part part = parts.get(e);
    return part == null ? Part.all(e) : part;
  }

  private Expr all(Expr e) {
    return part(e).on(Box.all(e.shape()));
  }

  private Part push(Apply y) {
    List<Expr> in = y.inputs();
    Expr x = in.getFirst(), w = in.getLast();
    return switch (y.op()) {
      case Linear(var L, boolean transposed) -> linear(L, transposed, y);
      case Bilinear(Product _, _) -> product(y, part(x), part(w));
      case Bilinear(ConvolutionForm C, Slot open) when open == Slot.Z && !moves(w) -> convolution(C.extents(), y, part(x), w);
      case Bilinear(MatMul _, Slot open) when open == Slot.Z && !moves(w) && y.shape().size() == 1 ->
        Part.all(dot(unfolded(x), w).reshape(y.shape()));
      case Bilinear _, Pointwise _ -> whole(y);
      case Selection _ when moves(x) -> whole(y);
      case Selection(Gate _, _),Selection(StopGradient _, _) -> {
        Part v = part(w);
        yield new Part(Apply.of(y.op(), part(x).on(v.box), v.cells), y.shape(), v.box);
      }
      case Selection(WindowArgMax(Sweep rows, Sweep columns), boolean transposed) when !transposed -> {
        Box reached = new Box(part(w).box.rows.reached(rows), part(w).box.columns.reached(columns));
        yield reached.isEmpty() ? zero(y) : new Part(whole(y).on(reached), y.shape(), reached);
      }
      case Selection _ -> whole(y);
    };
  }

  private Part linear(LinearMap L, boolean transposed, Apply y) {
    Part x = part(y.inputs().getFirst());
    return switch (L) {
      case Scale _ -> new Part(Apply.of(y.op(), x.cells), y.shape(), x.box);
      case Reshape _ -> unfolded(y.inputs().getFirst());
      case Addition _ -> joined(y, cells -> cells.getFirst().plus(cells.getLast()));
      case Concatenation(int axis, _) when !transposed && axis < y.shape().rank() - 2 ->
        joined(y, cells -> Expr.concat(axis, cells));
      case Sum(Shape full, List<Integer> axes) when !transposed -> {
        long positions = axes.stream().filter(axis -> axis >= full.rank() - 2).count();
        Expr sum = x.cells.sum(axes.stream().mapToInt(axis -> axis).toArray());
        yield positions == 1 ? whole(y) : positions == 2 ? Part.all(sum) : new Part(sum, y.shape(), x.box);
      }
      case LinearMap _ -> whole(y);
    };
  }

  private Part joined(Apply y, Function<List<Expr>, Expr> join) {
    Optional<Box> hull = y.inputs().stream().map(this::part).filter(part -> !part.cells.isZero()).map(Part::box).reduce(Box::hull);
    return hull.map(box -> new Part(join.apply(y.inputs().stream().map(e -> part(e).on(box)).toList()), y.shape(), box))
        .orElse(zero(y));
  }

  /** Σ x ⊙ w, as a product of a row and a column. */
  private static Expr dot(Part x, Expr w) {
    int n = x.cells.shape().size();
    return x.cells.reshape(1, n).matmul(Part.all(w.reshape(x.full)).on(x.box).reshape(n, 1));
  }

  private static Part product(Apply y, Part a, Part b) {
    Box both = a.box.common(b.box);
    return both.isEmpty() ? zero(y) : new Part(a.on(both).times(b.on(both)), y.shape(), both);
  }

  private static Part convolution(Convolution C, Apply y, Part x, Expr w) {
    Box reached = new Box(x.box.rows.reached(C.rows()), x.box.columns.reached(C.columns()));
    if (reached.isEmpty()) return zero(y);
    Extent rows = reached.rows.seen(C.rows()), columns = reached.columns.seen(C.columns());
    Box read = x.box.common(new Box(rows, columns));
    if (read.isEmpty()) return zero(y);
    Convolution near = new Convolution(C.batch(), C.groups(), C.inputs(), C.outputs(), x.box.rows.over(rows, C.rows()),
        x.box.columns.over(columns, C.columns()));
    return new Part(Apply.of(new Bilinear(new ConvolutionForm(near), Slot.Z), x.on(read), w), y.shape(), reached);
  }

  private static Part zero(Apply y) { return Part.all(Constant.zero(y.shape())); }

  private Part whole(Apply y) { return Part.all(Apply.of(y.op(), y.inputs().stream().map(this::all).toList())); }
}
