package lucida.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import lucida.book.Equation;
import lucida.book.EvaluatedBook;
import lucida.book.EvaluatedEquation;
import lucida.book.Legend;
import lucida.book.NumberTable;
import lucida.book.Outcome;
import lucida.book.Symbol;
import lucida.book.Verdict;

/** The book as a table for a terminal. */
public final class BookText {
  /** Why there are counterexamples. */
  static final String MUST_FAIL = "Both sides of an identity are computed, each in its own way. To show that such a check can fail, it is repeated on a counterexample, "
      + "a small network or a deliberate mistake for which the identity is false. There it must fail; a check that does not proves nothing.";

  private BookText() {}

  /** Prints a book that was evaluated on a subject. */
  public static void print(EvaluatedBook book, BookSubject subject, PrintWriter out) {
    out.println(subject.text() + ", in float64");
    if (book.entries().stream().anyMatch(entry -> entry.outcome() instanceof Outcome.Residual)) out.println(MUST_FAIL);
    book.sections().forEach((section, entries) -> {
      out.println();
      out.println(section.title() + " — " + section.source());
      entries.forEach(entry -> print(entry, out));
    });
    out.println();
    legend(Legend.of(book.entries()), out);
    out.println(summary(book));
  }

  private static void legend(List<Symbol> symbols, PrintWriter out) {
    if (symbols.isEmpty()) return;
    out.println("Symbols");
    for (Symbol symbol : symbols) out.printf("  %-14s  %s%n", symbol.notation().text().replace(",  ", ", "), symbol.text());
    out.println();
  }

  /** "16 identities and 2 limits hold, none fails, 40 shown with their numbers, 43 not yet covered". */
  public static String summary(EvaluatedBook book) {
    long wrong = book.entries().stream().filter(entry -> !entry.verdict().isFine()).count();
    return "%s and %s hold, %s, %d shown with their numbers, %d not yet covered".formatted(
        counted(holding(book, Equation.Identity.class), "identity", "identities"),
        counted(holding(book, Equation.Limit.class), "limit", "limits"),
        wrong == 0 ? "none fails" : wrong + " FAIL", book.count(Verdict.SHOWN), book.count(Verdict.NOT_COVERED));
  }

  private static long holding(EvaluatedBook book, Class<? extends Equation> kind) {
    return book.entries().stream().filter(entry -> entry.verdict() == Verdict.HOLDS && kind.isInstance(entry.equation())).count();
  }

  private static String counted(long n, String one, String many) { return n + " " + (n == 1 ? one : many); }

  private static void print(EvaluatedEquation entry, PrintWriter out) {
    Equation equation = entry.equation();
    out.printf("%n  %-7s %-12s %s%s%n", equation.tag(), verdict(entry.verdict()), equation.title(),
        entry.place().isEmpty() ? "" : "  [" + entry.place() + "]");
    line(out, equation.statement().text());
    switch (entry.outcome()) {
      case Outcome.Numbers(NumberTable table) -> print(table, out);
      case Outcome.Residual residual -> {
        line(out, "residual %s; routes: %s".formatted(number(residual.residual()), residual.routes()));
        line(out,
            "%s %s: %s".formatted(
                residual.residualThere() > Outcome.CLEARLY
                    ? "counterexample fails by"
                    : "counterexample does not fail, residual only",
                number(residual.residualThere()), residual.failsOn()));
      }
      case Outcome.Sequence sequence -> {
        line(out, "routes: " + sequence.routes());
        line(out, "bound: " + sequence.rule());
        print(sequence.parameter(), "gap", sequence.steps(), out);
        print(sequence.parameter(), "contrast: " + sequence.contrast(), sequence.contrasted(), out);
      }
      case Outcome.NotEvaluated(String note) -> line(out, note);
    }
  }

  private static String verdict(Verdict verdict) {
    return verdict.isFine()
        ? verdict == Verdict.SHOWN || verdict == Verdict.NOT_COVERED ? "" : verdict.toString()
        : verdict.toString().toUpperCase(Locale.ROOT);
  }

  private static void print(String parameter, String name, List<Outcome.Step> steps, PrintWriter out) {
    StringBuilder row = new StringBuilder(name);
    for (Outcome.Step step : steps)
      row.append("   %s = %s: %s%s".formatted(parameter, number(step.parameter()), number(step.gap()),
          Double.isFinite(step.bound()) ? (step.gap() <= step.bound() ? " ≤ " : " > ") + number(step.bound()) : ""));
    line(out, row.toString());
  }

  private static void print(NumberTable table, PrintWriter out) {
    line(out, table.caption());
    if (table.columns().size() == 1) {
      StringBuilder row = new StringBuilder();
      for (NumberTable.Row r : table.rows())
        row.append(r.name()).append(" = ").append(number(r.numbers().getFirst())).append("   ");
      line(out, row.toString().strip());
      return;
    }
    int width = table.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    StringBuilder head = new StringBuilder(" ".repeat(width));
    table.columns().forEach(column -> head.append("  ").append("%12s".formatted(column)));
    line(out, head.toString());
    for (NumberTable.Row row : table.rows()) {
      StringBuilder text = new StringBuilder(row.name() + " ".repeat(width - row.name().length()));
      for (int i = 0; i < row.numbers().size(); i++)
        text.append("  ")
            .append(("%" + Math.max(12, table.columns().get(i).length()) + "s").formatted(number(row.numbers().get(i))));
      line(out, text.toString());
    }
  }

  private static void line(PrintWriter out, String text) { out.println(" ".repeat(10) + text); }

  /** Five digits, or fewer where they are exact; very small and very large numbers with an exponent. */
  static String number(double x) {
    if (Double.isNaN(x)) return "none";
    if (!Double.isFinite(x)) return x > 0 ? "∞" : "-∞";
    if (x == Math.rint(x) && Math.abs(x) < 1e6) return String.valueOf((long) x);
    boolean plain = Math.abs(x) >= 1e-3 && Math.abs(x) < 1e6;
    String digits = String.format(Locale.ROOT, plain ? "%.5g" : Math.abs(x) < 1e-6 ? "%.1e" : "%.3e", x);
    String fewer = plain ? digits.replaceFirst("0+$", "") : digits.replaceFirst("\\.?0+e", "e");
    return Double.parseDouble(fewer) == x ? fewer : digits;
  }
}
