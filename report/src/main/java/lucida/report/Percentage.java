package lucida.report;

import java.util.Locale;

/**
 * A share as people read it, to a tenth of a percent. What would round to nothing or to all is said to be below 0.1 % or above 99.9 %: no softmax or
 * sigmoid is 0 or 1.
 *
 * @param share from 0 to 1
 */
public record Percentage(double share) {
  private static final double HALF_A_TENTH = 0.0005;

  @Override
  public String toString() {
    if (share < HALF_A_TENTH) return "< 0.1 %";
    if (share >= 1 - HALF_A_TENTH) return "> 99.9 %";
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
