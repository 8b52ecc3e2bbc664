package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.layers.Scope;
import lucida.weights.WeightsException;

/**
 * One node of an ONNX graph as a layer.
 *
 * @param seats the inputs in order: empty where one is omitted, else a value known from the file or the output of another layer
 * @param output the index of the node's output that this layer returns
 * @param trained the indices of the inputs that are parameters of the network
 */
record OnnxLayer(OnnxNode node, long opset, List<Optional<Seat>> seats, int output,
    List<Integer> trained) implements Layer {
  /** Where an input comes from. */
  sealed interface Seat {
    /** Computed by another layer. */
    record Open() implements Seat {}

    /** Known at import. */
    record Taken(Known known) implements Seat {}
  }

  /** The name of a parameter within its layer. */
  String key(int input) {
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "Gemm" -> input == 1 ? "weight" : "bias";
      case "BatchNormalization" -> List.of("input", "weight", "bias", "running_mean", "running_var").get(input);
      case "GroupNormalization", "InstanceNormalization", "LayerNormalization" -> input == 1 ? "weight" : "bias";
      default -> "input" + input;
    };
  }

  @Override
  public Expr write(List<Expr> inputs, Scope scope) {
    Iterator<Expr> computed = inputs.iterator();
    List<Optional<Known>> known = new ArrayList<>();
    for (Optional<Seat> seat : seats) known.add(seat.map(s -> switch (s) {
      case Seat.Open _ -> new Known.Computed(computed.next());
      case Seat.Taken(Known k) -> k;
    }));
    return new OnnxCall(node, opset, scope.batch(), known, i -> scope.parameter(key(i))).write().get(output);
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    for (int i : trained) parameters.put(key(i), tensor(i).shape());
    return parameters;
  }

  /** The tensor of the file at {@code input}. */
  Tensor tensor(int input) {
    if (seats.get(input).orElseThrow() instanceof Seat.Taken(Known.Literal(Tensor t))) return t;
    throw new WeightsException(node.title() + ": input " + input + " is no tensor of the file");
  }

  /** Whether {@code input} is known at import. */
  boolean isKnown(int input) {
    return input < seats.size() && seats.get(input).orElse(new Seat.Open()) instanceof Seat.Taken;
  }

  /** Whether every cell of {@code input} is known at import and equals {@code number}. */
  boolean hasAll(int input, double number) {
    return isKnown(input) && seats.get(input).orElseThrow() instanceof Seat.Taken(Known.Literal(Tensor t)) && t.size() > 0
        && t.min() == number && t.max() == number;
  }

  /** Counts convolutions and products with a trained matrix only: each output cell takes one for each cell of its filter or row. */
  @Override
  public long multiplyAdds(Shape output) {
    if (!trained.contains(1) || output.rank() == 0) return 0;
    Shape w = tensor(1).shape();
    return switch (node.op()) {
      case "Conv" -> (long) output.size() * w.without(0).size();
      case "Gemm", "MatMul" -> (long) output.size() * w.size() / output.extent(output.rank() - 1);
      default -> 0;
    };
  }

  @Override
  public String kind() { return node.op(); }
}
