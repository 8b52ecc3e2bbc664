package lucida.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lucida.cam.MapComparison;
import lucida.cam.Normalisation;
import tools.jackson.core.JsonGenerator;

/**
 * How alike two maps are, for people and for programs.
 *
 * @param a what the first is called
 * @param b what the second is called
 * @param comparison of the maps as they are
 * @param top percentage of the strongest cells
 * @param difference the picture of their difference
 */
record ComparisonText(String a, String b, MapComparison comparison, double top, Path difference) {
  /** @param undefined why the measure may not exist */
  private record Measure(String key, String words, double value, String undefined) {
    String text() { return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "does not exist: " + undefined; }
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
    put(all, new Measure("relativeL2", "distance ‖A − B‖ / ‖B‖", comparison.relativeL2(), ZERO));
    put(all, new Measure("relativeL2Normalised", "the same, each divided by its largest magnitude", scaled.relativeL2(), ZERO));
    return all;
  }

  private static void put(SequencedMap<String, Measure> all, Measure measure) { all.put(measure.key, measure); }

  private String percent() { return top == Math.rint(top) ? String.valueOf((long) top) : String.valueOf(top); }

  String text() {
    return "A  " + a + System.lineSeparator() + "B  " + b + System.lineSeparator() + System.lineSeparator()
        + measures().values().stream().map(m -> "%-50s %s".formatted(m.words, m.text()))
            .collect(Collectors.joining(System.lineSeparator()))
        + System.lineSeparator() + System.lineSeparator() + "wrote " + difference;
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = MapJson.generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("a", a);
      out.writeStringProperty("b", b);
      out.writeNumberProperty("top", top);
      measures().values().forEach(m -> MapJson.number(out, m.key, m.value));
      out.writeStringProperty("difference", difference.toString());
      out.writeEndObject();
    }
    return text.toString();
  }
}
