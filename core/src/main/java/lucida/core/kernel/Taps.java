package lucida.core.kernel;

import java.util.Arrays;

/**
 * A sparse linear map along one axis: y[i] = Σ_t weight[i][t] · x[first[i] + t]. Average pooling and resizing are two of them, one
 * along the rows and one along the columns.
 */
public final class Taps {
  private final int extent;
  private final int[] first;
  private final double[][] weights;

  /** Of an axis of {@code extent} cells; result i reads the cells first[i], first[i] + 1, … with weights[i]. */
  public Taps(int extent, int[] first, double[][] weights) {
    if (first.length != weights.length)
      throw new IllegalArgumentException("Taps: " + first.length + " starts, " + weights.length + " rows of weights");
    for (int i = 0; i < first.length; i++)
      if (first[i] < 0 || first[i] + weights[i].length > extent)
        throw new IllegalArgumentException(
            "Taps: result " + i + " reads cells " + first[i] + " to " + (first[i] + weights[i].length - 1) + " of " + extent);
    this.extent = extent;
    this.first = first.clone();
    this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  /** Cells of x along this axis. */
  public int extent() { return extent; }

  /** Cells of y along this axis. */
  public int results() { return first.length; }

  /** The first cell that result i reads. */
  public int first(int i) { return first[i]; }

  /** How many cells result i reads. */
  public int count(int i) { return weights[i].length; }

  /** The weight of cell first(i) + t in result i. */
  public double weight(int i, int t) { return weights[i][t]; }

  @Override
  public boolean equals(Object other) {
    return other instanceof Taps taps && extent == taps.extent && Arrays.equals(first, taps.first)
        && Arrays.deepEquals(weights, taps.weights);
  }

  @Override
  public int hashCode() { return 31 * (31 * extent + Arrays.hashCode(first)) + Arrays.deepHashCode(weights); }
}
