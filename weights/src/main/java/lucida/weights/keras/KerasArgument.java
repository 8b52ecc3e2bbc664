package lucida.weights.keras;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a layer or an operation is given when it is called. */
sealed interface KerasArgument {
  /** The output of a call of a layer: calls are counted from 0, and so are the outputs of one call. */
  record Output(String layer, int call, int place) implements KerasArgument {}

  /** A value that is written in the configuration: a number, nested lists of numbers, a word, nothing. */
  record Literal(JsonNode value) implements KerasArgument {}

  /** A list that holds outputs of layers. */
  record Several(List<KerasArgument> parts) implements KerasArgument {}

  /** The outputs of layers in it, in order. */
  default Stream<Output> outputs() {
    return switch (this) {
      case Output output -> Stream.of(output);
      case Literal _ -> Stream.of();
      case Several several -> several.parts().stream().flatMap(KerasArgument::outputs);
    };
  }
}
