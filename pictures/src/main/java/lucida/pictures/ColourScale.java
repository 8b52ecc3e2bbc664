package lucida.pictures;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import lucida.core.Tensor;

/**
 * Which values become the two ends of a colour map: t = (value − low) / (high − low), taken to the nearest end outside. Infinite and
 * missing values (NaN) of a map do not take part in finding its ends.
 *
 * @param low the value at t = 0
 * @param high the value at t = 1; if it equals low, every value is t = 0
 */
public record ColourScale(double low, double high) {
  /** Checks that the ends are finite and in order. */
  public ColourScale {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high))
      throw new IllegalArgumentException("A scale from " + low + " to " + high + " has no finite ends in this order");
  }

  /** 0 to the greatest value, as for maps that have passed a ReLU; 0 to 0 if no value is positive. */
  public static ColourScale max(Tensor map) {
    return percentile(map, 100);
  }

  /** The least to the greatest value. */
  public static ColourScale minMax(Tensor map) {
    double[] sorted = finite(map);
    return sorted.length == 0 ? new ColourScale(0, 0) : new ColourScale(sorted[0], sorted[sorted.length - 1]);
  }

  /** 0 to the value that {@code percent} % of the cells do not exceed; to 0 if that is negative. */
  public static ColourScale percentile(Tensor map, double percent) {
    return new ColourScale(0, Math.max(0, quantile(finite(map), percent)));
  }

  /** −m to m, m the greatest absolute value. */
  public static ColourScale symmetric(Tensor map) { return symmetric(map, 100); }

  /** −m to m, m the absolute value that {@code percent} % of the cells do not exceed. */
  public static ColourScale symmetric(Tensor map, double percent) {
    double m = quantile(Arrays.stream(finite(map)).map(Math::abs).sorted().toArray(), percent);
    return new ColourScale(-m, m);
  }

  private static double[] finite(Tensor map) {
    return DoubleStream.iterate(0, k -> k < map.size(), k -> k + 1).map(k -> map.cell((int) k)).filter(Double::isFinite).sorted()
        .toArray();
  }

  /** 0 of nothing. */
  private static double quantile(double[] sorted, double percent) {
    if (!(percent >= 0 && percent <= 100))
      throw new IllegalArgumentException("A percentile lies between 0 and 100, not at " + percent);
    if (sorted.length == 0) return 0;
    return Quantile.of(sorted, percent / 100);
  }

  /** t of a value; NaN of NaN. */
  public double at(double value) {
    if (Double.isNaN(value)) return value;
    if (low == high) return 0;
    return Math.clamp((value - low) / (high - low), 0, 1);
  }
}
