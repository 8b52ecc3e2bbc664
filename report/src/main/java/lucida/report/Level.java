package lucida.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.core.Tensor;

/**
 * The least and the greatest value of a map; infinite and missing ones do not take part.
 *
 * @param low NaN if there is none
 * @param high NaN if there is none
 * @param isWhole whether every cell is finite
 */
record Level(double low, double high, boolean isWhole) {
  static Level of(Tensor map) {
    return new Level(finite(map).min().orElse(Double.NaN), finite(map).max().orElse(Double.NaN), map.isFinite());
  }

  private static DoubleStream finite(Tensor map) {
    return IntStream.range(0, map.size()).mapToDouble(map::cell).filter(Double::isFinite);
  }

  /** Whether no two cells differ. */
  boolean isOne() { return !(low < high); }

  /** "0 everywhere", of a map on one level. */
  String words() {
    if (Double.isNaN(low)) return "no value anywhere";
    return CardHtml.number(low) + (isWhole ? " everywhere" : " wherever it has a value");
  }
}
