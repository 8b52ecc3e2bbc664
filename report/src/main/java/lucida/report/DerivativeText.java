package lucida.report;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.book.AnsatzTerms;
import lucida.book.Coverage;
import lucida.book.DerivativeStudy;
import lucida.book.Distribution;
import lucida.book.EstimatedDerivatives;
import lucida.book.RouteComparison;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Tensor;

/** What is printed of derivatives. */
public final class DerivativeText {
  private static final int POLES = 3;
  private static final int CELLS = 3;
  private static final double ENOUGH = 0.1;
  private static final double SOON = 1000, HOUR = 3600, DAY = 24 * HOUR;

  /** Decimal digits of float32, with how many of them left a number is printed as if it had all, and how many float64 has more. */
  private static final int DIGITS = 7, ENOUGH_DIGITS = 5, MORE_DIGITS = 9;

  static final String NO_ALPHA = "nothing to compare: D2 and D3 are 0 at every cell, so that α is 0/0 and Grad-CAM++ weighs nothing; take --score exp or probability";
  static final String NO_ANSATZ = "what [PP 3] drops needs α at every cell: leave out --channels and --positions";

  private DerivativeText() {}

  /** Prints all that is known of them. */
  public static void print(StudiedPicture picture, PrintWriter out) {
    DerivativeStudy study = picture.study();
    out.printf("%n%s: %s at %s %s, %s%n", PlainText.of(picture.stem()), PlainText.of(picture.of().label()),
        PlainText.of(picture.layer()),
        study.A().shape(), picture.scale());
    if (!study.chosen().areAll()) out.printf("  cells    %s%n", picture.part());
    out.printf("  route    %s, %s%n%n", study.route().description(), seconds(study.seconds()));
    distributions(study, out);
    poles(study, out);
    routes(study, out);
    study.estimate().ifPresent(estimate -> estimate(study, estimate, out));
    closed(study, out);
    study.ansatz().ifPresentOrElse(terms -> ansatz(terms, study.cells().length, out),
        () -> out.println("\n  ansatz   " + NO_ANSATZ));
    rowSums(study, out);
  }

  /** D1, D2, D3 and α by their names. */
  public static SequencedMap<String, Tensor> tensors(DerivativeStudy study) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("D1", study.D().first());
    tensors.put("D2", study.D().second());
    tensors.put("D3", study.D().third());
    tensors.put("alpha", study.alpha().alpha());
    return tensors;
  }

  private static void distributions(DerivativeStudy study, PrintWriter out) {
    out.println("           " + columns("min", "quartile", "median", "quartile", "max", "zeros"));
    tensors(study).forEach((name, tensor) -> {
      Distribution d = Distribution.of(tensor); // NaN, where nothing was asked for, is left out
      out.println("  %-8s ".formatted(name(name))
          + columns(BookText.number(d.min()), BookText.number(d.lowerQuartile()),
              BookText.number(d.median()), BookText.number(d.upperQuartile()), BookText.number(d.max()), percent(d.zeros())));
    });
  }

  private static void poles(DerivativeStudy study, PrintWriter out) {
    int poles = study.alpha().poles().size(), dead = study.alpha().dead().size(), all = study.chosen().count();
    out.printf("%n  poles    %s of %d cells have passed one; α is 0/0, and taken as 0, at %d%n", poles, all, dead);
    List<Integer> nearest = study.nearestToPoles(POLES);
    if (nearest.isEmpty()) return;
    out.println("           nearest to one, by how much larger the terms of the denominator are than their sum:");
    for (int e : nearest)
      out.printf("           %s: %s times, α = %s%n", study.alpha().at(e), BookText.number(study.condition().cell(e)),
          BookText.number(study.alpha().alpha().cell(e)));
    lost(study).ifPresent(sentence -> out.println("           " + sentence));
  }

  /** How many digits of α a pole leaves, where that is few. */
  static Optional<String> lost(DerivativeStudy study) {
    Precision precision = study.A().precision();
    List<Integer> nearest = study.nearestToPoles(1);
    if (nearest.isEmpty() || precision == Precision.FLOAT64) return Optional.empty();
    double digits = DIGITS - Math.log10(study.condition().cell(nearest.getFirst()));
    return digits > ENOUGH_DIGITS
        ? Optional.empty()
        : Optional.of(
            "float32 has some %d digits, of which a cell loses as many as that number has: about %d %s left of α at the first; --precision f64 has %d more"
                .formatted(DIGITS, Math.max(0, (int) digits), Math.max(0, (int) digits) == 1 ? "is" : "are", MORE_DIGITS));
  }

  private static void routes(DerivativeStudy study, PrintWriter out) {
    out.println("\n  other ways to D1, D2, D3, the largest difference relative to the largest value:");
    for (RouteComparison other : study.others()) {
      String time = other.seconds() == 0 ? "" : ", " + seconds(other.seconds());
      out.printf("  %-16s %s%n", other.verdict().startsWith("the same") ? "agrees" : "DIFFERS", other.route());
      out.printf("  %-16s D1 %s, D2 %s, D3 %s at %d of %d cells%s: %s%n", "", BookText.number(other.first()),
          BookText.number(other.second()), BookText.number(other.third()), other.cells(), study.chosen().count(), time,
          other.verdict());
    }
  }

  /** Whether D2 and D3 are 0 at every cell, as of the logit of a piecewise-linear head: then there is nothing to estimate and nothing to compare. */
  static boolean isWithoutAlpha(DerivativeStudy study) {
    return study.alpha().dead().size() == study.chosen().count();
  }

  private static void estimate(DerivativeStudy study, EstimatedDerivatives estimate, PrintWriter out) {
    if (isWithoutAlpha(study)) return;
    out.printf("%n  estimate from %d random probes, %s; not exact. Its 95 %% intervals, at the cells that are not 0:%n",
        estimate.probes(),
        seconds(estimate.seconds()));
    study.coverage(estimate).forEach((name, coverage) -> out.printf("           %-3s ± %s times the value in the median, %s%n",
        name(name), BookText.number(significant(coverage.halfWidth())), held(coverage)));
    out.println("           " + verdict(study, estimate));
  }

  /** D1, D2, D3 by their names, and α by its letter. */
  static String name(String tensor) {
    return tensor.equals("alpha") ? "α" : tensor;
  }

  private static String held(Coverage coverage) {
    return (coverage.bounded() < 1 ? "bounded at " + percent(coverage.bounded()) + ", " : "") + "with the exact value at "
        + percent(coverage.holding()) + " of the cells";
  }

  /** How many probes would be enough. */
  static String verdict(DerivativeStudy study, EstimatedDerivatives estimate) {
    if (estimate.isExact()) return "nothing is random here: D2 and D3 are made of D1";
    double worst = study.coverage(estimate).values().stream().limit(2).mapToDouble(Coverage::halfWidth).max().orElseThrow();
    if (!(worst > ENOUGH)) return "good enough for a look: within a tenth of the value at most cells";
    return "too wide to read single cells: ± a tenth of the value would take about %s probes, %s; the exact route takes %s"
        .formatted(
            BookText.number(significant(estimate.probes() * Math.pow(worst / ENOUGH, 2))),
            seconds(significant(estimate.seconds() * Math.pow(worst / ENOUGH, 2))), seconds(study.seconds()));
  }

  /** Two digits, of what is itself estimated. */
  static double significant(double x) {
    return !Double.isFinite(x) ? x : new BigDecimal(x).round(new MathContext(2)).doubleValue();
  }

  private static void closed(DerivativeStudy study, PrintWriter out) {
    if (isWithoutAlpha(study)) {
      out.printf("%n  closed   %s%n", NO_ALPHA);
      return;
    }
    out.printf("%n  closed   ‖α_closed − α‖ / max(‖α‖, ‖α_closed‖) = %s; the maps: rank correlation %s, IoU of the top 10 %% %s%n",
        BookText.number(study.shortcut().alphaError()), BookText.number(study.shortcut().rankCorrelation()),
        BookText.number(study.shortcut().topOverlap()));
  }

  private static void ansatz(AnsatzTerms terms, int cells, PrintWriter out) {
    out.printf(
        "%n  ansatz   at %d cells [PP 3] keeps %s and drops %s of other positions and %s of other channels (norms); dropped / kept = %s%n",
        cells, BookText.number(terms.kept().norm()), BookText.number(terms.positions().norm()),
        BookText.number(terms.channels().norm()), BookText.number(terms.droppedShare()));
  }

  private static void rowSums(DerivativeStudy study, PrintWriter out) {
    if (isWithoutAlpha(study)) return;
    out.printf("%n  sums of rows in place of the diagonal: D2 is off by %s times its norm, D3 by %s times%n",
        BookText.number(study.rowSumErrors().getFirst()), BookText.number(study.rowSumErrors().getLast()));
    for (int i = 0; i < Math.min(CELLS, study.cells().length); i++) {
      int e = study.cells()[i];
      out.printf("           %s: D2 = %s, row sum %s; D3 = %s, row sum %s%n", study.alpha().at(e),
          BookText.number(study.D().second().cell(e)),
          BookText.number(study.rowSums().second().cell(e)), BookText.number(study.D().third().cell(e)),
          BookText.number(study.rowSums().third().cell(e)));
    }
  }

  private static String columns(String... cells) {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) row.append("%12s".formatted(cell));
    return row.toString();
  }

  static String percent(double share) {
    return share == 0 || share == 1 ? Math.round(100 * share) + " %" : new Percentage(share).toString();
  }

  static String seconds(double s) {
    if (s < 1) return Math.round(1000 * s) + " ms";
    if (s < SOON) return String.format(Locale.ROOT, "%.1f s", s);
    return s < DAY ? String.format(Locale.ROOT, "%.1f hours", s / HOUR) : String.format(Locale.ROOT, "%,.0f days", s / DAY);
  }
}
