package lucida.report;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.cam.Flag;
import lucida.cam.Statement;
import lucida.cam.catalogue.Methods;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.ColourBar;
import lucida.pictures.Picture;

/** A map in the page: the overlay, its key, its flags; folded away the equation, the parameters and the figures. */
record CardHtml(ExplainedMap map, int picture) {
  private static final int HEIGHT = 224;
  private static final int STOPS = 24;

  String html() {
    String label = map.title() + ", " + map.of().label();
    return """
        <article class="card" data-class="%s" data-method="%s" data-picture="%d">
        <button type="button" class="open" aria-label="Enlarge %s"><span class="stack seen-%d%s" style="--map:url(%s)"><span class="whole"></span><span class="strong"></span></span></button>
        <h4>%s</h4>
        <p class="sub"><span class="class">%s</span> · %s</p>
        %s%s<details><summary>Equation and parameters</summary>
        %s
        %s%s</details>
        </article>
        """
        .formatted(map.of().key(), map.method(), picture, Html.escaped(label), picture, way(), data(image()),
            Html.escaped(map.title()),
            Html.escaped(map.of().label()), Html.escaped(where()), key(), flags(), equations(map.method()), relative(), facts());
  }

  private String where() {
    return (map.isOfInput() ? "pixels" : map.layer()) + " · " + seconds(map.seconds());
  }

  /** Where lighter is more, the map can cover the picture the more the stronger it is; what is a picture of its own is shown as such. */
  private String way() {
    if (map.view() instanceof MapView.Colours) return " drawn";
    return map.view().isLighterWhereStronger() ? " follows" : "";
  }

  /** At least as many pixels as the map has, and enough for its colours to change smoothly. */
  private Picture image() {
    Shape shape = map.map().map().shape();
    int h = shape.extent(shape.rank() - 2), w = shape.extent(shape.rank() - 1);
    int height = Math.max(h, HEIGHT);
    return map.view().alone((int) Math.max(1, Math.round((double) w * height / h)), height);
  }

  private String key() {
    return map.view().bar().map(CardHtml::bar).orElse("") + "<p class=\"key\"><span class=\"look\">" + Html.escaped(map.key())
        + "</span></p>\n";
  }

  private static String bar(ColourBar bar) {
    String stops = IntStream.rangeClosed(0, STOPS).mapToObj(i -> "#%06x".formatted(bar.colours().rgb((double) i / STOPS)))
        .collect(Collectors.joining(","));
    return """
        <p class="key"><span>%s</span><span class="gradient" style="background:linear-gradient(90deg,%s)"></span><span>%s</span></p>
        """.formatted(number(bar.scale().low()), stops, number(bar.scale().high()));
  }

  /** Notes are quiet; what is wrong with a map is not. */
  private String flags() {
    Predicate<Flag> isQuiet = flag -> flag.kind() == Flag.Kind.NOTE || flag.kind() == Flag.Kind.NO_EFFECT;
    return flags("notes", isQuiet) + flags("flags", isQuiet.negate());
  }

  private String flags(String style, Predicate<Flag> which) {
    List<Flag> some = map.map().flags().stream().filter(which).toList();
    if (some.isEmpty()) return "";
    return some.stream().map(flag -> "<li>" + Html.escaped(flag.text()) + "</li>")
        .collect(Collectors.joining("", "<ul class=\"" + style + "\">", "</ul>\n"));
  }

  private static String equations(String method) {
    Statement statement = Methods.statement(method);
    String formulas = StatedEquation.of(statement).stream()
        .map(e -> "<div class=\"equation\">" + MathMl.of(e.formula())
            + (e.tag().isEmpty() ? "" : "<span class=\"tag\">[" + Html.escaped(e.tag()) + "]</span>") + "</div>")
        .collect(Collectors.joining("\n"));
    return "<p>" + Html.escaped(statement.words()) + "</p>\n" + formulas + "\n<p class=\"paper\">" + Html.escaped(statement.paper())
        + "</p>";
  }

  /** What the equations do not say. */
  private String relative() {
    return map.map().origin().unit().relative()
        ? "<p>Computed, shown and saved is this divided by Y of the picture: " + Html.escaped(map.map().origin().unit().text())
            + ".</p>\n"
        : "";
  }

  private String facts() {
    StringBuilder rows = new StringBuilder("<table class=\"facts\"><tbody>");
    map.map().origin().parameters().forEach((name, value) -> row(rows, name, value));
    Tensor L = map.map().map();
    row(rows, "shape", L.shape().toString() + ", " + L.precision().name().toLowerCase(Locale.ROOT));
    if (L.isFinite()) row(rows, "values", "%s to %s, mean %s".formatted(number(L.min()), number(L.max()), number(L.mean())));
    row(rows, "unit", unit(map.map().origin().unit().text()));
    map.map().facts().forEach((name, value) -> row(rows, name, value));
    row(rows, map.of().unit(), String.format(Locale.ROOT, "%.4g", map.of().logit()));
    map.of().probability().ifPresent(p -> row(rows, "probability", String.format(Locale.ROOT, "%.4g", p)));
    row(rows, "time", seconds(map.seconds()));
    return rows.append("</tbody></table>\n").toString();
  }

  /** The unit, and what it means where that is not plain. */
  private static String unit(String text) {
    return text + (text.contains("per unit of x") ? "; x is the preprocessed picture" : "")
        + (text.contains(" × ") ? "; a product of two maps has the product of their units" : "");
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("<tr><th scope=\"row\">").append(Html.escaped(name)).append("</th><td>").append(Html.escaped(value))
        .append("</td></tr>");
  }

  /** A picture as the address of an image. */
  static String data(Picture picture) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
  }

  /** Three digits, as people write them. */
  static String number(double v) {
    if (v == 0) return "0";
    double size = Math.abs(v);
    String digits = size >= 0.001 && size < 10_000
        ? String.format(Locale.ROOT, "%." + Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 6) + "f", v)
        : String.format(Locale.ROOT, "%.2e", v);
    return digits.replace("-", "−");
  }

  private static String seconds(double s) {
    return s < 1 ? String.format(Locale.ROOT, "%.0f\u00A0ms", s * 1000) : String.format(Locale.ROOT, "%.1f\u00A0s", s);
  }
}
