package lucida.book;

import java.util.Arrays;
import lucida.core.Tensor;
import lucida.pictures.Quantile;

/**
 * Where the cells of a tensor lie: quartiles by linear interpolation between the sorted cells, without those that are NaN.
 *
 * @param zeros the share of cells that are 0
 * @param cells their number, NaN left out
 */
public record Distribution(double min, double lowerQuartile, double median, double upperQuartile, double max, double zeros,
    int cells) {
  /** Of all cells. */
  public static Distribution of(Tensor values) {
    double[] sorted = Arrays.stream(values.toDoubles()).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    if (n == 0) return new Distribution(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    double zeros = (double) Arrays.stream(sorted).filter(v -> v == 0).count() / n;
    return new Distribution(sorted[0], Quantile.of(sorted, 0.25), Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.75),
        sorted[n - 1], zeros,
        n);
  }
}
