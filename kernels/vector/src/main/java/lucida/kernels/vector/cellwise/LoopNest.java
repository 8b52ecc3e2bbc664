package lucida.kernels.vector.cellwise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lucida.core.kernel.Strided;

/** A strided copy as a loop nest with as few axes as possible: the last two run over the rows and columns of a matrix, the others over matrices. */
public record LoopNest(List<Axis> outer, Axis row, Axis column, int from, int to) {
  private static final Axis NONE = new Axis(1, 0, 0);

  /** One loop: its extent and its strides in the source and in the target. */
  record Axis(int extent, int fromStride, int toStride) {}

  public static LoopNest of(Strided strided) {
    List<Axis> axes = new ArrayList<>();
    for (int a = 0; a < strided.extents().length; a++)
      add(axes, new Axis(strided.extents()[a], strided.fromStrides()[a], strided.toStrides()[a]));
    Axis column = axes.isEmpty() ? NONE : axes.removeLast();
    Axis row = axes.isEmpty() ? NONE : axes.removeLast();
    return new LoopNest(axes, row, column, strided.from(), strided.to());
  }

  /** Adds an axis, merged with the last one where the strides continue; an axis of one cell is dropped. */
  private static void add(List<Axis> axes, Axis next) {
    if (next.extent == 1) return;
    Axis last = axes.isEmpty() ? NONE : axes.getLast();
    if (last.extent > 1 && last.fromStride == next.extent * next.fromStride && last.toStride == next.extent * next.toStride)
      axes.set(axes.size() - 1, new Axis(last.extent * next.extent, next.fromStride, next.toStride));
    else axes.add(next);
  }

  /** Whether the strides show that no cell of the target is written twice. */
  public boolean isInjective() {
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

  int matrices() {
    int matrices = 1;
    for (Axis axis : outer) matrices *= axis.extent;
    return matrices;
  }

  /** Offset of a matrix in the source. */
  int fromMatrix(int matrix) {
    int at = from;
    for (int a = outer.size() - 1; a >= 0; matrix /= outer.get(a).extent, a--)
      at += matrix % outer.get(a).extent * outer.get(a).fromStride;
    return at;
  }

  /** Offset of a matrix in the target. */
  int toMatrix(int matrix) {
    int at = to;
    for (int a = outer.size() - 1; a >= 0; matrix /= outer.get(a).extent, a--)
      at += matrix % outer.get(a).extent * outer.get(a).toStride;
    return at;
  }
}
