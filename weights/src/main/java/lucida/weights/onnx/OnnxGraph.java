package lucida.weights.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lucida.weights.WeightsException;

/**
 * A graph as it is stored. Every value has one name and one maker: a weight, an input, or a node.
 *
 * @param weights the tensors of the file
 * @param inputs what is given when the graph is run, the pictures
 * @param nodes in their order
 * @param outputs the names of its results
 */
record OnnxGraph(List<Message> weights, List<Message> inputs, List<OnnxNode> nodes, List<String> outputs) {
  /**
   * Of a model's message, with the calls of its functions replaced by their nodes.
   *
   * @throws WeightsException if two values have one name
   */
  static OnnxGraph of(Message model, long opset) {
    Message graph = model.message(7);
    if (graph.has(15))
      throw new WeightsException(graph.messages(15).stream().findFirst()
          .map(sparse -> "the tensor '" + sparse.message(1).text(8) + "' is sparse, which is not read")
          .orElse("its sparse weights are damaged"));
    Map<String, String> makers = new HashMap<>();
    List<Message> weights = graph.messages(5);
    for (Message weight : weights) claim(makers, weight.text(8), "a weight");
    List<Message> inputs = graph.messages(11).stream().filter(input -> !makers.containsKey(input.text(1))).toList();
    for (Message input : inputs) claim(makers, input.text(1), "an input");
    List<OnnxNode> nodes = new OnnxFunctions(model, opset).inlined(graph.messages(1).stream().map(OnnxNode::of).toList());
    for (OnnxNode node : nodes)
      for (String made : node.outputs()) if (!made.isEmpty()) claim(makers, made, "made by " + node.title());
    return new OnnxGraph(weights, inputs, nodes, graph.messages(12).stream().map(output -> output.text(1)).toList());
  }

  /**
   * The output that holds the scores.
   *
   * @param wanted its name, where there are several
   */
  String output(Optional<String> wanted) {
    if (outputs.isEmpty()) throw new WeightsException("the graph has no output");
    if (wanted.isEmpty() && outputs.size() > 1)
      throw new WeightsException(
          "the graph has several outputs, " + listed() + ": say which one holds the scores, as --output-name "
              + outputs.getFirst());
    if (wanted.isPresent() && !outputs.contains(wanted.get()))
      throw new WeightsException("the graph has no output '" + wanted.get() + "'; it has " + listed());
    return wanted.orElse(outputs.getFirst());
  }

  private String listed() { return outputs.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")); }

  private static void claim(Map<String, String> makers, String value, String by) {
    Optional.ofNullable(makers.put(value, by)).ifPresent(other -> {
      throw new WeightsException("the value '" + value + "' is " + other + " and again " + by);
    });
  }
}
