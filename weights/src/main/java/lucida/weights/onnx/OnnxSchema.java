package lucida.weights.onnx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lucida.weights.WeightsException;

/**
 * What may stand in a node of one operator; whatever else stands there is refused by name, so that nothing in a file is passed over. The
 * table is operators.txt: a line for each operator with its name, how many inputs are read (∞: any number), and its attributes. "~" comes
 * before an attribute that has no part in the result, and "=" before the only value that is read, the one with which it changes nothing.
 *
 * @param inputs how many inputs are read
 * @param attributes by name, what of it is read
 */
record OnnxSchema(int inputs, Map<String, Attribute> attributes) {
  /** What is read of an attribute. */
  sealed interface Attribute {
    /** Every value, or a refusal by the operator itself. */
    record Read() implements Attribute {}

    /** It has no part in the result: a hint, or something that belongs to training. */
    record Idle() implements Attribute {}

    /** One value only, with which it changes nothing. */
    record Only(long value) implements Attribute {}
  }

  private static final OnnxSchema NONE = new OnnxSchema(0, Map.of());
  private static final Map<String, OnnxSchema> ALL = table();

  private static Map<String, OnnxSchema> table() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        Objects.requireNonNull(OnnxSchema.class.getResourceAsStream("operators.txt")), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> line.split(" "))
          .collect(Collectors.toMap(words -> words[0], OnnxSchema::row, (a, _) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OnnxSchema row(String[] words) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Arrays.stream(words).skip(2).forEach(word -> {
      String[] only = word.split("=", 2);
      if (word.startsWith("~")) attributes.put(word.substring(1), new Attribute.Idle());
      else attributes.put(only[0], only.length == 1 ? new Attribute.Read() : new Attribute.Only(Long.parseLong(only[1])));
    });
    return new OnnxSchema(words[1].equals("∞") ? Integer.MAX_VALUE : Integer.parseInt(words[1]), attributes);
  }

  /** Of an operator; nothing may stand in a node of one that is not read. */
  static OnnxSchema of(String op) {
    return ALL.getOrDefault(op, NONE);
  }

  /** Whether every value of an attribute is looked at. */
  boolean reads(String attribute) {
    return attributes.get(attribute) instanceof Attribute.Read;
  }

  /**
   * Checks that all of a node is read.
   *
   * @throws WeightsException naming the node and the attribute with its value, or the input, that is not read
   */
  static void check(OnnxNode node) {
    OnnxSchema schema = of(node.op());
    node.attributes().values().forEach(attribute -> schema.check(node, attribute));
    for (int i = schema.inputs; i < node.inputs().size(); i++)
      if (!node.inputs().get(i).isEmpty())
        throw new WeightsException(
            node.title() + ": its input " + i + ", '" + node.inputs().get(i) + "', is not read; read are " + schema.inputs);
  }

  private void check(OnnxNode node, OnnxAttribute attribute) {
    String not = node.title() + ": the attribute " + attribute + " is not read; ";
    switch (attributes.get(attribute.name())) {
      case null -> throw new WeightsException(
          not + (attributes.isEmpty() ? "it has none" : "read are " + String.join(", ", attributes.keySet())));
      case Attribute.Only(long value) -> {
        if (attribute.number() != value) throw new WeightsException(not + "read is " + attribute.name() + " = " + value);
      }
      case Attribute.Read _, Attribute.Idle _ -> {}
    }
  }
}
