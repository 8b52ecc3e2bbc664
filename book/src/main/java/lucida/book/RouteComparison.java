package lucida.book;

import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Precision;
import lucida.core.Tensor;

/**
 * Another way to D1, D2, D3, beside the one that was taken.
 *
 * @param route in words
 * @param cells at how many cells of A they are compared
 * @param seconds how long it took
 * @param first the largest difference of D1 at any of the cells, relative to the largest |D1| there
 * @param second the same of D2
 * @param third the same of D3
 * @param verdict "the same to rounding", or what differs
 */
public record RouteComparison(String route, int cells, double seconds, double first, double second, double third, String verdict) {
  /** Between two exact routes in float64; third derivatives of a deep head lose some digits of 16. */
  private static final double ROUNDING_64 = 1e-10;
  /** The same in float32, of some 7 digits. */
  private static final double ROUNDING_32 = 1e-3;

  static RouteComparison of(String route, double seconds, ScoreDerivatives other, ScoreDerivatives taken, Precision precision) {
    double first = largest(other.first(), taken.first()), second = largest(other.second(), taken.second()),
        third = largest(other.third(), taken.third());
    return new RouteComparison(route, taken.first().size(), seconds, first, second, third,
        verdict(rounding(precision), first, second, third));
  }

  /** Up to which relative difference numbers are the same. */
  static double rounding(Precision precision) {
    return precision == Precision.FLOAT64 ? ROUNDING_64 : ROUNDING_32;
  }

  private static String verdict(double bound, double... errors) {
    StringBuilder wrong = new StringBuilder();
    for (int n = 0; n < errors.length; n++)
      if (!(errors[n] <= bound)) wrong.append(wrong.isEmpty() ? "" : ", ").append('D').append(n + 1);
    return wrong.isEmpty() ? "the same to rounding" : "differs in " + wrong;
  }

  /** max |a − b| / max |b|; 0 if both are 0 everywhere. */
  private static double largest(Tensor a, Tensor b) {
    double difference = a.minus(b.to(a.precision())).abs().max();
    return difference == 0 ? 0 : difference / b.abs().max();
  }
}
