package lucida.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.core.PlainText;
import tools.jackson.core.JsonGenerator;

/**
 * What holds for all maps of a run: the head of the text and of the page, and a part of every record, so that the run can be repeated.
 *
 * @param invocation what the run was started with
 * @param facts by name
 * @param layerIsChosen whether no option names the layer
 */
record RunFacts(Invocation invocation, SequencedMap<String, String> facts, boolean layerIsChosen) {
  /** The head of the text. */
  void print(PrintWriter out) {
    facts.forEach((name, value) -> out.println("%-14s %s".formatted(name, PlainText.of(value))));
  }

  /** The property "run" of a record. */
  void write(JsonGenerator out) {
    out.writeName("run").writeStartObject();
    invocation.write(out);
    out.writeBooleanProperty("layerIsChosen", layerIsChosen);
    properties().forEach(out::writeStringProperty);
    out.writeEndObject();
  }

  /** The facts by the names of their properties. */
  SequencedMap<String, String> properties() {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    facts.forEach((name, value) -> properties.put(name.replace(" in", "In"), value));
    return properties;
  }
}
