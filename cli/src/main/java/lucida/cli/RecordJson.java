package lucida.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Consumer;
import lucida.report.ClassScore;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What was found about a class of a picture as a record for other programs: one object on one line. */
final class RecordJson {
  private RecordJson() {}

  /**
   * The record.
   *
   * @param chosen the network
   * @param about what holds for all records of the run
   * @param picture what was explained
   * @param explained its class
   * @param files what was written, by kind
   * @param found writes what was found, between what both begin and end with
   */
  static String of(ModelOptions.Chosen chosen, RunFacts about, InputFile.Loaded picture, ClassScore explained,
      SequencedMap<String, Path> files, Consumer<JsonGenerator> found) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = generator(text)) {
      out.writeStartObject();
      out.writeStringProperty("picture", picture.stem());
      out.writeStringProperty("model", chosen.model().network().name());
      out.writeNumberProperty("class", explained.id());
      out.writeStringProperty("className", explained.name());
      number(out, "logit", explained.logit());
      number(out, "probability", explained.probability().orElse(Double.NaN));
      found.accept(out);
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
}
