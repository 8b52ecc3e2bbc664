package lucida.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.cam.LayerChoice;
import lucida.core.PlainText;
import lucida.layers.Network;
import lucida.layers.score.Tokens;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;

/**
 * What holds for all maps of a run: the head of the text and of the page, and a part of every record, so that the run can be repeated.
 *
 * @param invocation what the run was started with
 * @param facts by name
 * @param layerIsChosen whether no option names the layer
 */
record RunFacts(Invocation invocation, SequencedMap<String, String> facts, boolean layerIsChosen) {
  /** Of the command that was typed. */
  static RunFacts of(CommandSpec command, List<RecordedFile> network, ModelOptions.Chosen chosen, SaliencyOptions saliency,
      List<InputFile> files) {
    Invocation invocation = new Invocation(Version.text(), Path.of("").toAbsolutePath().toString(),
        command.root().commandLine().getParseResult().expandedArgs(), files.size(),
        Stream.concat(network.stream(), saliency.score().files()).toList());
    return new RunFacts(invocation, facts(chosen, saliency, files), !saliency.layer().namesLayers());
  }

  private static SequencedMap<String, String> facts(ModelOptions.Chosen chosen, SaliencyOptions saliency, List<InputFile> files) {
    InputFacts about = new InputFacts(chosen, files);
    Network network = chosen.model().network();
    List<String> layers = saliency.layer().layers(chosen.model());
    long parameters = network.parameters().values().stream().mapToLong(shape -> shape.size()).sum();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", chosen.title() + ", " + String.format(Locale.ROOT, "%,d", parameters) + " parameters");
    facts.put(layers.size() == 1 ? "layer" : "layers",
        String.join(", ", layers) + (saliency.layer().namesLayers() ? "" : " (the default; --layer names another)"));
    Tokens.grid(network).ifPresent(grid -> facts.put("tokens", grid + "; " + String.join(", ", Tokens.layers(network))));
    for (String layer : layers)
      LayerChoice.note(network, layer).ifPresent(note -> facts.merge("note", note, (a, b) -> a + "; " + b));
    facts.put("scores", network.scoreKind().description(chosen.labels().count()));
    List<String> classes = saliency.classes(saliency.labels(chosen.labels()));
    facts.put(classes.size() == 1 ? "class" : "classes", String.join("; ", classes));
    saliency.score().say(facts, network);
    facts.put("input", about.input());
    facts.put("preprocessing", about.preprocessing());
    facts.put("computed in", saliency.computation().text());
    facts.put("seed", String.valueOf(saliency.layer().seed()));
    return facts;
  }

  /** The same with facts before the others. */
  RunFacts behind(SequencedMap<String, String> first) {
    SequencedMap<String, String> all = new LinkedHashMap<>(first);
    all.putAll(facts);
    return new RunFacts(invocation, all, layerIsChosen);
  }

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
