package lucida.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;
import lucida.core.PlainText;
import tools.jackson.core.JsonGenerator;

/**
 * How alike two maps are, for people and for programs.
 *
 * @param of what is compared
 * @param comparison of the maps as they are
 * @param top percentage of the strongest cells
 * @param difference the picture of their difference
 */
record ComparisonText(Compared of, MapComparison comparison, double top, Path difference) {
  /** @param undefined why the measure may not exist */
  private record Measure(String key, String words, double value, String undefined) {
    String text() { return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "not defined: " + undefined; }
  }

  private static final String CONSTANT = "a map is constant";
  private static final String ZERO = "B is 0 everywhere";

  private SequencedMap<String, Measure> measures() {
    MapComparison scaled = comparison.normalised(Normalisation.MAX);
    SequencedMap<String, Measure> all = new LinkedHashMap<>();
    put(all, new Measure("pearson", "correlation (Pearson)", comparison.pearson(), CONSTANT));
    put(all, new Measure("spearman", "rank correlation (Spearman)", comparison.spearman(), CONSTANT));
    put(all, new Measure("ssim", "SSIM, each map divided by its largest magnitude", scaled.ssim(), CONSTANT));
    put(all, new Measure("topIou", String.format(Locale.ROOT, "overlap (IoU) of the strongest %s %%", percent()),
        comparison.topOverlap(top), CONSTANT));
    boolean comparable = !of.hasUnitsThatDiffer();
    put(all, new Measure("relativeL2", "distance ‖A − B‖ / ‖B‖", comparable ? comparison.relativeL2() : Double.NaN,
        comparable ? ZERO : "the units of A and B differ"));
    put(all, new Measure("relativeL2Normalised", "distance, each divided by its largest magnitude", scaled.relativeL2(), ZERO));
    return all;
  }

  private static void put(SequencedMap<String, Measure> all, Measure measure) { all.put(measure.key, measure); }

  private String percent() { return top == Math.rint(top) ? String.valueOf((long) top) : String.valueOf(top); }

  String text() {
    String head = of.facts().entrySet().stream().map(fact -> line(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining());
    return head + line("A", of.a() + unit(of.unitA())) + line("B", of.b() + unit(of.unitB())) + System.lineSeparator()
        + measures().values().stream().map(m -> "%-50s %s".formatted(m.words, m.text()))
            .collect(Collectors.joining(System.lineSeparator()))
        + System.lineSeparator() + System.lineSeparator() + "wrote " + difference;
  }

  private static String unit(String unit) { return unit.isEmpty() ? "" : " (unit: " + unit + ")"; }

  private static String line(String name, String value) {
    return "%-8s %s".formatted(name, PlainText.of(value)) + System.lineSeparator();
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("a", of.a());
      out.writeStringProperty("b", of.b());
      if (!of.unitA().isEmpty()) out.writeStringProperty("unitA", of.unitA());
      if (!of.unitB().isEmpty()) out.writeStringProperty("unitB", of.unitB());
      of.facts().forEach(out::writeStringProperty);
      out.writeNumberProperty("top", top);
      measures().values().forEach(m -> RecordJson.number(out, m.key, m.value));
      out.writeStringProperty("difference", difference.toString());
      out.writeEndObject();
    }
    return text.toString();
  }
}
