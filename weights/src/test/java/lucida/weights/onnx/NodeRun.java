package lucida.weights.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;

/**
 * Runs the few nodes of a test case, whatever its inputs are: pictures or not, one or several. Whole numbers are known at import; real
 * numbers are computed values, all of them or only the first.
 */
final class NodeRun {
  private final Message graph;
  private final long opset;
  private final KnownValues known;
  private final Map<Expr, Tensor> given = new HashMap<>();

  NodeRun(Message model, Path folder) {
    this.graph = model.message(7);
    this.opset = model.messages(8).stream().filter(o -> o.text(1).isEmpty()).mapToLong(o -> o.number(2, 1)).max().orElse(1);
    this.known = new KnownValues(OnnxTensors.of(folder.resolve("case"), new ImportBudget(0)), opset);
    for (Message m : graph.messages(5)) known.put(m.text(8), known.read(m));
  }

  /** The values of the graph's outputs, in float64; without those that the importer does not make: masks, indices, statistics. */
  List<Tensor> outputs(List<Message> inputs, boolean onlyFirstComputed) {
    List<String> names = graph.messages(11).stream().map(m -> m.text(1)).filter(n -> known.get(n).isEmpty()).toList();
    for (int i = 0; i < inputs.size(); i++) {
      Known value = known.read(inputs.get(i));
      known.put(names.get(i), value instanceof Known.Literal(Tensor t) && (i == 0 || !onlyFirstComputed) ? computed(t) : value);
    }
    for (Message node : graph.messages(1)) write(OnnxNode.of(node));
    return graph.messages(12).stream().filter(m -> known.get(m.text(1)).isPresent())
        .map(m -> value(m.text(1))).toList();
  }

  private Known computed(Tensor t) {
    Input input = Input.of("x" + given.size(), t.shape());
    given.put(input, t);
    return new Known.Computed(input);
  }

  private void write(OnnxNode node) {
    Function<String, Optional<AffineIntegers>> shapes = name -> known.get(name).filter(Known.Computed.class::isInstance)
        .map(value -> shape(((Known.Computed) value).formula().shape()));
    if (known.fold(node, shapes)) return;
    List<Optional<Known>> in = new ArrayList<>();
    for (String name : node.inputs())
      in.add(name.isEmpty() ? Optional.empty() : Optional.of(known.get(name).orElseThrow(() -> node.unmade(name))));
    List<Expr> made = OnnxOperators.of(node).write(new OnnxCall(node, opset, 1, in, i -> {
      Known value = computed(((Known.Literal) in.get(i).orElseThrow()).tensor());
      return ((Known.Computed) value).formula();
    }));
    IntStream.range(0, Math.min(made.size(), node.outputs().size()))
        .forEach(i -> known.put(node.outputs().get(i), new Known.Computed(made.get(i))));
  }

  private static AffineIntegers shape(Shape shape) {
    return AffineIntegers.of(Shape.of(shape.rank()), Arrays.stream(shape.extents()).asLongStream().toArray());
  }

  private Tensor value(String name) {
    return switch (known.get(name).orElseThrow(() -> new WeightsException("no output '" + name + "'"))) {
      case Known.Literal(Tensor t) -> t;
      case Known.Numbers(AffineIntegers w) -> Tensor.of(w.shape(), Arrays.stream(w.at(1)).asDoubleStream().toArray());
      case Known.Computed(Expr formula) ->
        Executor.definition().value(formula, given);
    };
  }
}
