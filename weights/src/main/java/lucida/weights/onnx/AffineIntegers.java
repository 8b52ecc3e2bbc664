package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;

/**
 * Whole numbers that are known when a graph is imported, such as the shape that a Reshape expects: each is fixed + perPicture · N for a
 * batch of N pictures.
 *
 * @param type of the numbers, which says how large they may become
 */
record AffineIntegers(Dtype type, Shape shape, long[] fixed, long[] perPicture) {
  static AffineIntegers of(Shape shape, long... fixed) {
    return new AffineIntegers(Dtype.I64, shape, fixed, new long[fixed.length]);
  }

  static AffineIntegers of(Tensor tensor) {
    return of(tensor.shape(), Arrays.stream(tensor.toDoubles()).mapToLong(v -> (long) v).toArray());
  }

  AffineIntegers as(Dtype other) { return new AffineIntegers(other, shape, fixed, perPicture); }

  /** The extents of a value that has one shape for one picture and another for two. */
  static AffineIntegers shape(Shape one, Shape two) {
    long[] fixed = new long[one.rank()];
    long[] perPicture = new long[one.rank()];
    for (int axis = 0; axis < fixed.length; axis++) {
      perPicture[axis] = Math.subtractExact(two.extent(axis), one.extent(axis));
      fixed[axis] = one.extent(axis) - perPicture[axis];
    }
    return new AffineIntegers(Dtype.I64, Shape.of(fixed.length), fixed, perPicture);
  }

  /** All numbers of some, in one row. */
  static AffineIntegers joined(List<AffineIntegers> parts) {
    long[] fixed = parts.stream().flatMapToLong(part -> Arrays.stream(part.fixed)).toArray();
    return new AffineIntegers(parts.getFirst().type, Shape.of(fixed.length), fixed,
        parts.stream().flatMapToLong(part -> Arrays.stream(part.perPicture)).toArray());
  }

  /** Whether any number is a multiple of the batch size. */
  boolean varies() {
    return Arrays.stream(perPicture).anyMatch(n -> n != 0);
  }

  int size() { return fixed.length; }

  /** The numbers for a batch of N. */
  long[] at(int N) {
    long[] values = new long[fixed.length];
    for (int i = 0; i < values.length; i++) values[i] = fixed[i] + perPicture[i] * N;
    return values;
  }

  /** The numbers themselves, of which none is a multiple of the batch size. */
  Tensor tensor() {
    return Tensor.of(shape, Arrays.stream(fixed).asDoubleStream().toArray());
  }

  /** The cells with these numbers, in another shape. */
  AffineIntegers pick(Shape to, int... cells) {
    return new AffineIntegers(type, to, Arrays.stream(cells).mapToLong(c -> fixed[c]).toArray(),
        Arrays.stream(cells).mapToLong(c -> perPicture[c]).toArray());
  }

  AffineIntegers reshape(Shape to) {
    if (to.size() != size()) throw new WeightsException("whole numbers of shape " + shape + " cannot have the shape " + to);
    return new AffineIntegers(type, to, fixed, perPicture);
  }

  /**
   * Cell by cell, for one and for two pictures, both sides broadcast. What is not a + b·N afterwards shows
   * at three.
   *
   * @param what the operation is called in messages
   * @throws WeightsException if a number is beyond 64 bits, for which {@code f} throws ArithmeticException
   */
  AffineIntegers with(AffineIntegers other, LongBinaryOperator f, String what) {
    Shape to = Broadcast.shape(List.of(shape, other.shape));
    if (type != other.type) throw new WeightsException(what + " reads whole numbers of two types, " + type + " and " + other.type);
    long[] one = apply(other, f, to, 1, what);
    long[] two = apply(other, f, to, 2, what);
    long[] three = apply(other, f, to, 3, what);
    long[] slope = new long[one.length];
    for (int i = 0; i < one.length; i++) {
      slope[i] = two[i] - one[i];
      if (three[i] - two[i] != slope[i])
        throw new WeightsException(what + " of the batch size gives a number that is not a multiple of it");
      one[i] -= slope[i];
    }
    return new AffineIntegers(type, to, one, slope);
  }

  private long[] apply(AffineIntegers other, LongBinaryOperator f, Shape to, int N, String what) {
    long[] a = Broadcast.cells(at(N), shape, to);
    long[] b = Broadcast.cells(other.at(N), other.shape, to);
    long[] y = new long[to.size()];
    try {
      for (int i = 0; i < y.length; i++) y[i] = f.applyAsLong(a[i], b[i]);
    } catch (ArithmeticException e) {
      throw WeightsException.because(what + " gives a number that 64 bits do not hold", e);
    }
    return y;
  }
}
