package lucida.pictures;

/** Quantiles of sorted numbers, linear between the two that are next to it. */
public final class Quantile {
  private Quantile() {}

  /**
   * Of one number or more.
   *
   * @param sorted in ascending order; infinities are numbers here
   * @param q 0 for the least to 1 for the greatest
   */
  public static double of(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) place;
    double rest = place - below;
    return rest == 0 || sorted[below] == sorted[below + 1]
        ? sorted[below]
        : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
  }
}
