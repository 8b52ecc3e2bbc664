package lucida.autodiff.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a check found.
 *
 * @param seed from which its random directions came
 * @param lines one for each comparison
 */
public record CheckReport(long seed, List<Line> lines) {
  /** One comparison: its relative error, and the largest that is taken for rounding. */
  public record Line(String what, double error, double bound) {
    /** Whether the error is within the bound; a NaN is not. */
    public boolean passed() { return error <= bound; }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-4s %9.1e  (≤ %.0e)  %s", passed() ? "ok" : "FAIL", error, bound, what);
    }
  }

  /** Whether every comparison is within its bound. */
  public boolean passed() { return lines.stream().allMatch(Line::passed); }

  /** A line for each comparison: verdict, relative error, bound, what was compared. */
  @Override
  public String toString() {
    return (passed() ? "all derivatives agree" : "DERIVATIVES DISAGREE") + ", seed " + seed + "\n"
        + lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
