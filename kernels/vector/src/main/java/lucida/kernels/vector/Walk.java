package lucida.kernels.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lucida.core.kernel.Strided;

/** A walk as few axes as possible: the last two are the rows and columns of squares, the others say where the squares are. */
record Walk(List<Axis> outer, Axis row, Axis column, int from, int to) {
  private static final Axis NONE = new Axis(1, 0, 0);

  /** So many cells, so far apart in the source and in the target. */
  record Axis(int extent, int fromStride, int toStride) {}

  static Walk of(Strided strided) {
    List<Axis> axes = new ArrayList<>();
    for (int a = 0; a < strided.extents().length; a++)
      add(axes, new Axis(strided.extents()[a], strided.fromStrides()[a], strided.toStrides()[a]));
    Axis column = axes.isEmpty() ? NONE : axes.removeLast();
    Axis row = axes.isEmpty() ? NONE : axes.removeLast();
    return new Walk(axes, row, column, strided.from(), strided.to());
  }

  /** An axis whose cells continue those of the next is one axis with it; an axis of one cell is none. */
  private static void add(List<Axis> axes, Axis next) {
    if (next.extent == 1) return;
    Axis last = axes.isEmpty() ? NONE : axes.getLast();
    if (last.extent > 1 && last.fromStride == next.extent * next.fromStride && last.toStride == next.extent * next.toStride)
      axes.set(axes.size() - 1, new Axis(last.extent * next.extent, next.fromStride, next.toStride));
    else
      axes.add(next);
  }

  /** Whether no cell of the target is reached twice, as far as the strides show. */
  boolean isInjective() {
    List<Axis> axes = new ArrayList<>(outer);
    axes.add(row);
    axes.add(column);
    axes.removeIf(axis -> axis.extent <= 1);
    axes.sort(Comparator.comparingInt(axis -> Math.abs(axis.toStride)));
    long span = 0;
    for (Axis axis : axes) {
      if (Math.abs(axis.toStride) <= span) return false;
      span += (axis.extent - 1L) * Math.abs(axis.toStride);
    }
    return true;
  }

  int rows() { return row.extent; }

  int columns() { return column.extent; }

  int fromRow() { return row.fromStride; }

  int toRow() { return row.toStride; }

  int fromColumn() { return column.fromStride; }

  int toColumn() { return column.toStride; }

  int squares() {
    int squares = 1;
    for (Axis axis : outer) squares *= axis.extent;
    return squares;
  }

  /** Where a square starts in the source. */
  int fromSquare(int square) {
    int at = from;
    for (int a = outer.size() - 1; a >= 0; square /= outer.get(a).extent, a--)
      at += square % outer.get(a).extent * outer.get(a).fromStride;
    return at;
  }

  /** Where a square starts in the target. */
  int toSquare(int square) {
    int at = to;
    for (int a = outer.size() - 1; a >= 0; square /= outer.get(a).extent, a--)
      at += square % outer.get(a).extent * outer.get(a).toStride;
    return at;
  }
}
