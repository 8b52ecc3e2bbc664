package lucida.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.book.AnsatzTerms;
import lucida.book.DerivativeStudy;
import lucida.book.Distribution;
import lucida.book.ErrorBars;
import lucida.book.EstimatedDerivatives;
import lucida.book.RouteComparison;
import lucida.book.ShortcutComparison;
import lucida.core.Tensor;
import lucida.layers.Names;
import lucida.pictures.ColourMap;
import lucida.pictures.ColourScale;

/** The derivatives of one score by one layer, in the page. */
record DerivativeHtml(StudiedPicture of) {
  private static final int SHOWN = 8;
  private static final double PERCENT = 99;

  String html() {
    DerivativeStudy study = of.study();
    return """
        <section>
        <h2>%s: %s at %s</h2>
        <p>A is %s; all derivatives are %s.%s</p>
        <article><h3>Route</h3><p>%s, %s.</p></article>
        <article><h3>Distributions</h3>
        <p class="where">By size on a logarithmic scale, positive cells upwards, negative cells downwards; cells that are 0 have no place in it.</p>
        %s</article>
        <article><h3>Maps</h3>
        <div class="subject">%s</div></article>
        <article><h3>Poles</h3>%s</article>
        <article><h3>Every route that applies</h3>%s</article>
        %s<article><h3>What the ansatz drops</h3>%s</article>
        <article><h3>Sums of rows are not the diagonal</h3>%s</article>
        </section>
        """
        .formatted(Html.escaped(of.stem()), Html.escaped(of.of().label()), Html.escaped(of.layer()), study.A().shape(), of.scale(),
            part(),
            Html.escaped(study.route().description()), DerivativeText.seconds(study.seconds()), distributions(), maps(), poles(),
            routes(), DerivativeText.isWithoutAlpha(study) ? "" : study.estimate().map(this::estimate).orElse(""),
            study.ansatz().map(this::ansatz).orElse("<p>" + DerivativeText.NO_ANSATZ + ".</p>\n"), rowSums());
  }

  private String part() {
    return of.study().chosen().areAll()
        ? ""
        : " Computed, shown and summed up are <b>" + Html.escaped(of.part())
            + "</b>; the maps below are made of these cells alone.";
  }

  private String distributions() {
    String rows = DerivativeText.tensors(of.study()).entrySet().stream().map(e -> {
      Distribution d = Distribution.of(e.getValue());
      return row(DerivativeText.name(e.getKey()), BookText.number(d.min()), BookText.number(d.lowerQuartile()),
          BookText.number(d.median()),
          BookText.number(d.upperQuartile()), BookText.number(d.max()), DerivativeText.percent(d.zeros()));
    }).collect(Collectors.joining());
    String plots = DerivativeText.tensors(of.study()).entrySet().stream()
        .map(e -> "<figure class=\"plot\"><figcaption>" + DerivativeText.name(e.getKey()) + "</figcaption>"
            + DistributionPlot.of(DerivativeText.name(e.getKey()), e.getValue()) + "</figure>\n")
        .collect(Collectors.joining());
    return table(List.of("", "min", "lower quartile", "median", "upper quartile", "max", "zeros"), rows) + "<div class=\"plots\">"
        + plots + "</div>\n";
  }

  private String maps() {
    DerivativeStudy study = of.study();
    Tensor exact = study.shortcut().map().relu(), closed = study.shortcut().closedMap().relu(),
        difference = study.shortcut().closedMap().minus(study.shortcut().map());
    Tensor condition = study.condition().map(c -> Double.isNaN(c) ? 0 : Math.log10(Math.min(c, 1e16))).max(0);
    Tensor alpha = study.alpha().alpha().abs().map(a -> Double.isNaN(a) ? 0 : a);
    int channels = study.chosen().channels().isEmpty() ? study.A().shape().extent(0) : study.chosen().channels().size();
    return figure("Grad-CAM++ by exact derivatives", MapView.heat(exact, ColourMap.DAWN, ColourScale.max(exact)))
        + figure("the same by the closed form", MapView.heat(closed, ColourMap.DAWN, ColourScale.max(closed)))
        + figure("closed − exact, before the ReLU", MapView.signed(difference))
        + figure("mean |α| over channels, up to its 99th percentile", heat(alpha.sum(0).scale(1.0 / channels)))
        + figure("log₁₀ of the condition number of α, the worst channel of each position",
            MapView.heat(condition, ColourMap.DAWN, ColourScale.max(condition)));
  }

  private static MapView heat(Tensor map) {
    return MapView.heat(map, ColourMap.DAWN, ColourScale.percentile(map, PERCENT));
  }

  private String figure(String caption, MapView view) {
    String ends = view.bar()
        .map(bar -> ", %s to %s".formatted(CardHtml.number(bar.scale().low()), CardHtml.number(bar.scale().high())))
        .orElse(": " + view.look());
    return "<figure><img alt=\"%s\" src=\"%s\"><figcaption>%s%s</figcaption></figure>\n".formatted(Html.escaped(caption),
        CardHtml.data(view.over(of.shown())), Html.escaped(caption), ends);
  }

  private String poles() {
    DerivativeStudy study = of.study();
    Tensor condition = study.condition();
    String rows = study.nearestToPoles(SHOWN).stream()
        .map(e -> row(study.alpha().at(e), BookText.number(study.D().second().cell(e)), BookText.number(study.D().third().cell(e)),
            BookText.number(study.alpha().denominator().cell(e)), BookText.number(condition.cell(e)),
            BookText.number(study.alpha().alpha().cell(e)), study.alpha().poles().contains(e) ? "passed" : ""))
        .collect(Collectors.joining());
    String lost = DerivativeText.lost(study).map(sentence -> "<p>" + Html.escaped(Names.capitalised(sentence)) + ".</p>\n")
        .orElse("");
    return "<p>%d of %d cells have passed a pole of α; α is 0/0, and taken as 0, at %d. Nearest to a pole are, by how many times larger the terms of the denominator are than their sum:</p>\n"
        .formatted(study.alpha().poles().size(), study.chosen().count(), study.alpha().dead().size())
        + table(List.of("", "D2", "D3", "denominator", "times", "α", "pole"), rows) + lost;
  }

  private String routes() {
    DerivativeStudy study = of.study();
    String rows = study.others().stream().map(other -> route(other, study.chosen().count())).collect(Collectors.joining());
    return "<p>The largest difference from the derivatives above, relative to the largest value.</p>\n"
        + table(List.of("", "D1", "D2", "D3", "cells", "time", "verdict"), rows)
        + (DerivativeText.isWithoutAlpha(study) ? "<p>" + Names.capitalised(DerivativeText.NO_ALPHA) + ".</p>\n" : closed());
  }

  private String closed() {
    ShortcutComparison shortcut = of.study().shortcut();
    return "<p>The closed form: ‖α_closed − α‖ / max(‖α‖, ‖α_closed‖) is <b>%s</b>; of the maps, the rank correlation is <b>%s</b> and the IoU of the strongest 10 %% is <b>%s</b>.</p>\n"
        .formatted(BookText.number(shortcut.alphaError()), BookText.number(shortcut.rankCorrelation()),
            BookText.number(shortcut.topOverlap()));
  }

  private static String route(RouteComparison other, int all) {
    boolean same = other.verdict().startsWith("the same");
    return row(other.route(), BookText.number(other.first()), BookText.number(other.second()), BookText.number(other.third()),
        other.cells() == all ? "all" : other.cells() + " of " + all,
        other.seconds() == 0 ? "" : DerivativeText.seconds(other.seconds()),
        same ? "✓ " + other.verdict() : other.verdict());
  }

  private String estimate(EstimatedDerivatives estimate) {
    DerivativeStudy study = of.study();
    String rows = study.coverage(estimate).entrySet().stream()
        .map(e -> row(DerivativeText.name(e.getKey()), BookText.number(DerivativeText.significant(e.getValue().halfWidth())),
            DerivativeText.percent(e.getValue().bounded()), DerivativeText.percent(e.getValue().holding())))
        .collect(Collectors.joining());
    ErrorBars second = estimate.second(), third = estimate.third();
    String cells = IntStream.of(study.cells()).limit(SHOWN)
        .mapToObj(e -> row(study.alpha().at(e), BookText.number(study.D().second().cell(e)), bar(second, e),
            BookText.number(study.D().third().cell(e)), bar(third, e)))
        .collect(Collectors.joining());
    return """
        <article><h3>An estimate from random probes</h3>
        <p><strong>Not exact:</strong> the means of %d probes of two vectors of signs, v (H v) for D2 and v u T[v, u] for D3, unbiased at every cell, with 95&nbsp;%% intervals; %s. Conclusion: %s.</p>
        %s%s</article>
        """
        .formatted(estimate.probes(), DerivativeText.seconds(estimate.seconds()), DerivativeText.verdict(study, estimate),
            "<p>At the cells that are not 0:</p>\n"
                + table(List.of("", "± / |value|, median", "bounded at", "with the exact value at"), rows),
            table(List.of("", "D2", "estimated", "D3", "estimated"), cells));
  }

  private static String bar(ErrorBars bars, int e) {
    double low = bars.low().cell(e), high = bars.high().cell(e);
    return low == high
        ? BookText.number(low)
        : "%s ± %s".formatted(BookText.number(DerivativeText.significant((low + high) / 2)),
            BookText.number(DerivativeText.significant((high - low) / 2)));
  }

  private String ansatz(AnsatzTerms terms) {
    String rows = row("kept: D2", BookText.number(terms.kept().norm()), "")
        + row("dropped: other positions of the channel", BookText.number(terms.positions().norm()), ratio(terms.positions(), terms))
        + row("dropped: other channels", BookText.number(terms.channels().norm()), ratio(terms.channels(), terms));
    return "<p>[PP 3] derives Σ w<sub>k</sub> Σ A<sup>k</sup> twice by one cell and keeps two terms. Norms over %d cells, all dropped terms together %s times what is kept:</p>\n"
        .formatted(of.study().cells().length, BookText.number(terms.droppedShare()))
        + table(List.of("", "norm", "of what is kept"), rows);
  }

  private static String ratio(Tensor part, AnsatzTerms terms) { return BookText.number(part.norm() / terms.kept().norm()); }

  private String rowSums() {
    DerivativeStudy study = of.study();
    String rows = IntStream.of(study.cells()).limit(SHOWN)
        .mapToObj(e -> row(study.alpha().at(e), BookText.number(study.D().second().cell(e)),
            BookText.number(study.rowSums().second().cell(e)), BookText.number(study.D().third().cell(e)),
            BookText.number(study.rowSums().third().cell(e))))
        .collect(Collectors.joining());
    return String.format(Locale.ROOT,
        "<p>Deriving Σ D1 once more, as programs do that call it the second derivative, is off by <b>%s</b> times the norm of D2, and by <b>%s</b> times that of D3.</p>\n",
        BookText.number(study.rowSumErrors().getFirst()), BookText.number(study.rowSumErrors().getLast()))
        + table(List.of("", "D2", "row sum", "D3", "row sum"), rows);
  }

  private static String table(List<String> columns, String rows) {
    return columns.stream().map(c -> c.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + Html.escaped(c) + "</th>")
        .collect(Collectors.joining("", "<div class=\"wide\"><table>\n<tr>", "</tr>\n")) + rows + "</table></div>\n";
  }

  private static String row(String name, String... cells) {
    return List.of(cells).stream().map(c -> "<td>" + Html.escaped(c) + "</td>")
        .collect(Collectors.joining("", "<tr><th scope=\"row\">" + Html.escaped(name) + "</th>", "</tr>\n"));
  }
}
