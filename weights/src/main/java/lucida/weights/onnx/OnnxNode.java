package lucida.weights.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.weights.WeightsException;

/** A node of an ONNX graph: an operator, the names of the values it reads (empty for none) and makes, and its attributes. */
record OnnxNode(String name, String op, String domain, List<String> inputs, List<String> outputs, Map<String, Message> attributes) {
  static OnnxNode of(Message m) {
    Map<String, Message> attributes = new LinkedHashMap<>();
    for (Message attribute : m.messages(5)) attributes.put(attribute.text(1), attribute);
    return new OnnxNode(m.text(3), m.text(4), m.text(7), m.texts(1), m.texts(2), attributes);
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
    return new WeightsException(title() + " reads '" + input + "', which nothing makes");
  }

  private Optional<Message> attribute(String key) { return Optional.ofNullable(attributes.get(key)); }

  boolean has(String key) { return attributes.containsKey(key); }

  long number(String key, long otherwise) { return attribute(key).map(a -> a.number(3, 0)).orElse(otherwise); }

  boolean flag(String key, boolean otherwise) { return number(key, otherwise ? 1 : 0) != 0; }

  double real(String key, double otherwise) {
    return attribute(key).map(a -> a.fields().getField(2).getFixed32List()).filter(bits -> !bits.isEmpty())
        .map(bits -> (double) Float.intBitsToFloat(bits.getLast())).orElse(otherwise);
  }

  String text(String key, String otherwise) { return attribute(key).map(a -> a.text(4)).orElse(otherwise); }

  long[] numbers(String key, long... otherwise) { return attribute(key).map(a -> a.numbers(8)).orElse(otherwise); }

  double[] reals(String key) {
    float[] floats = attribute(key).map(a -> a.floats(7)).orElse(new float[0]);
    double[] reals = new double[floats.length];
    for (int i = 0; i < reals.length; i++) reals[i] = floats[i];
    return reals;
  }

  Optional<Message> tensor(String key) { return attribute(key).filter(a -> a.has(5)).map(a -> a.message(5)); }
}
