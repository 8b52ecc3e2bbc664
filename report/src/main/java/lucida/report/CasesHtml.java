package lucida.report;

import static lucida.report.Html.escaped;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.judge.Metric;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.pictures.Picture;

/** The pictures on which a method is worst, in the middle and best, all of one size. */
record CasesHtml(SummaryTable table, ShownCase.Source shown) {
  /** The metric by which they are chosen: the first by which one method can be better than another. */
  Optional<Metric> metric() {
    return table.metrics().stream().filter(metric -> Ranking.order(metric).isPresent()).findFirst();
  }

  /** The rows of a method; nothing where it has no value. */
  String of(SummaryTable.Judged method) {
    return metric().flatMap(metric -> table.cell(method, metric)).map(SummaryTable.Cell::column).filter(column -> column.n() > 0)
        .map(column -> chosen(column).entrySet().stream().map(e -> figure(e.getKey(), method, column, e.getValue())).collect(
            Collectors.joining("", "<h3>" + escaped(method.toString()) + "</h3>\n<div class=\"cases\">\n", "</div>\n")))
        .orElse("");
  }

  private static SequencedMap<String, Column.Case> chosen(Column column) {
    List<Column.Case> sorted = Ranking.worstFirst(column);
    SequencedMap<String, Column.Case> chosen = new LinkedHashMap<>();
    chosen.put("worst", sorted.getFirst());
    if (sorted.size() > 2) chosen.put("median", sorted.get(sorted.size() / 2));
    if (sorted.size() > 1) chosen.put("best", sorted.getLast());
    return chosen;
  }

  private String figure(String which, SummaryTable.Judged method, Column column, Column.Case at) {
    Optional<ShownCase> found = shown.of(method, at);
    String pictures = found.map(shown -> image(shown.plain(), at.picture())
        + image(shown.overlay(), "map of " + method + " over " + at.picture()))
        .orElse("<p class=\"sub\">It could not be shown again.</p>");
    return """
        <figure class="case %s"><div class="pair">%s</div><figcaption><b>%s</b>: %s <b>%s</b><br>%s, %s</figcaption></figure>
        """.formatted(which, pictures, which, escaped(column.metric().name()),
        MethodTable.value(column.metric(), Ranking.value(column, at)), escaped(at.picture()),
        escaped(found.map(ShownCase::explained).orElse("class " + at.explained())));
  }

  static String image(Picture picture, String alt) {
    return "<img alt=\"%s\" src=\"data:image/png;base64,%s\">".formatted(escaped(alt),
        Base64.getEncoder().encodeToString(picture.png()));
  }
}
