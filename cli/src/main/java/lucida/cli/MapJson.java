package lucida.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.SequencedMap;
import lucida.cam.Flag;
import lucida.core.Tensor;
import lucida.report.ExplainedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A map as a record for other programs: one object on one line. */
final class MapJson {
  private MapJson() {}

  /**
   * The record of a map.
   *
   * @param chosen the network
   * @param about what holds for all maps of the run
   * @param picture what was explained
   * @param files what was written, by kind
   */
  static String of(ModelOptions.Chosen chosen, RunFacts about, InputFile.Loaded picture, ExplainedMap map,
      SequencedMap<String, Path> files) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("picture", picture.stem());
      out.writeStringProperty("model", chosen.model().network().name());
      out.writeNumberProperty("class", map.of().id());
      out.writeStringProperty("className", map.of().name());
      number(out, "logit", map.of().logit());
      number(out, "probability", map.of().probability().orElse(Double.NaN));
      out.writeStringProperty("scores", map.of().kind().toString());
      out.writeStringProperty("target", map.map().origin().target().toString());
      out.writeStringProperty("method", map.method());
      out.writeStringProperty("layer", map.map().origin().layer());
      out.writeName("parameters").writeStartObject();
      map.map().origin().parameters().forEach(out::writeStringProperty);
      out.writeEndObject();
      out.writeName("facts").writeStartObject();
      map.map().facts().forEach(out::writeStringProperty);
      out.writeEndObject();
      out.writeStringProperty("unit", map.map().origin().unit().text());
      values(out, map.map().map());
      number(out, "seconds", map.seconds());
      out.writeName("flags").writeStartArray();
      for (Flag flag : map.map().flags()) flag(out, flag);
      out.writeEndArray();
      PreprocessingJson.write(out, picture, chosen);
      about.write(out);
      out.writeName("files").writeStartObject();
      files.forEach((kind, path) -> out.writeStringProperty(kind, path.toString()));
      out.writeEndObject();
      out.writeEndObject();
    }
    return text.toString();
  }

  static JsonGenerator generator(StringWriter text) {
    return new JsonFactory().createGenerator(ObjectWriteContext.empty(), text);
  }

  /** NaN and infinities, for which JSON has no number, as null. */
  static void number(JsonGenerator out, String name, double value) {
    if (Double.isFinite(value)) out.writeNumberProperty(name, value);
    else out.writeNullProperty(name);
  }

  private static void values(JsonGenerator out, Tensor L) {
    out.writeName("shape").writeStartArray();
    for (int extent : L.shape().extents()) out.writeNumber(extent);
    out.writeEndArray();
    out.writeStringProperty("precision", switch (L.precision()) {
      case FLOAT32 -> "f32";
      case FLOAT64 -> "f64";
    });
    number(out, "min", L.min());
    number(out, "max", L.max());
    number(out, "mean", L.mean());
  }

  private static void flag(JsonGenerator out, Flag flag) {
    out.writeStartObject();
    out.writeStringProperty("kind", flag.kind().name().toLowerCase(java.util.Locale.ROOT));
    out.writeNumberProperty("count", flag.count());
    out.writeStringProperty("text", flag.text());
    out.writeEndObject();
  }
}
