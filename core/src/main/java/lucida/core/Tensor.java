package lucida.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Numbers in a shape: dense, row-major, immutable, stored as float32 or float64.
 *
 * <p>Arithmetic here is eager and plain: every result is computed in double and rounded once when stored. Both sides of it have one
 * shape and one precision; nothing is broadcast.
 */
public final class Tensor {
  private final Shape shape;
  private final Storage cells;

  private Tensor(Shape shape, Storage cells) {
    if (cells.length() != shape.size())
      throw new ShapeException("Tensor of shape " + shape + " wants " + shape.size() + " cells, not " + cells.length());
    this.shape = shape;
    this.cells = cells;
  }

  // ---- making

  /** The tensor of these cells. They are not copied: the caller gives them away. */
  public static Tensor of(Shape shape, Storage cells) {
    return new Tensor(shape, cells);
  }

  /** A float64 tensor of a copy of these values. */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, new Doubles(values.clone()));
  }

  /** A float32 tensor of a copy of these values. Whole numbers written without a point land here too. */
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(shape, new Floats(values.clone()));
  }

  /** A float64 tensor of one axis. */
  public static Tensor vector(double... values) { return of(Shape.of(values.length), values); }

  /**
   * A float64 tensor of two axes, row by row.
   *
   * @throws ShapeException if the rows are not equally long
   */
  public static Tensor matrix(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int i = 0; i < rows.length; i++)
      if (rows[i].length != columns)
        throw new ShapeException("matrix: row 0 has " + columns + " numbers, row " + i + " has " + rows[i].length);
    return of(Shape.of(rows.length, columns), Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
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
    Storage cells = precision.allocate(shape.size());
    for (int i = 0; i < cells.length(); i++) cells.set(i, value.applyAsDouble(i));
    return new Tensor(shape, cells);
  }

  /** 0, 1, 2, … counted row-major. */
  public static Tensor arange(Shape shape, Precision precision) {
    return filled(shape, precision, i -> i);
  }

  /** The identity matrix: 1 on the diagonal of n rows and n columns. */
  public static Tensor eye(int n, Precision precision) {
    return filled(Shape.of(n, n), precision, i -> i / n == i % n ? 1 : 0);
  }

  /**
   * One row per label: 1 at the label, else 0. The shape is [labels, classes].
   *
   * @throws IndexOutOfBoundsException if a label is not one of the classes 0 … classes − 1
   */
  public static Tensor oneHot(int classes, Precision precision, int... labels) {
    for (int label : labels)
      if (label < 0 || label >= classes) throw new IndexOutOfBoundsException("no class " + label + " among " + classes);
    return filled(Shape.of(labels.length, classes), precision, i -> labels[i / classes] == i % classes ? 1 : 0);
  }

  // ---- looking

  /** Its extents. */
  public Shape shape() { return shape; }

  /** How many cells it has. */
  public int size() { return shape.size(); }

  /** How its cells are stored. */
  public Precision precision() { return cells.precision(); }

  /** Its cells, shared and not copied: for kernels to read. Not modified. */
  public Storage cells() { return cells; }

  /** Cell i, counted row-major. */
  public double cell(int i) { return cells.get(i); }

  /** The value at one index per axis. */
  public double at(int... index) { return cells.get(shape.cell(index)); }

  /** The only value of a tensor of one cell. */
  public double item() {
    if (size() != 1) throw new ShapeException("Tensor of shape " + shape + " has " + size() + " cells, not one");
    return cells.get(0);
  }

  /** A copy of the values. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) values[i] = cells.get(i);
    return values;
  }

  /** Whether shape, precision and every cell are the same. 0 and −0 are not; a NaN is the same as any NaN. */
  public boolean sameAs(Tensor other) {
    return shape.equals(other.shape) && cells.sameAs(other.cells);
  }

  /** Whether no cell is NaN or infinite. */
  public boolean isFinite() {
    return cells instanceof Floats(float[] x) ? Floats.areFinite(x, 0, x.length) : nonFinite() == 0;
  }

  /** How many cells are NaN or infinite. */
  public int nonFinite() {
    int count = 0;
    for (int i = 0; i < size(); i++) if (!Double.isFinite(cells.get(i))) count++;
    return count;
  }

  /**
   * As NumPy prints it: rows aligned, the shortest digits that tell its cells apart but at most 8 decimals, the middle of 1001 and
   * more cells left out.
   */
  @Override
  public String toString() { return TensorText.of(this); }

  // ---- moving

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

  /** Indices from … to − 1 along one axis. */
  public Tensor slice(int axis, int from, int to) { return slice(axis, from, to, 1); }

  /** Indices from, from + step, … below {@code to} along one axis. */
  public Tensor slice(int axis, int from, int to, int step) {
    return dense(View.of(shape).slice(axis, from, to, step));
  }

  /** One index along one axis, which is then gone. */
  public Tensor select(int axis, int index) {
    return dense(View.of(shape).select(axis, index));
  }

  /** Other order of axes: axis a of the result is axis axes[a] of this. */
  public Tensor permute(int... axes) {
    return Arrays.equals(axes, shape.axes()) ? this : dense(View.of(shape).permute(axes));
  }

  /** The last two axes exchanged: the transpose of every matrix. */
  public Tensor transpose() {
    int last = shape.rank() - 1;
    if (last < 1) throw new ShapeException("Tensor of shape " + shape + " is no matrix: a transpose needs two axes");
    int[] axes = shape.axes();
    axes[last] = last - 1;
    axes[last - 1] = last;
    return permute(axes);
  }

  private Tensor dense(View view) { return new Tensor(view.shape(), view.gather(cells)); }

  /** Concatenates along an existing axis. The other extents and the precisions must be equal. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    return new Join(axis, parts).concat();
  }

  /** Stacks along a new axis, inserted at {@code axis}. The shapes and precisions must be equal. */
  public static Tensor stack(int axis, List<Tensor> parts) {
    return concat(axis, parts.stream().map(part -> part.reshape(part.shape.insert(axis, 1))).toList());
  }

  // ---- arithmetic, cell by cell

  /** f of every cell. */
  public Tensor map(DoubleUnaryOperator f) {
    return filled(shape, precision(), i -> f.applyAsDouble(cells.get(i)));
  }

  /** f of every two cells at the same place. */
  public Tensor zip(Tensor other, DoubleBinaryOperator f) {
    checkAlike(other);
    return filled(shape, precision(), i -> f.applyAsDouble(cells.get(i), other.cells.get(i)));
  }

  private void checkAlike(Tensor other) {
    if (!shape.equals(other.shape))
      throw new ShapeException(
          "tensors of shapes " + shape + " and " + other.shape + " do not meet cell by cell: nothing is broadcast");
    if (precision() != other.precision())
      throw new IllegalArgumentException("tensors of " + precision() + " and " + other.precision() + " do not mix: convert one");
  }

  /** Their sum. */
  public Tensor plus(Tensor other) { return zip(other, (a, b) -> a + b); }

  /** Their difference. */
  public Tensor minus(Tensor other) { return zip(other, (a, b) -> a - b); }

  /** Their product, cell by cell. */
  public Tensor times(Tensor other) { return zip(other, (a, b) -> a * b); }

  /** Their quotient, cell by cell: by IEEE rules, x/0 is infinite and 0/0 is NaN. */
  public Tensor over(Tensor other) {
    return zip(other, (a, b) -> a / b);
  }

  /** Every cell times a. */
  public Tensor scale(double a) { return map(x -> a * x); }

  /** Every cell with the other sign. */
  public Tensor negate() { return map(x -> -x); }

  /** x where x > 0, 0 where x ≤ 0, NaN where x is NaN. */
  public Tensor relu() { return map(x -> x <= 0 ? 0 : x); }

  /** |x|. */
  public Tensor abs() { return map(Math::abs); }

  /** √x, NaN below 0. */
  public Tensor sqrt() { return map(Math::sqrt); }

  /** eˣ. */
  public Tensor exp() { return map(Math::exp); }

  // ---- sums and searches: over all cells in double, or along axes, which are then gone

  /** The sum of all cells; 0 if there are none. */
  public double sum() { return Rows.all(this).sum(0); }

  /** The sums along axes. */
  public Tensor sum(int... axes) { return each(Rows.along(this, axes), Rows::sum); }

  /** The mean of all cells, of which there is at least one. */
  public double mean() {
    return Rows.all(this).nonEmpty("mean").mean(0);
  }

  /** The means along axes, none of them of extent 0. */
  public Tensor mean(int... axes) {
    return each(Rows.along(this, axes).nonEmpty("mean"), Rows::mean);
  }

  /** The largest of all cells, of which there is at least one; NaN if one is NaN. */
  public double max() {
    return Rows.all(this).nonEmpty("largest").max(0);
  }

  /** The largest along axes, none of them of extent 0; NaN if one is NaN. */
  public Tensor max(int... axes) {
    return each(Rows.along(this, axes).nonEmpty("largest"), Rows::max);
  }

  /** The smallest of all cells, of which there is at least one; NaN if one is NaN. */
  public double min() {
    return Rows.all(this).nonEmpty("smallest").min(0);
  }

  /** The smallest along axes, none of them of extent 0; NaN if one is NaN. */
  public Tensor min(int... axes) {
    return each(Rows.along(this, axes).nonEmpty("smallest"), Rows::min);
  }

  private Tensor each(Rows rows, RowValue value) { return filled(rows.kept(), precision(), row -> value.of(rows, row)); }

  private interface RowValue {
    double of(Rows rows, int row);
  }

  /** The cell, counted row-major, that is largest: the first of equals, a NaN before all. {@link Shape#index} tells where it is. */
  public int argmax() {
    return Rows.all(this).nonEmpty("largest").argmax(0);
  }

  /** Where along an axis the largest is, for each cell of the other axes row-major: the first of equals, a NaN before all. */
  public int[] argmax(int axis) {
    Rows rows = Rows.along(this, axis).nonEmpty("largest");
    int[] where = new int[rows.kept().size()];
    for (int row = 0; row < where.length; row++) where[row] = rows.argmax(row);
    return where;
  }

  /** √(Σ x²), without overflow on the way. */
  public double norm() { return Rows.all(this).norm(0); }

  /** Σ x·y over all cells. */
  public double dot(Tensor other) {
    checkAlike(other);
    double sum = 0;
    for (int i = 0; i < size(); i++) sum += cells.get(i) * other.cells.get(i);
    return sum;
  }
}
