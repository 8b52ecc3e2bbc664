package lucida.judge.statistics;

/**
 * When two values of a metric are equal but for the rounding of the maps. A map's cell is a sum of n float32 products, in an order of its own for every method: two formulas that are equal on paper, as
 * Grad-CAM's and HiResCAM's in front of global average pooling, leave cells that differ by about √n · 2⁻²⁴ of their size if roundings are independent, and by n · 2⁻²⁴ at most where all terms have one sign (Higham,
 * Accuracy and Stability of Numerical Algorithms, 4.2). What a metric sums of the cells differs by no more. 2⁻¹², half of the digits, is what 2¹² terms can lose at most and 2²⁴ usually do, more than any map sums; and it is a
 * difference below the digits of a table: 0.02 of 91 %. It holds in float64 too, where methods that differ by so little are not told apart either.
 */
final class RoundingBound {
  /** Of the larger value. */
  static final double SHARE = 0x1p-12;

  private RoundingBound() {}

  /** Whether a difference is at most the bound of the larger of two values. */
  static boolean isEqual(double a, double b) {
    return Math.abs(a - b) <= SHARE * Math.max(Math.abs(a), Math.abs(b));
  }
}
