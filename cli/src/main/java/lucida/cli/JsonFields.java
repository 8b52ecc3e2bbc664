package lucida.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * The properties of a JSON object from anybody. What is missing or of another kind is refused in one sentence.
 *
 * @param source where the object is, for people
 * @param node anything
 */
record JsonFields(String source, JsonNode node) {
  String text(String name) {
    return optional(name).orElseThrow(() -> missing(name, "text"));
  }

  Optional<String> optional(String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  /** A count, from 0. */
  int number(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) throw missing(name, "count");
    return value.asInt();
  }

  List<String> texts(String name) {
    List<JsonNode> values = list(name);
    if (!values.stream().allMatch(JsonNode::isString)) throw missing(name, "list of texts");
    return values.stream().map(JsonNode::asString).toList();
  }

  JsonFields object(String name) {
    JsonNode value = node.path(name);
    if (!value.isObject()) throw missing(name, "object");
    return new JsonFields(source, value);
  }

  List<JsonFields> objects(String name) {
    return list(name).stream().map(value -> new JsonFields(source, value)).toList();
  }

  /** All properties that are texts. */
  SequencedMap<String, String> texts() {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    node.properties().stream().filter(property -> property.getValue().isString())
        .forEach(property -> texts.put(property.getKey(), property.getValue().asString()));
    return texts;
  }

  private List<JsonNode> list(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) throw missing(name, "list");
    return value.valueStream().toList();
  }

  private IllegalArgumentException missing(String name, String kind) {
    return new IllegalArgumentException(source + " is no record of 'lucida explain --json': it has no " + kind + " '" + name + "'");
  }
}
