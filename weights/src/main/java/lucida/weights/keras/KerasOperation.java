package lucida.weights.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of a function of tensors, as {@code x / 127.5} leaves one in a model: a TFOpLambda or SlicingOpLambda of Keras 2, an operation
 * of Keras 3.
 *
 * @param name of the function, as Keras 3 has it: "true_divide", whatever the file calls it
 * @param operands what it computes with
 * @param settings everything else that it is called with
 */
record KerasOperation(String name, List<Operand> operands, KerasSettings settings) {
  /** Names of arguments that are operands. */
  private static final Set<String> OPERANDS = Set.of("x", "y", "x1", "x2", "a", "b", "value", "bias", "values", "xs", "features",
      "logits",
      "input_tensor", "tensor", "input", "t");

  /** A tensor, a number or an array. */
  sealed interface Operand {
    /** The output of a layer: the operation's input of this number. */
    record Read(int index) implements Operand {}

    /** Numbers of the configuration. */
    record Written(Tensor values) implements Operand {}

    /** Something else: an index, a word. */
    record Other(JsonNode node) implements Operand {}
  }

  static KerasOperation of(KerasConfig.Entry entry, KerasCall call, int version) {
    ObjectNode options = JsonMapper.shared().createObjectNode();
    entry.config().forEachEntry(options::set);
    List<KerasArgument> operands = new ArrayList<>(call.arguments());
    call.named().forEach((key, argument) -> {
      if (argument instanceof KerasArgument.Literal(JsonNode value) && !OPERANDS.contains(key)) options.set(key, value);
      else if (OPERANDS.contains(key)) operands.add(argument);
      else options.put(key, "the output of a layer");
    });
    KerasSettings settings = new KerasSettings(entry.described(), options, version);
    return new KerasOperation(name(entry, settings), operands(operands), settings);
  }

  /** "true_divide" of the class TrueDivide, "truediv" of the function "math.truediv". */
  private static String name(KerasConfig.Entry entry, KerasSettings settings) {
    String function = settings.node("function").asString("");
    if (!function.isEmpty()) return function.substring(function.lastIndexOf('.') + 1);
    return entry.kind().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static List<Operand> operands(List<KerasArgument> arguments) {
    List<Operand> operands = new ArrayList<>();
    int[] read = {0};
    for (KerasArgument argument : arguments)
      for (KerasArgument part : argument instanceof KerasArgument.Several(List<KerasArgument> parts) ? parts : List.of(argument))
        operands.add(switch (part) {
          case KerasArgument.Output _ -> new Operand.Read(read[0]++);
          case KerasArgument.Literal(JsonNode value) ->
            KerasConstant.of(value).<Operand>map(Operand.Written::new).orElse(new Operand.Other(value));
          case KerasArgument.Several _ -> new Operand.Other(JsonMapper.shared().createObjectNode());
        });
    return operands;
  }

  /** The constants with more than one cell, as parameters. */
  SequencedMap<String, Tensor> weights() {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    IntStream.range(0, operands.size()).forEach(i -> {
      if (operands.get(i) instanceof Operand.Written(Tensor values) && values.size() > 1)
        weights.put("constant" + i, values.to(Precision.FLOAT32));
    });
    return weights;
  }

  /** What cannot be an operand, such as an index: the one at a place. */
  Optional<JsonNode> other(int place) {
    return place < operands.size() && operands.get(place) instanceof Operand.Other(JsonNode node)
        ? Optional.of(node)
        : Optional.empty();
  }

  /** The operands as formulas of one shape; what is written is repeated as NumPy does. */
  List<Expr> values(List<Expr> in, Scope scope) {
    List<Expr> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      switch (operands.get(i)) {
        case Operand.Read(int index) -> values.add(in.get(index));
        case Operand.Written(Tensor t) when t.size() == 1 -> values.add(new Constant(t.cell(0), in.getFirst().shape()));
        case Operand.Written _ -> values.add(KerasAxes.beside(scope.parameter("constant" + i), in.getFirst()));
        case Operand.Other _ -> {}
      }
    }
    return values;
  }

  /** Whether it has this many operands, each a tensor or numbers, at least one a tensor. */
  boolean takes(int count) {
    return operands.size() == count && operands.stream().noneMatch(Operand.Other.class::isInstance)
        && operands.stream().anyMatch(Operand.Read.class::isInstance);
  }
}
