package lucida.weights.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lucida.core.Shape;
import lucida.weights.WeightsException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's configuration says: its layers in order, what each reads, and which gives the output.
 *
 * @param version of Keras: 2 or 3
 */
record KerasConfig(int version, List<Entry> layers, String output) {
  /** One layer: its class, name, own configuration, and the names of the layers that it reads. */
  record Entry(String kind, String name, JsonNode config, List<String> inputs) {}

  /** A part of a file as JSON. */
  static JsonNode json(byte[] utf8) {
    try {
      return JsonMapper.shared().readTree(utf8);
    } catch (JacksonException e) {
      throw WeightsException.because("the configuration is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static KerasConfig parse(JsonNode model, int version) {
    String kind = model.path("class_name").asString("");
    JsonNode config = model.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    List<Entry> entries = new ArrayList<>();
    switch (kind) {
      case "Sequential" ->
        layers.forEach(layer -> entries.add(entry(layer, entries.isEmpty() ? List.of() : List.of(entries.getLast().name()))));
      case "Functional", "Model" -> layers.forEach(layer -> entries.add(entry(layer, sources(layer.path("inbound_nodes")))));
      default -> throw new WeightsException("the model is of class '" + kind + "'; read are Sequential and Functional");
    }
    if (entries.isEmpty()) throw new WeightsException("the model has no layers");
    return new KerasConfig(version, entries,
        kind.equals("Sequential") ? entries.getLast().name() : output(config.path("output_layers"), entries));
  }

  private static Entry entry(JsonNode layer, List<String> inputs) {
    JsonNode config = layer.path("config");
    return new Entry(layer.path("class_name").asString(""), config.path("name").asString(layer.path("name").asString("")), config,
        inputs);
  }

  private static String output(JsonNode outputs, List<Entry> entries) {
    JsonNode first = outputs.path(0);
    return first.isArray() ? first.path(0).asString("") : first.isString() ? first.asString() : entries.getLast().name();
  }

  /** The names of layers in what Keras 2 writes as ["name", 0, 0, {}] and Keras 3 as keras_history: ["name", 0, 0], however deep. */
  private static List<String> sources(JsonNode node) {
    List<String> names = new ArrayList<>();
    collect(node, names, 0);
    return names;
  }

  private static void collect(JsonNode node, List<String> names, int depth) {
    if (depth > 12) throw new WeightsException("the configuration of inputs is nested too deep");
    if (node.isArray() && node.size() >= 3 && node.path(0).isString() && node.path(1).isIntegralNumber())
      names.add(node.path(0).asString());
    else
      if (node.has("keras_history")) names.add(node.path("keras_history").path(0).asString(""));
      else if (node.has("config")) collect(node.path("config"), names, depth + 1); // Keras 3: a __keras_tensor__
      else if (node.has("args")) collect(node.path("args"), names, depth + 1);
      else if (node.isArray()) for (JsonNode part : node) collect(part, names, depth + 1);
  }

  /** [C, H, W] of the pictures: the input layer's, or what the first layer says. */
  Shape input() {
    Entry first = layers.getFirst();
    JsonNode shape = first.config().has("batch_input_shape")
        ? first.config().path("batch_input_shape")
        : first.config().path("batch_shape");
    if (shape.size() != 4)
      throw new WeightsException("the first layer '" + first.name() + "' does not say the shape of a picture [N, H, W, C]");
    int[] extents = new int[3];
    for (int i = 0; i < 3; i++) {
      extents[i] = shape.path(i + 1).asInt(0);
      if (extents[i] < 1)
        throw new WeightsException(
            "the first layer '" + first.name() + "' leaves the pictures' size open; save it with a fixed size");
    }
    if ((double) extents[0] * extents[1] * extents[2] > 1 << 24)
      throw new WeightsException(
          "the first layer '" + first.name() + "' wants pictures of " + extents[0] + " × " + extents[1] + " × "
              + extents[2] + ", which is too large");
    return Shape.of(extents[2], extents[0], extents[1]);
  }

  /** For each layer the name that Keras 3 stores its weights by: its class in snake case, counted. */
  Map<String, String> storedNames() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Entry layer : layers) {
      String snake = layer.kind().replaceAll("([a-z])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
          .toLowerCase(Locale.ROOT);
      int n = counts.merge(snake, 1, Integer::sum);
      names.put(layer.name(), n == 1 ? snake : snake + "_" + (n - 1));
    }
    return names;
  }
}
