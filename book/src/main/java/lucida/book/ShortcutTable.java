package lucida.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lucida.core.Tensor;

/**
 * How large the error of the closed form is: a row for each network and score, medians over its pictures.
 *
 * @param rows one for each network, score and picture
 */
public record ShortcutTable(List<ShortcutRow> rows) {
  /** Copies the rows. */
  public ShortcutTable {
    rows = List.copyOf(rows);
  }

  /** The medians over the pictures of each network and score, in the order of the rows. */
  public List<ShortcutRow> medians() {
    SequencedMap<List<Object>, List<ShortcutRow>> groups = rows.stream()
        .collect(Collectors.groupingBy(row -> List.of(row.network(), row.score()), LinkedHashMap::new, Collectors.toList()));
    return groups.values().stream()
        .map(same -> new ShortcutRow(same.getFirst().network(), same.getFirst().score(), same.size() + " pictures",
            median(same, ShortcutRow::alphaError), median(same, ShortcutRow::medianAlphaError),
            median(same, ShortcutRow::rankCorrelation),
            median(same, ShortcutRow::topOverlap), median(same, ShortcutRow::poles)))
        .toList();
  }

  private static double median(List<ShortcutRow> rows, ToDoubleFunction<ShortcutRow> number) {
    return Distribution.of(Tensor.vector(rows.stream().mapToDouble(number).toArray())).median();
  }

  /** A line for each row, with a head. */
  public String csv() {
    return rows.stream()
        .map(row -> "%s,%s,%s,%s,%s,%s,%s,%s\n".formatted(row.network(), row.score(), row.picture(), digits(row.alphaError()),
            digits(row.medianAlphaError()), digits(row.rankCorrelation()), digits(row.topOverlap()), digits(row.poles())))
        .collect(Collectors.joining("",
            "network,score,picture,alpha_error,median_alpha_error,rank_correlation,top10_iou,poles\n", ""));
  }

  private static String digits(double x) { return String.format(Locale.ROOT, "%.6g", x); }

  /** The medians as a table in Markdown. */
  public String markdown() {
    return medians().stream()
        .map(row -> "| %s | %s | %s | %s | %s | %s | %s |\n".formatted(row.network(), row.score(), rounded(row.alphaError()),
            rounded(row.medianAlphaError()), rounded(row.rankCorrelation()), rounded(row.topOverlap()),
            rounded(100 * row.poles()) + " %"))
        .collect(Collectors.joining("",
            """
                | network and head | Y | ‖α_closed − α‖ / max(‖α‖, ‖α_closed‖) | median \\|Δα\\|/\\|α\\| | rank correlation of the maps | IoU of the top 10 % | past a pole |
                |---|---|---|---|---|---|---|
                """,
            ""));
  }

  /** Three digits; what is rounding is 0. */
  private static String rounded(double x) {
    if (Double.isNaN(x)) return "none";
    return Math.abs(x) < 1e-9 ? "0" : String.format(Locale.ROOT, Math.abs(x) < 1e-3 ? "%.1e" : "%.3g", x);
  }
}
