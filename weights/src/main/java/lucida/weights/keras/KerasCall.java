package lucida.weights.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One call of a layer, as {@code inbound_nodes} lists them. Keras 2 writes the first argument as ["layer", call, output, {others by name}],
 * Keras 3 {"args": […], "kwargs": {…}} with {"keras_history": ["layer", call, output]} in it.
 *
 * @param arguments by their place
 * @param named by their name
 */
record KerasCall(List<KerasArgument> arguments, SequencedMap<String, KerasArgument> named) {
  private static final int DEEPEST = 12;
  private static final String CONSTANT = "_CONSTANT_VALUE";

  /** A call with the output of one layer. */
  static KerasCall of(KerasArgument argument) {
    return new KerasCall(List.of(argument), new LinkedHashMap<>());
  }

  /** The calls of a layer. */
  static List<KerasCall> all(JsonNode inbound) {
    List<KerasCall> calls = new ArrayList<>();
    for (JsonNode node : inbound) calls.add(node.isObject() ? keras3(node) : keras2(node));
    return calls;
  }

  /** The outputs of layers that it reads, in order. */
  Stream<KerasArgument.Output> outputs() {
    return Stream.concat(arguments.stream(), named.values().stream()).flatMap(KerasArgument::outputs);
  }

  private static KerasCall keras2(JsonNode node) {
    SequencedMap<String, KerasArgument> named = new LinkedHashMap<>();
    KerasArgument first = first(node, named, 0);
    return new KerasCall(
        List.of(first instanceof KerasArgument.Several(List<KerasArgument> parts) && parts.size() == 1 ? parts.getFirst() : first),
        named);
  }

  /** The first argument; the others by name hang on each tensor in it. */
  private static KerasArgument first(JsonNode node, SequencedMap<String, KerasArgument> named, int depth) {
    if (depth > DEEPEST) throw new WeightsException("the configuration of inputs is nested too deep");
    if (node.path(0).isString() && node.path(1).isIntegralNumber()) {
      node.path(3).forEachEntry((key, value) -> named.put(key, argument(value, 0)));
      return node.path(0).stringValue().equals(CONSTANT) ? new KerasArgument.Literal(node.path(2)) : output(node);
    }
    List<KerasArgument> parts = new ArrayList<>();
    for (JsonNode part : node) parts.add(first(part, named, depth + 1));
    return new KerasArgument.Several(parts);
  }

  /** Keras 3 writes training down where it is a default, and runs every layer by what predict says: it means nothing. */
  private static KerasCall keras3(JsonNode node) {
    List<KerasArgument> arguments = new ArrayList<>();
    for (JsonNode value : node.path("args")) arguments.add(argument(value, 0));
    SequencedMap<String, KerasArgument> named = new LinkedHashMap<>();
    node.path("kwargs").forEachEntry((key, value) -> named.put(key, argument(value, 0)));
    named.remove("training");
    return new KerasCall(arguments, named);
  }

  private static KerasArgument argument(JsonNode node, int depth) {
    if (depth > DEEPEST) throw new WeightsException("the configuration of inputs is nested too deep");
    JsonNode config = node.path("config");
    if (config.has("keras_history")) return output(config.path("keras_history"));
    if (isReference(node)) return output(node);
    if (config.has("value") && config.has("dtype")) return new KerasArgument.Literal(config.path("value")); // a tensor or array
    if (!node.isArray()) return new KerasArgument.Literal(node);
    List<KerasArgument> parts = new ArrayList<>();
    for (JsonNode part : node) parts.add(argument(part, depth + 1));
    boolean values = parts.stream().allMatch(KerasArgument.Literal.class::isInstance);
    return values ? new KerasArgument.Literal(node) : new KerasArgument.Several(parts);
  }

  private static boolean isReference(JsonNode node) {
    return node.size() == 3 && node.path(0).isString() && node.path(1).isIntegralNumber() && node.path(2).isIntegralNumber();
  }

  private static KerasArgument.Output output(JsonNode node) {
    return new KerasArgument.Output(node.path(0).asString(""), node.path(1).asInt(0), node.path(2).asInt(0));
  }

  /** What {@code input_layers} and {@code output_layers} name: one output of a layer, or a list, or a dictionary of them. */
  static List<KerasArgument.Output> references(JsonNode node) {
    return argument(node.isObject() ? JsonNodeFactory.instance.arrayNode().addAll(node.values()) : node, 0).outputs().toList();
  }
}
