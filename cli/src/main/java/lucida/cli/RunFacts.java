package lucida.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.SequencedMap;
import lucida.core.PlainText;
import tools.jackson.core.JsonGenerator;

/**
 * What holds for all maps of a run: the head of the text and of the page, and a part of every record, so that the run can be repeated.
 *
 * @param arguments as they were typed
 * @param facts by name
 * @param layerIsChosen whether no option names the layer
 */
record RunFacts(List<String> arguments, SequencedMap<String, String> facts, boolean layerIsChosen) {
  /** The head of the text. */
  void print(PrintWriter out) {
    facts.forEach((name, value) -> out.println("%-14s %s".formatted(name, PlainText.of(value))));
  }

  /** The property "run" of a record. */
  void write(JsonGenerator out) {
    out.writeName("run").writeStartObject();
    out.writeName("arguments").writeStartArray();
    arguments.forEach(out::writeString);
    out.writeEndArray();
    out.writeBooleanProperty("layerIsChosen", layerIsChosen);
    facts.forEach((name, value) -> out.writeStringProperty(name.replace(" in", "In"), value));
    out.writeEndObject();
  }
}
