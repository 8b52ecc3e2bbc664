package lucida.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A tensor as rows of one length: a row for each cell of the shape that stays when the other axes are summed or searched away. */
record Rows(Shape full, Shape kept, int length, Storage cells) {
  /** One row of all cells. */
  static Rows all(Tensor x) { return new Rows(x.shape(), Shape.SCALAR, x.size(), x.cells()); }

  /** A row runs over the given axes, row-major in the order in which they are given. */
  static Rows along(Tensor x, int... axes) {
    boolean[] gone = x.shape().marked(axes);
    int[] order = IntStream.concat(Arrays.stream(x.shape().axes()).filter(axis -> !gone[axis]), Arrays.stream(axes)).toArray();
    int length = Shape.of(Arrays.stream(axes).map(x.shape()::extent).toArray()).size();
    return new Rows(x.shape(), x.shape().without(axes), length, x.permute(order).cells());
  }

  /** These rows if they are not empty: the largest of no numbers does not exist. */
  Rows nonEmpty(String what) {
    if (length == 0) throw new ShapeException("Tensor of shape " + full + ": there is no " + what + " of no cells");
    return this;
  }

  double sum(int row) {
    double sum = 0;
    for (int i = row * length; i < (row + 1) * length; i++) sum += cells.get(i);
    return sum;
  }

  double mean(int row) { return sum(row) / length; }

  double max(int row) { return cells.get(row * length + argmax(row)); }

  double min(int row) { return cells.get(row * length + argmax(row, -1)); }

  /** Where in the row the largest is: the first of equals, a NaN before all. */
  int argmax(int row) { return argmax(row, 1); }

  /** Where in the row sign · x is largest. */
  private int argmax(int row, int sign) {
    int best = row * length;
    for (int i = best + 1; i < (row + 1) * length; i++)
      if (exceeds(sign * cells.get(i), sign * cells.get(best))) best = i;
    return best - row * length;
  }

  private static boolean exceeds(double a, double b) { return a > b || Double.isNaN(a) && !Double.isNaN(b); }

  /** √(Σ x²), scaled by a power of two so that no square overflows or vanishes. */
  double norm(int row) {
    double largest = 0;
    for (int i = row * length; i < (row + 1) * length; i++) largest = Math.max(largest, Math.abs(cells.get(i)));
    if (largest == 0 || !Double.isFinite(largest)) return largest;
    int exponent = Math.getExponent(largest);
    double scale = Math.scalb(1.0, -exponent);
    double sum = 0;
    for (int i = row * length; i < (row + 1) * length; i++) sum += cells.get(i) * scale * (cells.get(i) * scale);
    return Math.scalb(Math.sqrt(sum), exponent);
  }
}
