package lucida.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Algebra;
import lucida.autodiff.op.ArgMax;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Choice;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Gather;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.Slot;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.StridedRegion;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Taps;

/**
 * A formula: it has a shape and no value. Formulas are written with these methods, derived by {@link Reverse} and {@link Taylor}, and
 * computed by an {@code Executor} of {@code lucida.autodiff.run}. Shapes are checked when a formula is written; nothing is broadcast, {@code expand} is written.
 */
public sealed interface Expr extends Algebra<Expr> permits Input, Constant, Apply {
  /** The shape of its value. */
  Shape shape();

  /** The formulas it is made of, none for an input or a constant. */
  List<Expr> inputs();

  /** The inputs that a derivative passes through: all but the selector of a selection. */
  default List<Expr> passing() {
    return inputs();
  }

  /** Whether it is literally 0. */
  default boolean isZero() { return this instanceof Constant(double c, _) && c == 0; }

  // ---- arithmetic

  /** this + b, of one shape. */
  default Expr plus(Expr b) { return Apply.of(new Linear(new Addition()), this, b); }

  /** this − b, of one shape. */
  default Expr minus(Expr b) { return plus(b.negate()); }

  /** this + a. */
  default Expr plus(double a) { return plus(new Constant(a, shape())); }

  /** a · this. */
  @Override
  default Expr scale(double a) { return map(new Scale(a)); }

  /** −this. */
  @Override
  default Expr negate() { return scale(-1); }

  /** this ⊙ b, cell by cell, of one shape. */
  @Override
  default Expr times(Expr b) {
    return Apply.of(new Bilinear(new Product(shape()), Slot.Z), this, b);
  }

  /** this / b, cell by cell, of one shape. */
  default Expr over(Expr b) { return times(b.reciprocal()); }

  /** this ⊙ this. */
  @Override
  default Expr square() { return times(this); }

  private Expr map(LinearMap L) { return Apply.of(new Linear(L), this); }

  // ---- functions, cell by cell

  /** e^this. */
  @Override
  default Expr exp() { return Apply.of(Pointwise.EXP, this); }

  /** Natural logarithm. */
  default Expr log() { return Apply.of(Pointwise.LOG, this); }

  /** 1/this. */
  @Override
  default Expr reciprocal() { return Apply.of(Pointwise.RECIPROCAL, this); }

  /** √this. */
  default Expr sqrt() { return Apply.of(Pointwise.SQRT, this); }

  /** Hyperbolic tangent. */
  @Override
  default Expr tanh() { return Apply.of(Pointwise.TANH, this); }

  /** 1/cosh. */
  @Override
  default Expr sech() { return Apply.of(Pointwise.SECH, this); }

  /** 1/(1 + e^−this). */
  @Override
  default Expr sigmoid() { return Apply.of(Pointwise.SIGMOID, this); }

  /** log(1 + e^this). */
  default Expr softplus() { return Apply.of(Pointwise.SOFTPLUS, this); }

  /** Sine of an angle in radians. */
  @Override
  default Expr sin() { return Apply.of(Pointwise.SIN, this); }

  /** Cosine of an angle in radians. */
  @Override
  default Expr cos() { return Apply.of(Pointwise.COS, this); }

  /** The error function. */
  default Expr erf() { return Apply.of(Pointwise.ERF, this); }

  /** 1 − erf, without cancellation. */
  default Expr erfc() { return Apply.of(Pointwise.ERFC, this); }

  // ---- selections

  /** L(this) v. */
  default Expr select(Choice choice, Expr v) { return Apply.of(new Selection(choice), this, v); }

  /** [this > 0] · v. */
  default Expr gate(Expr v) { return select(Gate.POSITIVE, v); }

  /** max(this, 0); its derivative at 0 is 0. */
  default Expr relu() { return gate(this); }

  /** this where it is positive, else slope · this. */
  default Expr leakyRelu(double slope) {
    return select(new Gate(slope, 1), this);
  }

  /** |this|; its derivative at 0 is −1, that of the lower branch. */
  default Expr abs() { return select(new Gate(-1, 1), this); }

  /** above where this > 0, else below. */
  default Expr choose(Expr above, Expr below) {
    return gate(above).plus(select(Gate.NOT_POSITIVE, below));
  }

  /** The larger of two, cell by cell; of equals this one's derivative. */
  default Expr max(Expr b) {
    return concat(0, List.of(reshape(shape().insert(0, 1)), b.reshape(b.shape().insert(0, 1)))).largest(0);
  }

  /** The smaller of two, cell by cell; of equals this one's derivative. */
  default Expr min(Expr b) {
    return negate().max(b.negate()).negate();
  }

  /** min(max(this, low), high); outside the bounds its derivative is 0. A NaN stays one. */
  default Expr clip(double low, double high) {
    Expr raised = plus(-low).negate().choose(new Constant(low, shape()), this);
    return raised.plus(-high).choose(new Constant(high, shape()), raised);
  }

  /** The largest cell along some axes, which disappear; all axes if none is named. */
  default Expr largest(int... axes) {
    Shape full = shape();
    return select(new ArgMax(full, Arrays.stream(axes.length == 0 ? full.axes() : axes).boxed().sorted().toList()), this);
  }

  /** The largest cell of each window over the last two axes. Padding never wins. */
  default Expr maxPool(Windows windows) {
    Shape x = pictures("maxPool");
    return select(new WindowArgMax(windows.rows().over(x.extent(x.rank() - 2)), windows.columns().over(x.extent(x.rank() - 1))),
        this);
  }

  /** The same value, which no derivative sees: a factor of it passes derivatives on as if it were a number. */
  default Expr stopGradient() {
    return select(new StopGradient(), Constant.one(shape()));
  }

  // ---- summing and repeating

  /** The sum over some axes, which disappear; over all if none is named. */
  default Expr sum(int... axes) {
    return map(new Sum(shape(), Arrays.stream(axes.length == 0 ? shape().axes() : axes).boxed().toList()));
  }

  /** The mean over some axes, which disappear; over all if none is named. Of an empty batch it is an empty batch of means. */
  default Expr mean(int... axes) {
    long terms = 1;
    for (int axis : axes.length == 0 ? shape().axes() : axes) terms *= shape().extent(axis);
    if (terms == 0)
      throw new ShapeException("mean: there is nothing to average in " + shape() + " along the axes " + Arrays.toString(axes));
    return sum(axes).scale(1.0 / terms);
  }

  /** Repeated along axes that a larger shape has more. */
  default Expr expand(Shape to, int... axes) {
    return Apply.of(new Linear(new Sum(to, Arrays.stream(axes).boxed().toList()), true), this);
  }

  /** Repeated along all axes but the given one: a bias to a picture. */
  default Expr expandAlong(Shape to, int axis) {
    return expand(to, IntStream.range(0, to.rank()).filter(a -> a != axis).toArray());
  }

  // ---- moving

  /** The same cells in another shape. */
  default Expr reshape(Shape to) { return map(new Reshape(shape(), to)); }

  /** The same cells in another shape. */
  default Expr reshape(int... to) { return reshape(Shape.of(to)); }

  /** Axis a of the result is axis order[a] of this. */
  default Expr permute(int... order) {
    return map(new Permute(Arrays.stream(order).boxed().toList()));
  }

  /** A matrix, its rows and columns exchanged. */
  default Expr transpose() { return permute(1, 0); }

  /** Cells from … to − 1 along one axis. */
  default Expr slice(int axis, int from, int to) { return slice(axis, from, to, 1); }

  /** Every step-th of the cells from … to − 1 along one axis. */
  default Expr slice(int axis, int from, int to, int step) {
    return map(new Crop(StridedRegion.along(shape(), axis, from, to, step)));
  }

  /** One slice along an axis, which disappears. */
  default Expr at(int axis, int index) {
    return slice(axis, index, index + 1).reshape(shape().without(axis));
  }

  /** Pads with zeros: the given numbers of cells before and after, along each axis. */
  default Expr pad(List<Integer> before, List<Integer> after) {
    return Apply.of(new Linear(new Crop(StridedRegion.around(shape(), before, after)), true), this);
  }

  /** Slices by their index along one axis, in any order and number. */
  default Expr gather(int axis, List<Integer> index) {
    return map(new Gather(shape(), axis, index));
  }

  /** Concatenates along an existing axis. */
  static Expr concat(int axis, List<Expr> parts) {
    return Apply.of(new Linear(new Concatenation(axis, parts.stream().map(Expr::shape).toList())), parts);
  }

  // ---- pictures and matrices

  /** Convolution of pictures [N, C, H, W] with filters [O, C/groups, U, V] to [N, O, I, J]; the windows are of the filter's size. */
  default Expr convolve(Expr filter, Windows windows, int groups) {
    return Apply.of(new Bilinear(form(filter, windows, groups), Slot.Z), this, filter);
  }

  /** Convolution with one stride and one padding on all sides. */
  default Expr convolve(Expr filter, int stride, int padding) {
    fourAxes(filter);
    return convolve(filter, Windows.of(filter.shape().extent(2), filter.shape().extent(3), stride, padding), 1);
  }

  private ConvolutionForm form(Expr filter, Windows windows, int groups) {
    fourAxes(filter);
    Shape x = shape();
    Shape w = filter.shape();
    if (x.extent(1) != w.extent(1) * groups)
      throw new ShapeException("Conv2d: the filter " + w + " has " + w.extent(1) * groups + " input channels in " + groups
          + " groups, the input " + x + " has " + x.extent(1));
    if (w.extent(2) != windows.rows().size() || w.extent(3) != windows.columns().size())
      throw new ShapeException("Conv2d: the filter is " + w + ", the window [" + windows.rows().size() + ", "
          + windows.columns().size() + "]");
    return new ConvolutionForm(
        new Convolution(x.extent(0), groups, x.extent(1), w.extent(0), windows.rows().over(x.extent(2)),
            windows.columns().over(x.extent(3))));
  }

  private void fourAxes(Expr filter) {
    if (shape().rank() != 4 || filter.shape().rank() != 4)
      throw new ShapeException("Conv2d: the input is " + shape() + " and the filter " + filter.shape()
          + "; wanted are [N, C, H, W] and [O, C/groups, U, V]");
  }

  /** A linear map along the rows and one along the columns of the last two axes: pooling, resizing. */
  default Expr resample(Taps rows, Taps columns) {
    return map(new Resample(rows, columns));
  }

  /** this · b: matrices, or batches of as many. */
  default Expr matmul(Expr b) { return product(b, Slot.Z); }

  /** this · bᵀ: rows against rows, as a dense layer with weights [outputs, inputs]. */
  default Expr matmulTransposed(Expr b) {
    return product(b, Slot.X);
  }

  /** thisᵀ · b: columns against columns. */
  default Expr transposedMatmul(Expr b) { return product(b, Slot.W); }

  private Expr product(Expr b, Slot open) {
    Shape left = shape(), right = b.shape();
    int rank = left.rank();
    if (rank != right.rank() || rank != 2 && rank != 3 || rank == 3 && left.extent(0) != right.extent(0))
      throw new ShapeException("MatMul: " + left + " and " + right + " are not two matrices, nor two batches of as many");
    int batch = rank == 3 ? left.extent(0) : 1;
    int rows = left.extent(rank - 2);
    int columns = left.extent(rank - 1);
    int summed = open == Slot.W ? rows : columns;
    int met = right.extent(open == Slot.X ? rank - 1 : rank - 2);
    if (summed != met)
      throw new ShapeException(
          "MatMul: " + left + " and " + right + " do not fit: the sum is over " + summed + " cells of one, " + met
              + " of the other");
    MatMul form = new MatMul(switch (open) {
      case X -> new MatrixProduct(batch, rows, right.extent(rank - 2), columns);
      case W, Z -> new MatrixProduct(batch, rows, columns, right.extent(rank - 1));
    });
    Expr p = rank == 2 ? reshape(left.insert(0, 1)) : this;
    Expr q = rank == 2 ? b.reshape(right.insert(0, 1)) : b;
    Expr r = open == Slot.X ? Apply.of(new Bilinear(form, open), q, p) : Apply.of(new Bilinear(form, open), p, q);
    return rank == 2 ? r.reshape(r.shape().without(0)) : r;
  }

  private Shape pictures(String what) {
    if (shape().rank() < 2)
      throw new ShapeException(what + ": the input is " + shape() + ", wanted is a shape that ends in rows and columns");
    return shape();
  }
}
