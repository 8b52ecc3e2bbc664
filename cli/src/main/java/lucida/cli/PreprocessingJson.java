package lucida.cli;

import java.util.List;
import java.util.Locale;
import lucida.pictures.Framing;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import tools.jackson.core.JsonGenerator;

/** Where a picture came from and what was done to it, with every number, so that a run can be repeated and boxes be mapped back. */
final class PreprocessingJson {
  private PreprocessingJson() {}

  /** Properties of the record of a map: "source" with its "sha256", "notes" and "preprocessing"; the last is null for an array, to which nothing is done. */
  static void write(JsonGenerator out, InputFile.Loaded picture, ModelOptions.Chosen chosen) {
    out.writeStringProperty("source", picture.source());
    picture.sha256().ifPresentOrElse(sum -> out.writeStringProperty("sha256", sum), () -> out.writeNullProperty("sha256"));
    out.writeName("notes").writeStartArray();
    picture.shown().notes().forEach(out::writeString);
    out.writeEndArray();
    if (picture.framing().isEmpty()) {
      out.writeNullProperty("preprocessing");
      return;
    }
    Preprocessing preprocessing = chosen.preprocessing();
    out.writeName("preprocessing").writeStartObject();
    out.writeStringProperty("name", preprocessing.name());
    out.writeBooleanProperty("assumed", chosen.assumed());
    framing(out, picture.framing().get());
    out.writeStringProperty("order", preprocessing.order().name().toLowerCase(Locale.ROOT));
    out.writeNumberProperty("divisor", preprocessing.divisor());
    numbers(out, "mean", preprocessing.mean());
    numbers(out, "std", preprocessing.deviation());
    out.writeEndObject();
  }

  private static void framing(JsonGenerator out, Framing of) {
    out.writeName("picture").writeStartObject();
    out.writeNumberProperty("width", of.width());
    out.writeNumberProperty("height", of.height());
    out.writeEndObject();
    out.writeName("resize").writeStartObject();
    out.writeNumberProperty("width", of.resize().width());
    out.writeNumberProperty("height", of.resize().height());
    out.writeStringProperty("filter", of.resize().filter().name().toLowerCase(Locale.ROOT));
    out.writeEndObject();
    out.writeName("crop").writeStartObject();
    out.writeNumberProperty("left", of.left());
    out.writeNumberProperty("top", of.top());
    out.writeNumberProperty("width", of.cropWidth());
    out.writeNumberProperty("height", of.cropHeight());
    out.writeEndObject();
    Region seen = of.region();
    numbers(out, "region", List.of(seen.x(), seen.y(), seen.width(), seen.height()));
  }

  private static void numbers(JsonGenerator out, String name, List<Double> values) {
    out.writeName(name).writeStartArray();
    values.forEach(out::writeNumber);
    out.writeEndArray();
  }
}
