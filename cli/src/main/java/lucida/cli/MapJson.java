package lucida.cli;

import java.nio.file.Path;
import java.util.SequencedMap;
import lucida.cam.Flag;
import lucida.core.Tensor;
import lucida.report.ExplainedMap;
import tools.jackson.core.JsonGenerator;

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
    return RecordJson.of(chosen, about, picture, map.of(), files, out -> {
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
      RecordJson.number(out, "seconds", map.seconds());
      out.writeName("flags").writeStartArray();
      for (Flag flag : map.map().flags()) flag(out, flag);
      out.writeEndArray();
    });
  }

  private static void values(JsonGenerator out, Tensor L) {
    out.writeName("shape").writeStartArray();
    for (int extent : L.shape().extents()) out.writeNumber(extent);
    out.writeEndArray();
    out.writeStringProperty("precision", switch (L.precision()) {
      case FLOAT32 -> "f32";
      case FLOAT64 -> "f64";
    });
    RecordJson.number(out, "min", L.min());
    RecordJson.number(out, "max", L.max());
    RecordJson.number(out, "mean", L.mean());
  }

  private static void flag(JsonGenerator out, Flag flag) {
    out.writeStartObject();
    out.writeStringProperty("kind", flag.kind().name().toLowerCase(java.util.Locale.ROOT));
    out.writeNumberProperty("count", flag.count());
    out.writeStringProperty("text", flag.text());
    out.writeEndObject();
  }
}
