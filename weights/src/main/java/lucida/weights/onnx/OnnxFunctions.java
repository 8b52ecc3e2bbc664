package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.weights.WeightsException;

/** The functions that a file brings along: each call is replaced by the nodes of the function, whose names begin with that of the call. */
final class OnnxFunctions {
  private static final int DEEPEST = 32;

  private final Map<List<String>, Message> functions = new HashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();

  /** Of a model's message. */
  OnnxFunctions(Message model, long opset) {
    for (Message f : model.messages(25)) {
      String title = "the function '" + f.text(1) + "'";
      if (functions.put(List.of(f.text(10), f.text(1)), f) != null) throw new WeightsException(title + " is there twice");
      for (Message set : f.messages(9))
        if (set.text(1).isEmpty() && set.number(2, opset) != opset)
          throw new WeightsException(title + " is of opset " + set.number(2, 0) + ", the graph of opset " + opset);
    }
  }

  /** Nodes with all calls replaced. */
  List<OnnxNode> inlined(List<OnnxNode> graph) {
    for (OnnxNode node : graph) add(node, 0);
    return List.copyOf(nodes);
  }

  private void add(OnnxNode node, int depth) {
    Optional<Message> function = Optional.ofNullable(functions.get(List.of(node.domain(), node.op())));
    if (function.isPresent()) call(node, function.get(), depth + 1);
    else nodes.add(node);
  }

  private void call(OnnxNode call, Message function, int depth) {
    if (depth > DEEPEST) throw new WeightsException(call.title() + ": functions call each other more than " + DEEPEST + " deep");
    Map<String, String> values = new HashMap<>(Map.of("", ""));
    for (String left : function.texts(4)) values.put(left, ""); // an optional input
    bind(call, function.texts(4), call.inputs(), values);
    bind(call, function.texts(5), call.outputs(), values);
    Map<String, OnnxAttribute> given = new LinkedHashMap<>();
    for (Message m : function.messages(11)) given.put(m.text(1), OnnxAttribute.of(call.title(), m));
    call.attributes().forEach((name, attribute) -> {
      if (!function.texts(6).contains(name) && !given.containsKey(name))
        throw new WeightsException(call.title() + ": the attribute " + attribute + " is not one of the function's");
      given.put(name, attribute);
    });
    String prefix = (call.name().isEmpty() ? call.output() : call.name()) + "/";
    for (Message m : function.messages(7)) add(called(OnnxNode.of(m), prefix, values, given), depth);
  }

  /** Gives the names inside a function those outside. Modifies the values. */
  private static void bind(OnnxNode call, List<String> formal, List<String> actual, Map<String, String> values) {
    if (actual.size() > formal.size())
      throw new WeightsException(call.title() + " has " + actual.size() + " inputs or outputs, its function " + formal.size());
    for (int i = 0; i < actual.size(); i++) if (!actual.get(i).isEmpty()) values.put(formal.get(i), actual.get(i));
  }

  private static OnnxNode called(OnnxNode node, String prefix, Map<String, String> values, Map<String, OnnxAttribute> given) {
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    node.attributes().values().forEach(a -> a.from(given).ifPresent(value -> attributes.put(a.name(), value)));
    return new OnnxNode(prefix + (node.name().isEmpty() ? node.output() : node.name()), node.op(), node.domain(),
        named(node.inputs(), prefix, values), named(node.outputs(), prefix, values), attributes);
  }

  private static List<String> named(List<String> names, String prefix, Map<String, String> values) {
    return names.stream().map(name -> values.getOrDefault(name, prefix + name)).toList();
  }
}
