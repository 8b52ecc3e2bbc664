package lucida.autodiff.function;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;

/** Average pooling and resizing of the last two axes: linear maps along the rows and along the columns. */
public final class Pooling {
  private Pooling() {}

  /** Global average pooling of pictures [N, C, H, W] to [N, C]. */
  public static Expr globalAverage(Expr x) {
    if (x.shape().rank() != 4) throw new ShapeException("globalAverage: the input is " + x.shape() + ", wanted is [N, C, H, W]");
    return x.mean(2, 3);
  }

  /** The mean of each window, padding counted as zeros. */
  public static Expr average(Expr x, Windows windows) {
    return average(x, windows, windows.rows().after(), windows.columns().after());
  }

  /**
   * The mean of each window, padding counted as zeros, but below only {@code bottom} rows and to the right only {@code right} columns
   * of it: what a window covers beyond them does not count.
   */
  public static Expr average(Expr x, Windows windows, int bottom, int right) {
    return resample(x, extent -> average(windows.rows().over(extent), bottom),
        extent -> average(windows.columns().over(extent), right));
  }

  /** The mean of the cells of each window that are not padding. */
  public static Expr averageWithoutPadding(Expr x, Windows windows) {
    return resample(x, extent -> averageWithoutPadding(windows.rows().over(extent)),
        extent -> averageWithoutPadding(windows.columns().over(extent)));
  }

  /** Adaptive average pooling: result i of n is the mean of the cells ⌊i·H/n⌋ … ⌈(i+1)·H/n⌉ − 1. */
  public static Expr adaptiveAverage(Expr x, int height, int width) {
    return resample(x, extent -> adaptive(extent, height), extent -> adaptive(extent, width));
  }

  /** Bilinear resizing; cell centres at (i + ½), edges clamped, as align_corners = false elsewhere. */
  public static Expr bilinear(Expr x, int height, int width) {
    return resample(x, extent -> bilinear(extent, height), extent -> bilinear(extent, width));
  }

  /** Resizing by the nearest cell: result i of n is cell ⌊i·H/n⌋. */
  public static Expr nearest(Expr x, int height, int width) {
    return resample(x, extent -> nearest(extent, height), extent -> nearest(extent, width));
  }

  private static Expr resample(Expr x, IntFunction<Taps> rows, IntFunction<Taps> columns) {
    Shape shape = x.shape();
    if (shape.rank() < 2)
      throw new ShapeException("Pooling: the input is " + shape + ", wanted is a shape that ends in rows and columns");
    return x.resample(rows.apply(shape.extent(shape.rank() - 2)), columns.apply(shape.extent(shape.rank() - 1)));
  }

  /** Weights 1/n along one axis, n the cells of the window that lie on the axis, on its padding before, or on the first {@code after} cells behind it. */
  public static Taps average(Sweep sweep, int after) {
    return windows(sweep,
        i -> (int) IntStream.range(0, sweep.size()).filter(u -> sweep.cell(i, u) < sweep.extent() + after).count());
  }

  /** Weights 1/n along one axis, n the cells of the window that are not padding. */
  public static Taps averageWithoutPadding(Sweep sweep) {
    return windows(sweep, i -> (int) IntStream.range(0, sweep.size()).filter(u -> sweep.contains(sweep.cell(i, u))).count());
  }

  private static Taps windows(Sweep sweep, IntUnaryOperator counted) {
    int places = sweep.places();
    int[] first = new int[places];
    double[][] weights = new double[places][];
    for (int i = 0; i < places; i++) {
      int place = i;
      int[] cells = IntStream.range(0, sweep.size()).map(u -> sweep.cell(place, u)).filter(sweep::contains).toArray();
      first[i] = cells.length == 0 ? 0 : cells[0];
      weights[i] = new double[cells.length == 0 ? 0 : cells[cells.length - 1] - cells[0] + 1];
      for (int cell : cells) weights[i][cell - cells[0]] = 1.0 / counted.applyAsInt(i);
    }
    return new Taps(sweep.extent(), first, weights);
  }

  /** Weights of adaptive average pooling along one axis. */
  public static Taps adaptive(int extent, int results) {
    positive(extent, results);
    int[] first = IntStream.range(0, results).map(i -> (int) ((long) i * extent / results)).toArray();
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) {
      int end = (int) (((i + 1L) * extent + results - 1) / results);
      weights[i] = new double[end - first[i]];
      Arrays.fill(weights[i], 1.0 / weights[i].length);
    }
    return new Taps(extent, first, weights);
  }

  /** Weights of bilinear resizing along one axis. */
  public static Taps bilinear(int extent, int results) {
    positive(extent, results);
    int[] first = new int[results];
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) {
      double centre = Math.clamp((i + 0.5) * extent / results - 0.5, 0, extent - 1.0);
      first[i] = (int) centre;
      double second = centre - first[i];
      weights[i] = second == 0 ? new double[]{1} : new double[]{1 - second, second};
    }
    return new Taps(extent, first, weights);
  }

  /** The choice of the nearest cell along one axis. */
  public static Taps nearest(int extent, int results) {
    positive(extent, results);
    double[][] weights = new double[results][];
    Arrays.fill(weights, new double[]{1});
    return new Taps(extent, IntStream.range(0, results).map(i -> (int) ((long) i * extent / results)).toArray(), weights);
  }

  private static void positive(int extent, int results) {
    if (extent < 1 || results < 1)
      throw new ShapeException("Pooling: " + extent + " cells cannot become " + results + "; both are at least 1");
  }
}
