package lucida.weights.keras;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/**
 * What the configuration of one layer says, key by key. It notes which keys were asked for: a key that nobody asks for, and that is not
 * known to change nothing when a trained network is run, is refused, for to ignore it would be to compute something else without a word.
 */
final class KerasSettings {
  private static final Set<String> FLOATS = Set.of("float16", "bfloat16", "float32", "float64", "mixed_float16", "mixed_bfloat16");
  /** Keys that change nothing when a trained network is run. */
  private static final Set<String> INERT = Set.of(
      "name", // what it is called; read with the layer
      "trainable", // for training
      "activity_regularizer", // a term of the loss
      "batch_input_shape", "batch_shape", // the shape of the pictures; read with the model
      "autocast", // between precisions; everything is computed in one
      "momentum", "renorm_momentum", "renorm_clipping", "virtual_batch_size", "synchronized", // of running statistics, in training
      "fused" // how TensorFlow computes a batch norm
  );
  private static final List<String> INERT_ENDS = List.of("_initializer", // where training starts from
      "_regularizer", // a term of the loss
      "_constraint"); // what training keeps weights to

  private final String layer;
  private final JsonNode keys;
  private final int version;
  private final Set<String> asked = new HashSet<>();

  /**
   * Of a layer.
   *
   * @param layer as messages name it
   * @param version of Keras: 2 or 3
   */
  KerasSettings(String layer, JsonNode keys, int version) {
    this.layer = layer;
    this.keys = keys;
    this.version = version;
  }

  int version() { return version; }

  String layer() { return layer; }

  boolean has(String key) { return keys.hasNonNull(key); }

  /** Whatever stands there; a missing node if nothing does. */
  JsonNode node(String key) {
    asked.add(key);
    return keys.path(key);
  }

  double number(String key, double missing) {
    JsonNode node = node(key);
    if (node.isMissingNode() || node.isNull()) return missing;
    if (!node.isNumber()) throw refused(key, "a number is read");
    return node.doubleValue();
  }

  int count(String key, int missing) {
    int[] one = counts(key, missing);
    if (one.length != 1) throw refused(key, "one whole number is read");
    return one[0];
  }

  /** One whole number or a list of them. */
  int[] counts(String key, int... missing) {
    JsonNode node = node(key);
    if (node.isMissingNode() || node.isNull()) return missing;
    int[] found = (node.isArray() ? node.valueStream() : List.of(node).stream())
        .mapToInt(n -> n.canConvertToInt() && n.isIntegralNumber() ? n.intValue() : Integer.MIN_VALUE).toArray();
    if (Arrays.stream(found).anyMatch(n -> n == Integer.MIN_VALUE)) throw refused(key, "whole numbers are read");
    return found;
  }

  /** Rows and columns: one number for both, or two; each at least 1. */
  int[] pair(String key, int missing) {
    int[] found = counts(key, missing);
    int[] both = found.length == 1 ? new int[]{found[0], found[0]} : found;
    if (both.length != 2 || both[0] < 1 || both[1] < 1) throw refused(key, "one or two whole numbers, at least 1, are read");
    return both;
  }

  boolean flag(String key, boolean missing) {
    JsonNode node = node(key);
    if (node.isMissingNode() || node.isNull()) return missing;
    if (!node.isBoolean()) throw refused(key, "true or false is read");
    return node.booleanValue();
  }

  /** One of these words; the first if there is none. */
  String oneOf(String key, String... words) {
    JsonNode node = node(key);
    if (node.isMissingNode() || node.isNull()) return words[0];
    if (!node.isString() || !List.of(words).contains(node.stringValue()))
      throw refused(key, (words.length == 1 ? "only this is read: " : "these are read: ")
          + Arrays.stream(words).map(w -> '"' + w + '"').collect(Collectors.joining(", ")));
    return node.stringValue();
  }

  /** Refuses every value but these numbers, words or truth values, null, and none at all. */
  void only(String key, Object... values) {
    JsonNode node = node(key);
    if (node.isMissingNode() || node.isNull() || Arrays.stream(values).anyMatch(v -> node.asString("").equals(v.toString())))
      return;
    throw refused(key, values.length == 0 ? "only null is read" : "only this is read: " + values[0]);
  }

  /** The whole configuration changes nothing: of a layer that is active in training only. */
  void inert() {
    asked.addAll(keys.propertyNames());
  }

  /** Refuses what nobody asked for; null says nothing. */
  void finish() {
    only("data_format", "channels_last");
    dtype(node("dtype"));
    keys.propertyNames().stream().filter(keys::hasNonNull)
        .filter(key -> !asked.contains(key) && !INERT.contains(key) && INERT_ENDS.stream().noneMatch(key::endsWith))
        .findFirst().ifPresent(key -> {
          throw refused(key, "this key is not known, and what it changes is not computed");
        });
  }

  /** A precision; everything is computed in the precision of the run. */
  private void dtype(JsonNode node) {
    String name = node.isObject() ? node.path("config").path("name").asString("") : node.asString("float32");
    if (!FLOATS.contains(name)) throw refused("dtype", "precisions of floating point are read");
  }

  /** "the layer 'up' (UpSampling2D) has interpolation = "bicubic"; these are read: …". */
  WeightsException refused(String key, String right) {
    return new WeightsException(layer + " has " + key + " = " + keys.path(key) + "; " + right);
  }
}
