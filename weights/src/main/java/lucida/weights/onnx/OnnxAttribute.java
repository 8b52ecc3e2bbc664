package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.weights.WeightsException;

/**
 * An attribute of a node.
 *
 * @param owner the node, for people
 * @param name its name
 * @param message as it is stored
 */
record OnnxAttribute(String owner, String name, Message message) {
  /** Its types, by the number of the field that holds the value; the number of the type itself is {@link #number}. */
  private enum Type {
    FLOAT(2, 1, "a real number"),
    INT(3, 2, "a whole number"),
    STRING(4, 3, "a text"),
    TENSOR(5, 4, "a tensor"),
    GRAPH(6, 5,
        "a graph"),
    FLOATS(7, 6, "a list of real numbers"),
    INTS(8, 7, "a list of whole numbers"),
    STRINGS(9, 8, "a list of texts");

    private final int field;
    private final int number;
    private final String text;

    Type(int field, int number, String text) {
      this.field = field;
      this.number = number;
      this.text = text;
    }
  }

  static OnnxAttribute of(String owner, Message m) { return new OnnxAttribute(owner, m.text(1), m); }

  /** The value of a type. A file may leave a value out that is zero or empty, and old ones leave the type out. */
  private Message as(Type wanted) {
    long type = message.number(20, 0);
    boolean other = Arrays.stream(Type.values()).anyMatch(t -> t != wanted && message.has(t.field));
    if (message.has(21) || type != 0 && type != wanted.number || type == 0 && other && !message.has(wanted.field))
      throw new WeightsException(owner + ": the attribute " + this + " should be " + wanted.text);
    return message;
  }

  long number() { return as(Type.INT).number(3, 0); }

  double real() {
    List<Integer> bits = as(Type.FLOAT).fields().getField(2).getFixed32List();
    return bits.isEmpty() ? 0 : Float.intBitsToFloat(bits.getLast());
  }

  String text() { return as(Type.STRING).text(4); }

  long[] numbers() { return as(Type.INTS).numbers(8); }

  double[] reals() {
    float[] floats = as(Type.FLOATS).floats(7);
    double[] reals = new double[floats.length];
    for (int i = 0; i < reals.length; i++) reals[i] = floats[i];
    return reals;
  }

  Message tensor() { return as(Type.TENSOR).message(5); }

  Message graph() { return as(Type.GRAPH).message(6); }

  boolean isGraph() { return message.has(Type.GRAPH.field); }

  /** The same, with the value of a call's attribute where it stands for one; nothing where the call leaves that out. */
  Optional<OnnxAttribute> from(Map<String, OnnxAttribute> call) {
    if (!message.has(21)) return Optional.of(this);
    return Optional.ofNullable(call.get(message.text(21))).map(value -> new OnnxAttribute(owner, name, value.message));
  }

  /** For people: "strides = [2, 2]". */
  @Override
  public String toString() {
    return name + " = "
        + Arrays.stream(Type.values()).filter(t -> message.has(t.field)).findFirst().map(this::value).orElse("nothing");
  }

  private String value(Type type) {
    return switch (type) {
      case FLOAT -> Double.toString(Float.intBitsToFloat(message.fields().getField(2).getFixed32List().stream().mapToInt(b -> b)
          .reduce(0, (_, last) -> last)));
      case INT -> Long.toString(message.number(3, 0));
      case STRING -> "'" + message.text(4) + "'";
      case INTS -> Arrays.toString(message.numbers(8));
      case FLOATS -> Arrays.toString(message.floats(7));
      case TENSOR, GRAPH, STRINGS -> type.text;
    };
  }
}
