package lucida.core;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Numbers in a shape: dense, row-major, immutable, stored as float32 or float64. */
public final class Tensor {
  private final Shape shape;
  private final Cells cells;

  private Tensor(Shape shape, Cells cells) {
    if (cells.length() != shape.size())
      throw new ShapeException("Tensor of shape " + shape + " wants " + shape.size() + " cells, not " + cells.length());
    this.shape = shape;
    this.cells = cells;
  }

  /** The tensor of these cells. They are not copied: the caller gives them away. */
  public static Tensor of(Shape shape, Cells cells) {
    return new Tensor(shape, cells);
  }

  /** A float64 tensor of a copy of these values. */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, new Doubles(values.clone()));
  }

  /** A float32 tensor of a copy of these values. */
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(shape, new Floats(values.clone()));
  }

  /** One number. */
  public static Tensor scalar(Precision precision, double value) {
    return filled(Shape.SCALAR, precision, value);
  }

  /** All 0. */
  public static Tensor zeros(Shape shape, Precision precision) {
    return new Tensor(shape, precision.allocate(shape.size()));
  }

  /** All the same value. */
  public static Tensor filled(Shape shape, Precision precision, double value) {
    return filled(shape, precision, i -> value);
  }

  /** The tensor whose cell i, counted row-major, is value(i). */
  public static Tensor filled(Shape shape, Precision precision, IntToDoubleFunction value) {
    Cells cells = precision.allocate(shape.size());
    for (int i = 0; i < cells.length(); i++) cells.set(i, value.applyAsDouble(i));
    return new Tensor(shape, cells);
  }

  /** Its extents. */
  public Shape shape() { return shape; }

  /** How many cells it has. */
  public int size() { return shape.size(); }

  /** How its cells are stored. */
  public Precision precision() { return cells.precision(); }

  /** Its cells, shared and not copied: for kernels to read. Not modified. */
  public Cells cells() { return cells; }

  /** Cell i, counted row-major. */
  public double cell(int i) { return cells.get(i); }

  /** The value at one index per axis. */
  public double at(int... index) {
    if (index.length != shape.rank())
      throw new ShapeException("Tensor of shape " + shape + ": an index has " + shape.rank() + " numbers, not " + index.length);
    int cell = 0;
    for (int axis = 0; axis < index.length; axis++) {
      int extent = shape.extent(axis);
      if (index[axis] < 0 || index[axis] >= extent)
        throw new IndexOutOfBoundsException("Tensor of shape " + shape + ": no index " + index[axis] + " along axis " + axis);
      cell = cell * extent + index[axis];
    }
    return cells.get(cell);
  }

  /** The only value of a tensor of one cell. */
  public double item() {
    if (size() != 1) throw new ShapeException("Tensor of shape " + shape + " has " + size() + " cells, not one");
    return cells.get(0);
  }

  /** The same cells in another shape of the same size. */
  public Tensor reshape(Shape to) {
    if (to.size() != size())
      throw new ShapeException("Tensor of shape " + shape + " has " + size() + " cells, shape " + to + " has " + to.size());
    return new Tensor(to, cells);
  }

  /** The same values in another precision, rounded to nearest; itself if it has that precision already. */
  public Tensor to(Precision precision) {
    return precision == precision() ? this : filled(shape, precision, cells::get);
  }

  /** f of every cell. */
  public Tensor map(DoubleUnaryOperator f) {
    return filled(shape, precision(), i -> f.applyAsDouble(cells.get(i)));
  }

  /** A copy of the values. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) values[i] = cells.get(i);
    return values;
  }
}
