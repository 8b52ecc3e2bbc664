package lucida.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.cam.catalogue.Methods;
import lucida.pictures.Filter;
import lucida.pictures.Picture;
import lucida.pictures.Region;
import lucida.pictures.Resize;

/** A picture in the page: itself, what the network says of it, its maps, their differences if there are some, and the methods that do not apply. */
record PictureHtml(ExplainedPicture of, int number, List<Picture> differences) {
  private static final int HIGHEST = 448;
  private static final int CLASSES = 5;
  private static final String SHARES = "<th scope=\"col\"><span class=\"unseen\">share</span></th><th scope=\"col\">probability</th>";

  String html() {
    return """
        <section class="picture" id="picture-%d" aria-labelledby="heading-%d">
        <style>
        %s</style>
        <h2 id="heading-%d">%s</h2>
        <div class="overview">
        <figure><div class="original whole-%d" role="img" aria-label="The picture">%s</div>
        <figcaption>%s</figcaption></figure>
        %s
        </div>
        %s%s%s%s</section>
        """.formatted(number, number, style(), number, Html.escaped(of.stem()), number, frame(),
        (of.shown().isSeenWhole() ? "All of it is what the network sees." : "The network sees what is inside the frame.") + about(),
        scores(),
        flags(), classes(), subtracted(), refusals());
  }

  private String subtracted() {
    return differences.isEmpty()
        ? ""
        : differences.stream().map(picture -> CasesHtml.image(picture, "maps of two classes and their difference"))
            .collect(Collectors.joining("", "<h3>Class against class</h3>\n<div class=\"subtracted\">", "</div>\n"));
  }

  private String classes() {
    return of.byClass().entrySet().stream().map(e -> """
        <div class="of-class" data-class="%s">
        <h3>%s</h3>
        <div class="cards">
        %s</div>
        </div>
        """.formatted(e.getKey().key(), Html.escaped(e.getKey().label()),
        e.getValue().stream().map(map -> new CardHtml(map, number).html()).collect(Collectors.joining())))
        .collect(Collectors.joining());
  }

  /** Where it is from, and what was done to it. */
  private String about() {
    return Stream.concat(Stream.of(of.shown().source()), of.shown().notes().stream()).filter(line -> !line.isEmpty())
        .map(line -> "<br>" + Html.escaped(line)).collect(Collectors.joining());
  }

  /** The picture as a background, once: whole, and the part that the network saw under the maps. */
  private String style() {
    Picture p = of.shown().picture();
    Region s = of.shown().seen();
    return String.format(Locale.ROOT, """
        .whole-%d,.seen-%d{background-image:url(%s)}
        .whole-%d{aspect-ratio:%d/%d;background-size:100%% 100%%}
        .seen-%d{aspect-ratio:%.3f/%.3f;background-size:%.4f%% %.4f%%;background-position:%.4f%% %.4f%%}
        """, number, number, CardHtml.data(picture()), number, p.width(), p.height(), number, s.width(), s.height(),
        100.0 * p.width() / s.width(), 100.0 * p.height() / s.height(), place(s.x(), p.width() - s.width()),
        place(s.y(), p.height() - s.height()));
  }

  private static double place(double at, double room) { return room <= 0.5 ? 0 : 100 * at / room; }

  private String frame() {
    if (of.shown().isSeenWhole()) return "";
    Picture p = of.shown().picture();
    Region s = of.shown().seen();
    return String.format(Locale.ROOT, "<span class=\"frame\" style=\"left:%.3f%%;top:%.3f%%;width:%.3f%%;height:%.3f%%\"></span>",
        100 * s.x() / p.width(), 100 * s.y() / p.height(), 100 * s.width() / p.width(), 100 * s.height() / p.height());
  }

  private Picture picture() {
    Picture p = of.shown().picture();
    if (p.height() <= HIGHEST) return p;
    return new Resize((int) Math.max(1, Math.round((double) p.width() * HIGHEST / p.height())), HIGHEST, Filter.BICUBIC).of(p);
  }

  private String scores() {
    List<ClassScore> top = of.listed(CLASSES);
    boolean shares = top.stream().anyMatch(s -> s.probability().isPresent());
    String rows = top.stream()
        .map(s -> "<tr><th scope=\"row\">" + Html.escaped(s.label()) + "</th>" + (shares ? share(s) : "") + "<td>"
            + CardHtml.number(s.logit()) + "</td></tr>\n")
        .collect(Collectors.joining());
    return """
        <table class="scores"><caption>%s</caption>
        <thead><tr><th scope="col">class</th>%s<th scope="col">%s</th></tr></thead>
        <tbody>
        %s</tbody></table>"""
        .formatted(caption(top.size()), shares ? SHARES : "", top.getFirst().unit(), rows);
  }

  private String caption(int rows) {
    if (of.scores().stream().allMatch(score -> score.id() == 0)) return rows == 1 ? "The score" : "Both sides of the score";
    if (rows == of.scores().size()) return rows + " scores";
    return "The highest of " + of.scores().size() + " scores" + (rows > CLASSES ? ", and those that are explained" : "");
  }

  private static String share(ClassScore score) {
    if (score.probability().isEmpty()) return "<td></td><td></td>";
    double p = score.probability().getAsDouble();
    return String.format(Locale.ROOT, "<td class=\"bar\"><span style=\"width:%.2f%%\"></span></td><td>%s</td>", 100 * p,
        Html.escaped(new Percentage(p).toString()));
  }

  private String flags() {
    return of.flags().isEmpty()
        ? ""
        : of.flags().stream().map(flag -> "<li>" + Html.escaped(flag.text()) + "</li>")
            .collect(Collectors.joining("", "<ul class=\"flags\">", "</ul>\n"));
  }

  private String refusals() {
    if (of.refusals().isEmpty()) return "";
    return of.refusals().stream()
        .map(r -> "<li><strong>" + Html.escaped(Methods.statement(r.method()).title()) + "</strong> " + Html.escaped(r.reason())
            + "</li>\n")
        .collect(Collectors.joining("", "<div class=\"refusals\"><h3>Methods that do not apply</h3>\n<ul>\n", "</ul></div>\n"));
  }
}
