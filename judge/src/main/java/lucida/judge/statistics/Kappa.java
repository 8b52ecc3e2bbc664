package lucida.judge.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * How much more raters agree than by chance: 1 always, 0 as often as by chance, NaN where chance alone would make them agree always.
 *
 * <pre>
 *   κ = (P − P_e) / (1 − P_e)
 * </pre>
 */
public final class Kappa {
  private Kappa() {}

  /**
   * Cohen's κ of two raters — Educational and Psychological Measurement 20(1), 1960: P_e = Σ_c p_c q_c, each rater with shares of her own.
   *
   * @param a what the first chose of each subject, from 0
   * @param b what the second chose
   */
  public static double cohen(int[] a, int[] b) {
    int n = a.length, categories = 1 + Math.max(Arrays.stream(a).max().orElse(0), Arrays.stream(b).max().orElse(0));
    double[] p = new double[categories], q = new double[categories];
    double agreed = 0;
    for (int i = 0; i < n; i++) {
      p[a[i]] += 1.0 / n;
      q[b[i]] += 1.0 / n;
      if (a[i] == b[i]) agreed += 1.0 / n;
    }
    double chance = 0;
    for (int c = 0; c < categories; c++) chance += p[c] * q[c];
    return of(agreed, chance);
  }

  /**
   * Fleiss' κ of any number of raters — Psychological Bulletin 76(5), 1971: P = mean over subjects of Σ_c n_ic (n_ic − 1) / (n (n − 1)), P_e = Σ_c p_c².
   *
   * @param counts of each subject how many raters chose each category; as many raters of each
   */
  public static double fleiss(List<int[]> counts) {
    int raters = Arrays.stream(counts.getFirst()).sum(), categories = counts.getFirst().length;
    double[] p = new double[categories];
    double agreed = 0;
    for (int[] subject : counts) {
      if (Arrays.stream(subject).sum() != raters || raters < 2)
        throw new IllegalArgumentException("Fleiss' kappa wants the same number of raters, 2 or more, for every subject");
      for (int c = 0; c < categories; c++) {
        p[c] += (double) subject[c] / raters / counts.size();
        agreed += (double) subject[c] * (subject[c] - 1) / raters / (raters - 1) / counts.size();
      }
    }
    return of(agreed, Arrays.stream(p).map(share -> share * share).sum());
  }

  private static double of(double agreed, double chance) {
    return chance >= 1 ? Double.NaN : (agreed - chance) / (1 - chance);
  }
}
