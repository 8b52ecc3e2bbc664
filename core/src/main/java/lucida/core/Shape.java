package lucida.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The extents of a tensor, outermost first: [N, C, H, W] for pictures, [] for one number. An extent may be 0: an empty batch. */
public final class Shape {
  /** The shape of one number. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] extents;
  private final int size;

  private Shape(int[] extents) {
    this.extents = extents;
    this.size = checkedSize(extents);
  }

  /**
   * The shape with these extents.
   *
   * @throws ShapeException if an extent is negative or there are more cells than an array holds
   */
  public static Shape of(int... extents) { return extents.length == 0 ? SCALAR : new Shape(extents.clone()); }

  private static int checkedSize(int[] extents) {
    for (int extent : extents)
      if (extent < 0) throw new ShapeException("Shape " + Arrays.toString(extents) + ": the extent " + extent + " is negative");
    if (Arrays.stream(extents).anyMatch(extent -> extent == 0)) return 0;
    long size = 1;
    for (int extent : extents) {
      size *= extent;
      if (size > Integer.MAX_VALUE)
        throw new ShapeException(
            "Shape " + Arrays.toString(extents) + " has more cells than the " + Integer.MAX_VALUE + " of one tensor");
    }
    return (int) size;
  }

  /** How many axes there are. */
  public int rank() { return extents.length; }

  /** How many cells there are: the product of the extents, 1 for a scalar. */
  public int size() { return size; }

  /**
   * The extent along one axis.
   *
   * @throws ShapeException if there is no such axis
   */
  public int extent(int axis) { return extents[checkedAxis(axis)]; }

  /** A copy of the extents. */
  public int[] extents() { return extents.clone(); }

  /** The distance in cells between neighbours along each axis, row-major. */
  public int[] strides() {
    int[] strides = new int[rank()];
    int stride = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, extents[axis]);
    }
    return strides;
  }

  /**
   * The cell, counted row-major, at one number per axis.
   *
   * @throws ShapeException if there are not as many numbers as axes
   * @throws IndexOutOfBoundsException if a number lies outside its axis
   */
  public int cell(int... index) {
    if (index.length != rank())
      throw new ShapeException("Shape " + this + ": an index has " + rank() + " numbers, not " + index.length);
    int cell = 0;
    for (int axis = 0; axis < rank(); axis++) cell = cell * extents[axis] + checkedIndex(axis, index[axis]);
    return cell;
  }

  /**
   * The numbers, one per axis, of a cell counted row-major: the inverse of {@link #cell}.
   *
   * @throws IndexOutOfBoundsException if there is no such cell
   */
  public int[] index(int cell) {
    if (cell < 0 || cell >= size) throw new IndexOutOfBoundsException("Shape " + this + " has " + size + " cells, none is " + cell);
    int[] index = new int[rank()];
    int rest = cell;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % extents[axis];
      rest /= extents[axis];
    }
    return index;
  }

  /** All axes, 0 … rank − 1. */
  public int[] axes() { return IntStream.range(0, rank()).toArray(); }

  /** This shape without the given axes. */
  public Shape without(int... axes) {
    boolean[] gone = marked(axes);
    return new Shape(IntStream.range(0, rank()).filter(axis -> !gone[axis]).map(axis -> extents[axis]).toArray());
  }

  /** This shape with another extent along one axis. */
  public Shape with(int axis, int extent) {
    int[] changed = extents.clone();
    changed[checkedAxis(axis)] = extent;
    return new Shape(changed);
  }

  /** This shape with one more axis, which comes to stand at the given place. */
  public Shape insert(int axis, int extent) {
    if (axis < 0 || axis > rank()) throw new ShapeException("Shape " + this + ": no place " + axis + " for a new axis");
    int[] more = new int[rank() + 1];
    System.arraycopy(extents, 0, more, 0, axis);
    more[axis] = extent;
    System.arraycopy(extents, axis, more, axis + 1, rank() - axis);
    return new Shape(more);
  }

  /** Which axes are among the given ones. Each must exist and be named once. */
  public boolean[] marked(int... axes) {
    boolean[] marked = new boolean[rank()];
    for (int axis : axes) {
      if (marked[checkedAxis(axis)]) throw new ShapeException("Shape " + this + ": axis " + axis + " is named twice");
      marked[axis] = true;
    }
    return marked;
  }

  private int checkedIndex(int axis, int i) {
    if (i < 0 || i >= extents[axis])
      throw new IndexOutOfBoundsException("Shape " + this + ": no index " + i + " along axis " + axis);
    return i;
  }

  private int checkedAxis(int axis) {
    if (axis < 0 || axis >= rank())
      throw new ShapeException("Shape " + this + " has no axis " + axis + ", only " + rank() + " axes counted from 0");
    return axis;
  }

  @Override
  public boolean equals(Object other) { return other instanceof Shape shape && Arrays.equals(extents, shape.extents); }

  @Override
  public int hashCode() { return Arrays.hashCode(extents); }

  @Override
  public String toString() { return Arrays.toString(extents); }
}
