package lucida.weights.keras;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/**
 * What a layer may be called with: tensors, and what changes nothing when a trained network is run. Keras 2 keeps training=True, as for
 * dropout that stays on.
 */
final class KerasArguments {
  private KerasArguments() {}

  /** Refuses every other argument: a mask, training=True where it counts. */
  static void check(KerasConfig.Entry layer, KerasCall call) {
    List<KerasArgument> rest = call.arguments().stream().skip(1).toList();
    KerasArgument first = call.arguments().isEmpty()
        ? call.named().getOrDefault("inputs", new KerasArgument.Several(List.of()))
        : call.arguments().getFirst();
    if (!isTensors(first))
      throw new WeightsException(layer.described() + " is called with " + shown(first) + "; outputs of layers are read");
    Stream.concat(rest.stream().map(argument -> Map.entry("an argument", argument)), call.named().entrySet().stream())
        .filter(argument -> !(call.arguments().isEmpty() && argument.getKey().equals("inputs"))
            && !isInert(argument.getKey(), argument.getValue(), !differs(layer)))
        .findFirst()
        .ifPresent(argument -> {
          throw new WeightsException(layer.described() + " is called with " + argument.getKey() + " = " + shown(argument.getValue())
              + "; only training=False is read");
        });
  }

  private static boolean isTensors(KerasArgument argument) {
    return switch (argument) {
      case KerasArgument.Output _ -> true;
      case KerasArgument.Literal _ -> false;
      case KerasArgument.Several(List<KerasArgument> parts) ->
        !parts.isEmpty() && parts.stream().allMatch(KerasArgument.Output.class::isInstance);
    };
  }

  private static boolean isInert(String name, KerasArgument argument, boolean anyTraining) {
    return argument instanceof KerasArgument.Literal(JsonNode value)
        && (value.isNull() || name.equals("training") && value.isBoolean() && (anyTraining || !value.booleanValue()));
  }

  /** Whether a layer does something else in training. */
  private static boolean differs(KerasConfig.Entry layer) {
    return layer.isModel() || KerasLayers.isTrainingOnly(layer.kind()) || layer.kind().equals("BatchNormalization");
  }

  private static String shown(KerasArgument argument) {
    return switch (argument) {
      case KerasArgument.Output output -> "the output of '" + output.layer() + "'";
      case KerasArgument.Literal(JsonNode value) -> value.toString();
      case KerasArgument.Several(List<KerasArgument> parts) -> parts.isEmpty() ? "nothing" : "outputs of layers and numbers";
    };
  }
}
