package lucida.report;

import static lucida.report.Html.escaped;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.book.Equation;
import lucida.book.EvaluatedBook;
import lucida.book.EvaluatedEquation;
import lucida.book.Legend;
import lucida.book.NumberTable;
import lucida.book.Outcome;
import lucida.book.Section;
import lucida.book.Verdict;

/** The book as one self-contained page: formulas in MathML, residuals and limits drawn, light and dark. */
public final class BookPage {
  private BookPage() {}

  /** The page of a book that was evaluated on a subject. */
  public static String of(EvaluatedBook book, BookSubject subject) {
    String sections = book.sections().entrySet().stream().map(e -> section(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
    return Html.head("The book of equations", style())
        + """
            <header>
            <h1>The book of equations</h1>
            <p>%s, in float64.</p>
            %s
            <p class="summary">%s.</p>
            <nav aria-label="Equations">%s</nav>
            </header>
            <main>
            %s
            <section>
            <h2>Residuals</h2>
            <p>%s</p>
            <p>A row for each identity; the limits have a figure each, at their place. The relative residual: <b class="good">●</b> on its domain, where the dashed line at %s is the tolerance;
            <b class="other">◇</b> on its counterexample, where it must exceed %s.</p>
            <div class="wide">%s</div>
            </section>
            %s</main>
            </body>
            </html>
            """
            .formatted(escaped(capitalised(subject.text())), subject.figures(), BookText.summary(book), navigation(book),
                LegendHtml.of(Legend.of(book.entries())), escaped(BookText.MUST_FAIL), "10⁻¹⁰", "10⁻⁶",
                ResidualPlot.of(book.entries()), sections);
  }

  private static String style() { return Html.resource("book.css") + MathMl.style(); }

  private static String capitalised(String text) { return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1); }

  /** A link for each tag, to the first of its entries. */
  private static String navigation(EvaluatedBook book) {
    SequencedMap<String, List<EvaluatedEquation>> byTag = book.entries().stream()
        .collect(Collectors.groupingBy(entry -> entry.equation().tag(), LinkedHashMap::new, Collectors.toList()));
    return byTag.entrySet().stream().map(e -> "<a class=\"%s\" href=\"#%s\" title=\"%s\">%s</a>".formatted(kind(e.getValue()),
        anchor(e.getValue().getFirst().equation()), title(e.getValue()), e.getKey())).collect(Collectors.joining("\n"));
  }

  private static String title(List<EvaluatedEquation> entries) {
    return entries.stream().map(entry -> escaped(entry.equation().title()) + ": " + said(entry)).collect(Collectors.joining("; "));
  }

  /** What is wrong shows first, then what holds. */
  private static String kind(List<EvaluatedEquation> entries) {
    return Stream.of("wrong", "holds", "shown").filter(kind -> entries.stream().anyMatch(entry -> kind(entry).equals(kind)))
        .findFirst().orElseGet(() -> kind(entries.getFirst()));
  }

  private static String kind(EvaluatedEquation entry) {
    return entry.verdict().isFine() ? entry.verdict().name().toLowerCase(Locale.ROOT) : "wrong";
  }

  /** "gc-3-identity": a tag may have an entry of each kind. */
  private static String anchor(Equation equation) {
    return (equation.tag() + " " + equation.kind()).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static String section(Section section, List<EvaluatedEquation> entries) {
    return "<section>\n<h2>%s</h2>\n<p>%s</p>\n%s</section>\n".formatted(escaped(section.title()), Citation.html(section.source()),
        entries.stream().map(entry -> article(entry, Citation.isIn(section.source()))).collect(Collectors.joining()));
  }

  /** With its own paper where the section does not say it. */
  private static String article(EvaluatedEquation entry, boolean isCited) {
    Equation equation = entry.equation();
    String paper = (isCited ? Optional.<String>empty() : Citation.of(equation.tag())).map(Citation::html)
        .map("<p class=\"paper\">%s</p>\n"::formatted).orElse("");
    String place = entry.place().isEmpty() ? "" : "<p class=\"place\">On a %s.</p>\n".formatted(escaped(entry.place()));
    return """
        <article id="%s">
        <h3><span class="tag">%s</span> %s <span class="verdict %s">%s</span></h3>
        %s
        %s%s%s</article>
        """.formatted(anchor(equation), equation.tag(), escaped(equation.title()), kind(entry), said(entry),
        MathMl.of(equation.statement()), paper, place, outcome(entry.outcome()));
  }

  private static String said(EvaluatedEquation entry) {
    return entry.verdict() == Verdict.SHOWN ? entry.equation().kind() : entry.verdict().toString();
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Numbers(NumberTable table) -> table(table);
      case Outcome.Residual r -> """
          <dl>
          <dt>Residual</dt><dd><b>%s</b> between %s</dd>
          <dt>Counterexample</dt><dd><b>%s</b> on %s</dd>
          </dl>
          """.formatted(BookText.number(r.residual()), escaped(r.routes()), BookText.number(r.residualThere()),
          escaped(r.failsOn()));
      case Outcome.Sequence s -> """
          <dl>
          <dt>Routes</dt><dd>%s</dd>
          <dt>Bound</dt><dd>%s</dd>
          <dt>Contrast</dt><dd>%s</dd>
          </dl>
          <div class="wide">%s</div>
          """.formatted(escaped(s.routes()), escaped(s.rule()), escaped(s.contrast()), LimitPlot.of(s));
      case Outcome.NotEvaluated(String note) -> "<p>" + Citation.html(note) + "</p>\n";
    };
  }

  private static String table(NumberTable table) {
    return table.columns().size() == 1 ? numbers(table) : manyColumns(table);
  }

  private static String numbers(NumberTable table) {
    return table.rows().stream()
        .map(row -> "<div><dt>" + escaped(row.name()) + "</dt><dd>" + BookText.number(row.numbers().getFirst()) + "</dd></div>\n")
        .collect(
            Collectors.joining("", "<p class=\"where\">" + escaped(table.caption()) + "</p>\n<dl class=\"numbers\">\n", "</dl>\n"));
  }

  private static String manyColumns(NumberTable table) {
    String head = table.columns().stream().map(c -> "<th scope=\"col\">" + escaped(c) + "</th>")
        .collect(Collectors.joining("", "<tr><td></td>", "</tr>\n"));
    String rows = table.rows().stream().map(row -> "<tr><th scope=\"row\">" + escaped(row.name()) + "</th>"
        + row.numbers().stream().map(x -> "<td>" + BookText.number(x) + "</td>").collect(Collectors.joining()) + "</tr>\n")
        .collect(Collectors.joining());
    return "<p class=\"where\">" + escaped(table.caption()) + "</p>\n<div class=\"wide\"><table>\n" + head + rows
        + "</table></div>\n";
  }
}
