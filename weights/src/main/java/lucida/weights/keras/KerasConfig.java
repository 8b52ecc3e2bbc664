package lucida.weights.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lucida.weights.WeightsException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's configuration says: its layers in order with their calls, what it takes and what it gives. A layer may be a model.
 *
 * @param version of Keras: 2 or 3
 * @param config of the model itself
 * @param inputs the outputs that stand for what the model is given
 * @param outputs what the model gives
 */
record KerasConfig(int version, JsonNode config, List<Entry> layers, List<KerasArgument.Output> inputs,
    List<KerasArgument.Output> outputs) {
  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
  private static final Set<String> KNOWN = Set.of("name", "layers", "input_layers", "output_layers", "trainable", "dtype",
      "build_input_shape");
  private static final Set<String> KNOWN_OF_LAYERS = Set.of("module", "class_name", "config", "registered_name", "name",
      "inbound_nodes", "build_config", "compile_config", "shared_object_id");
  private static final int DEEPEST = 16;

  /**
   * One layer.
   *
   * @param module the Python module of its class, "" in files that do not say
   * @param kind its class
   * @param calls what it is given, call by call
   */
  record Entry(String module, String kind, String name, JsonNode config, List<KerasCall> calls) {
    boolean isModel() { return MODELS.contains(kind); }

    /** Whether it is a function of tensors that Keras wrote down as it was called. */
    boolean isOperation() {
      return kind.equals("TFOpLambda") || kind.equals("SlicingOpLambda") || module.contains(".ops");
    }

    /** Whether its class is one of Keras' own. */
    boolean isKeras() {
      return module.isEmpty() || module.matches("(tf_)?keras(\\..*)?|tensorflow\\..*|builtins");
    }

    /** As messages name it. */
    String described() { return "the layer '" + name + "' (" + kind + ")"; }
  }

  /** A part of a file as JSON. */
  static JsonNode json(byte[] utf8) {
    try {
      return JsonMapper.shared().readTree(utf8);
    } catch (JacksonException e) {
      throw WeightsException.because("the configuration is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static KerasConfig parse(JsonNode model, int version) {
    return parse(text(model, "class_name"), model.path("config"), version, 0);
  }

  /** The model that a layer is. */
  KerasConfig inner(Entry layer, int depth) {
    return parse(layer.kind(), layer.config(), version, depth);
  }

  private static KerasConfig parse(String kind, JsonNode config, int version, int depth) {
    if (!MODELS.contains(kind))
      throw new WeightsException("the model is of class '" + kind + "'; read are Sequential and Functional");
    if (depth > DEEPEST) throw new WeightsException("models are nested more than " + DEEPEST + " deep");
    if (!config.isArray()) known(config, KNOWN, "the model '" + text(config, "name") + "'");
    List<Entry> layers = new ArrayList<>();
    for (JsonNode layer : config.isArray() ? config : config.path("layers")) layers.add(entry(layer));
    if (layers.isEmpty()) throw new WeightsException("the model '" + text(config, "name") + "' has no layers");
    if (kind.equals("Sequential")) return chain(version, config, layers);
    List<KerasArgument.Output> inputs = KerasCall.references(config.path("input_layers"));
    List<KerasArgument.Output> outputs = KerasCall.references(config.path("output_layers"));
    return new KerasConfig(version, config, layers, inputs, outputs);
  }

  /** Each layer reads the one before; the first is the input, or reads it. */
  static KerasConfig chain(int version, JsonNode config, List<Entry> layers) {
    KerasArgument.Output first = new KerasArgument.Output(
        layers.getFirst().kind().equals("InputLayer") ? layers.getFirst().name() : "", 0, 0);
    KerasArgument.Output last = first;
    List<Entry> chained = new ArrayList<>();
    for (Entry layer : layers) {
      boolean input = layer.kind().equals("InputLayer");
      chained.add(
          new Entry(layer.module(), layer.kind(), layer.name(), layer.config(), input ? List.of() : List.of(KerasCall.of(last))));
      last = new KerasArgument.Output(layer.name(), 0, 0);
    }
    return new KerasConfig(version, config, chained, List.of(first), List.of(last));
  }

  /**
   * The same with one of its outputs, by the name of the layer that gives it.
   *
   * @throws WeightsException if it has no such output
   */
  KerasConfig choosing(Optional<String> output) {
    if (output.isEmpty()) return this;
    List<KerasArgument.Output> chosen = outputs.stream().filter(o -> o.layer().equals(output.get())).limit(1).toList();
    if (chosen.isEmpty())
      throw new WeightsException(
          "it has no output '" + output.get() + "'; it has " + outputs.stream().map(o -> "'" + o.layer() + "'").toList());
    return new KerasConfig(version, config, layers, inputs, chosen);
  }

  private static Entry entry(JsonNode layer) {
    JsonNode config = layer.path("config");
    String name = config.path("name").isString() ? text(config, "name") : text(layer, "name");
    known(layer, KNOWN_OF_LAYERS, "the layer '" + name + "'");
    return new Entry(text(layer, "module"), text(layer, "class_name"), name, config, KerasCall.all(layer.path("inbound_nodes")));
  }

  private static void known(JsonNode node, Set<String> keys, String what) {
    for (String key : node.propertyNames())
      if (!keys.contains(key))
        throw new WeightsException(what + " has the key '" + key + "' = " + node.path(key) + ", which is not known; read are "
            + keys.stream().sorted().toList());
  }

  /** A word of the configuration, "" if there is none. */
  static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isString() ? value.stringValue() : "";
  }

  /** Its layers and those of the models in it, operations among them. */
  Stream<Entry> all(int depth) {
    return layers.stream().flatMap(layer -> layer.isModel() ? inner(layer, depth + 1).all(depth + 1) : Stream.of(layer));
  }

  /** For each layer the name that Keras 3 stores its weights by: its class in snake case, counted. Operations have no weights and no count. */
  Map<String, String> storedNames() {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Entry layer : layers) {
      if (layer.isOperation()) continue;
      String snake = layer.kind().replaceAll("\\W+", "").replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
          .replaceAll("([a-z])([A-Z])", "$1_$2")
          .toLowerCase(Locale.ROOT);
      int n = counts.merge(snake, 1, Integer::sum);
      names.put(layer.name(), n == 1 ? snake : snake + "_" + (n - 1));
    }
    return names;
  }
}
