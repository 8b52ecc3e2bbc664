package lucida.book;

import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Means, variances and covariance of pairs (x, y) that come one after the other, for many cells at once, by Welford's updates: no sum of squares is subtracted from
 * another.
 */
final class RunningCovariance {
  private final double[] meanX, meanY, xx, yy, xy;
  private int n = 1;

  RunningCovariance(int cells) {
    meanX = new double[cells];
    meanY = new double[cells];
    xx = new double[cells];
    yy = new double[cells];
    xy = new double[cells];
  }

  /** Takes the next pair of one cell. */
  void set(int cell, double x, double y) {
    double dx = x - meanX[cell], dy = y - meanY[cell];
    meanX[cell] += dx / n;
    meanY[cell] += dy / n;
    xx[cell] += dx * (x - meanX[cell]);
    yy[cell] += dy * (y - meanY[cell]);
    xy[cell] += dx * (y - meanY[cell]);
  }

  /** Says that every cell has its pair. */
  void next() { n++; }

  Tensor meanX(Shape shape) { return Tensor.of(shape, meanX); }

  Tensor meanY(Shape shape) { return Tensor.of(shape, meanY); }

  /** Of the mean of x: the sample variance, which divides by one pair less than there are, over the number of pairs. */
  Tensor varianceX(Shape shape) {
    return ofMean(shape, xx);
  }

  Tensor varianceY(Shape shape) { return ofMean(shape, yy); }

  Tensor covariance(Shape shape) { return ofMean(shape, xy); }

  private Tensor ofMean(Shape shape, double... squares) {
    int pairs = n - 1;
    return Tensor.of(shape, squares).scale(1.0 / (pairs * (pairs - 1.0)));
  }
}
