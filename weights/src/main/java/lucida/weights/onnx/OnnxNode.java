package lucida.weights.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.weights.WeightsException;

/** A node of an ONNX graph: an operator, the names of the values it reads (empty for none) and makes, and its attributes. */
record OnnxNode(String name, String op, String domain, List<String> inputs, List<String> outputs,
    Map<String, OnnxAttribute> attributes) {
  static OnnxNode of(Message m) {
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    OnnxNode node = new OnnxNode(m.text(3), m.text(4), m.text(7), m.texts(1), m.texts(2), attributes);
    for (Message stored : m.messages(5)) {
      OnnxAttribute attribute = OnnxAttribute.of(node.title(), stored);
      OnnxAttribute other = attributes.put(attribute.name(), attribute);
      if (other != null && !other.equals(attribute))
        throw new WeightsException(node.title() + " has both " + other + " and " + attribute);
    }
    return node;
  }

  /** For people: "Conv 'conv1'". */
  String title() {
    return op + " '" + (name.isEmpty() ? String.join(", ", outputs) : name) + "'";
  }

  /** The name of an input. */
  String input(int i) {
    if (i >= inputs.size()) throw new WeightsException(title() + " has no input " + i);
    return inputs.get(i);
  }

  /** The name of its first output. */
  String output() {
    if (outputs.isEmpty()) throw new WeightsException(title() + " has no output");
    return outputs.getFirst();
  }

  WeightsException unmade(String input) {
    return new WeightsException(title() + " reads '" + input + "', which nothing makes that is read");
  }

  /** What is looked at has to stand in the table, or it would be refused. */
  private Optional<OnnxAttribute> attribute(String key) {
    if (!OnnxSchema.of(op).reads(key)) throw new IllegalStateException(op + ": '" + key + "' is not in the table of attributes");
    return Optional.ofNullable(attributes.get(key));
  }

  boolean has(String key) { return attribute(key).isPresent(); }

  long number(String key, long otherwise) { return attribute(key).map(OnnxAttribute::number).orElse(otherwise); }

  boolean flag(String key, boolean otherwise) { return number(key, otherwise ? 1 : 0) != 0; }

  double real(String key, double otherwise) { return attribute(key).map(OnnxAttribute::real).orElse(otherwise); }

  String text(String key, String otherwise) { return attribute(key).map(OnnxAttribute::text).orElse(otherwise); }

  long[] numbers(String key, long... otherwise) { return attribute(key).map(OnnxAttribute::numbers).orElse(otherwise); }

  double[] reals(String key) { return attribute(key).map(OnnxAttribute::reals).orElse(new double[0]); }

  Message graph(String key) {
    return attribute(key).map(OnnxAttribute::graph)
        .orElseThrow(() -> new WeightsException(title() + ": the attribute " + key + " is missing"));
  }

  /** The names of what it reads, by itself or in the graphs that it holds. */
  Stream<String> reads() {
    return Stream.concat(inputs.stream(), attributes.values().stream().filter(OnnxAttribute::isGraph)
        .flatMap(held -> Stream.concat(held.graph().messages(12).stream().map(output -> output.text(1)),
            held.graph().messages(1).stream().map(OnnxNode::of).flatMap(OnnxNode::reads))));
  }

  Optional<Message> tensor(String key) { return attribute(key).map(OnnxAttribute::tensor); }
}
