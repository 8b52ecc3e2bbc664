package lucida.report;

import static lucida.report.Html.escaped;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lucida.judge.channels.BestSingle;
import lucida.judge.channels.ClassChannel;
import lucida.judge.results.SummaryFiles;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;

/** Which single channel of a layer localises best, class by class, with the picture where it does so most; where {@link BestSingle} was judged by energy. */
record ChannelsHtml(SummaryTable table, ShownCase.Source shown) {
  /** As many classes are shown in pictures. */
  private static final int SHOWN = 8;

  /** The section of a method; nothing where it was not asked for. */
  String of(SummaryTable.Judged method) {
    return table.metrics().stream()
        .filter(metric -> metric.equals(new BestSingle(BestSingle.Single.CHANNEL, BestSingle.Measure.ENERGY))).findFirst()
        .flatMap(metric -> table.cell(method, metric)).map(SummaryTable.Cell::column).filter(column -> column.n() > 0)
        .map(column -> section(method, column, ClassChannel.of(column))).orElse("");
  }

  private String section(SummaryTable.Judged method, Column column, List<ClassChannel> classes) {
    String chosen = classes.stream().anyMatch(c -> c.pictures().size() > 1)
        ? " The channel that is best on the <em>other</em> pictures of a class has <b>%s %%</b>.".formatted(
            number(ClassChannel.chosenOnOthers(classes)))
        : "";
    String rows = classes.stream().map(c -> row(method, column, c)).collect(Collectors.joining());
    String figures = classes.stream().limit(SHOWN).flatMap(c -> figure(method, c).stream()).collect(Collectors.joining());
    return """
        <section class="channels"><h2>Which channel shows the object? %s</h2>
        <p class="sub">The share of energy on the object of maps of a single channel. The best channel of every picture, chosen with the truth in hand, has <b>%s %%</b> on average.%s
        In the table: the channel that is best on average over the pictures of a class.</p>
        <div class="wide"><table class="pairs"><thead><tr><th scope="col">class</th><th scope="col">channel</th><th scope="col">its mean</th><th scope="col">chosen on the others</th><th scope="col">best of every picture</th><th scope="col">n</th></tr></thead>
        <tbody>
        %s</tbody></table></div>
        <div class="cases">
        %s</div>
        </section>
        """
        .formatted(escaped(method.toString()), number(column.summary()), chosen, rows, figures);
  }

  private String row(SummaryTable.Judged method, Column column, ClassChannel c) {
    double best = column.values().entrySet().stream().filter(e -> e.getKey().explained() == c.explained())
        .mapToDouble(e -> e.getValue().value()).average().orElse(Double.NaN);
    String others = Double.isNaN(c.chosenOnOthers()) ? "–" : number(c.chosenOnOthers()) + " %";
    return "<tr><th scope=\"row\">%s</th><td>%d</td><td>%s %%</td><td>%s</td><td>%s %%</td><td>%d</td></tr>\n".formatted(
        escaped(name(method, c)), c.number(), number(c.mean()), others, number(best), c.pictures().size());
  }

  private String name(SummaryTable.Judged method, ClassChannel c) {
    return shown.channel(method, c.pictures().getFirst(), c.number()).map(ShownCase::explained).orElse("class " + c.explained());
  }

  private Optional<String> figure(SummaryTable.Judged method, ClassChannel c) {
    Column.Case at = c.pictures().getFirst();
    return shown.channel(method, at, c.number()).map(
        it -> """
            <figure class="case"><div class="pair">%s%s</div><figcaption>channel <b>%d</b>, best for <b>%s</b><br>%s</figcaption></figure>
            """
            .formatted(CasesHtml.image(it.plain(), at.picture()),
                CasesHtml.image(it.overlay(), "channel " + c.number() + " over " + at.picture()), c.number(),
                escaped(it.explained()),
                escaped(at.picture())));
  }

  private static String number(double v) { return SummaryFiles.shown(v); }
}
