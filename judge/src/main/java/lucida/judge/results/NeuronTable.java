package lucida.judge.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.judge.neurons.Concept;
import lucida.judge.neurons.Decision.ChannelShare;
import lucida.judge.neurons.DissectedLayer;
import lucida.judge.neurons.FieldCheck;
import lucida.judge.neurons.Neuron;
import lucida.judge.neurons.Reasons;
import lucida.scenes.Box;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the channels of some layers see.
 *
 * @param facts how it was found, by name
 * @param pictures that were looked at
 * @param layers one after the other
 * @param checks of their receptive fields, by layer
 * @param decisions in words, at the last of the layers
 */
public record NeuronTable(SequencedMap<String, String> facts, int pictures, List<DissectedLayer> layers,
    Map<String, FieldCheck> checks,
    List<Reasons> decisions) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LISTED = 5;

  /** Kept as they are now. */
  public NeuronTable {
    facts = new LinkedHashMap<>(facts);
    layers = List.copyOf(layers);
    checks = new LinkedHashMap<>(checks);
    decisions = List.copyOf(decisions);
  }

  /** The check of a layer's receptive fields. */
  public FieldCheck check(DissectedLayer layer) {
    return checks.getOrDefault(layer.layer(), FieldCheck.NONE);
  }

  /** "47×47": the largest receptive field among the peaks of a layer. */
  public static String field(DissectedLayer layer) {
    return layer.neurons().stream().flatMap(neuron -> neuron.peaks().stream()).map(Neuron.Peak::field)
        .max((a, b) -> Integer.compare(a.area(), b.area())).map(NeuronTable::size).orElse("–");
  }

  private static String size(Box field) { return field.height() + "×" + field.width(); }

  /** "objects 8, parts 12, colours 3": of how many things there are detectors. */
  public static String byCategory(DissectedLayer layer) {
    return layer.byCategory().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey() + (entry.getValue() == 1 ? "" : "s"))
        .collect(Collectors.joining(", "));
  }

  /** A line for each channel. */
  public String csv() {
    Stream<List<String>> lines = layers.stream().flatMap(layer -> layer.neurons().stream().map(neuron -> line(layer, neuron)));
    return Stream
        .concat(Stream.of(List.of("layer", "channel", "detects", "concept", "category", "iou", "threshold", "maximum", "picture",
            "row", "column", "field")), lines)
        .map(CsvLog::text).collect(Collectors.joining());
  }

  private static List<String> line(DissectedLayer layer, Neuron neuron) {
    Optional<Neuron.Match> best = neuron.matches().stream().findFirst();
    Neuron.Peak peak = neuron.peaks().getFirst();
    return List.of(layer.layer(), String.valueOf(neuron.channel()), String.valueOf(neuron.detects().isPresent()),
        best.map(match -> match.concept().name()).orElse(""), best.map(match -> match.concept().category().toString()).orElse(""),
        best.map(match -> SummaryFiles.number(match.iou())).orElse(""), SummaryFiles.number(neuron.threshold()),
        SummaryFiles.number(neuron.maximum()), peak.picture(), String.valueOf(peak.row()), String.valueOf(peak.column()),
        size(peak.field()));
  }

  /** For programs. */
  public String json() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(facts);
    all.put("pictures", pictures);
    all.put("layers", layers.stream().map(this::json).toList());
    all.put("decisions", decisions.stream().map(NeuronTable::json).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private SequencedMap<String, Object> json(DissectedLayer layer) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("layer", layer.layer());
    said.put("detectors", layer.detectors().size());
    said.put("unique detectors", layer.unique());
    for (Map.Entry<Concept.Category, Long> entry : layer.byCategory().entrySet())
      said.put("unique " + entry.getKey() + "s", entry.getValue());
    said.put("receptive field", field(layer));
    said.put("gradients outside of receptive fields", check(layer).outside());
    said.put("gradients reach their sides", check(layer).reachesItsSides());
    said.put("channels", layer.neurons().stream().map(NeuronTable::json).toList());
    return said;
  }

  private static SequencedMap<String, Object> json(Neuron neuron) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("channel", neuron.channel());
    neuron.detects().ifPresent(match -> said.put("detects", match.concept().name()));
    said.put("threshold", neuron.threshold());
    said.put("maximum", neuron.maximum());
    said.put("matches", neuron.matches().stream().map(NeuronTable::json).toList());
    said.put("peaks", neuron.peaks().stream().map(NeuronTable::json).toList());
    return said;
  }

  private static SequencedMap<String, Object> json(Neuron.Match match) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("concept", match.concept().name());
    said.put("category", match.concept().category().toString());
    said.put("iou", match.iou());
    return said;
  }

  private static SequencedMap<String, Object> json(Neuron.Peak peak) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("picture", peak.picture());
    said.put("activation", peak.activation());
    said.put("row", peak.row());
    said.put("column", peak.column());
    said.put("field", List.of(peak.field().top(), peak.field().left(), peak.field().bottom(), peak.field().right()));
    return said;
  }

  private static SequencedMap<String, Object> json(Reasons reasons) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("picture", reasons.picture());
    said.put("class", reasons.explained());
    said.put("score", reasons.decision().score());
    said.put("text", reasons.text());
    said.put("for it", json(reasons.forIt()));
    said.put("against it", json(reasons.againstIt()));
    said.put("largest alpha", reasons.decision().byAlpha(true, LISTED).stream().map(NeuronTable::json).toList());
    said.put("smallest alpha", reasons.decision().byAlpha(false, LISTED).stream().map(NeuronTable::json).toList());
    return said;
  }

  private static SequencedMap<String, Object> json(Reasons.Side side) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("all", side.all());
    said.put("named", side.said());
    said.put("measured without", side.measured());
    said.put("reasons", side.reasons().stream().map(reason -> {
      SequencedMap<String, Object> each = new LinkedHashMap<>();
      each.put("name", reason.name());
      each.put("channels", reason.channels());
      each.put("contribution", reason.contribution());
      each.put("share", side.share(reason.contribution()));
      return each;
    }).toList());
    return said;
  }

  private static SequencedMap<String, Object> json(ChannelShare share) {
    SequencedMap<String, Object> said = new LinkedHashMap<>();
    said.put("channel", share.channel());
    said.put("alpha", share.alpha());
    said.put("contribution", share.contribution());
    return said;
  }
}
