package lucida.cli;

import java.util.Optional;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightOptions;
import picocli.CommandLine.Option;

/** What a file with a network may leave open. */
final class NetworkFileOptions {
  @Option(names = "--size", paramLabel = "HxW", description = "The height and width of pictures, as in 224x224, for an ONNX or Keras file that leaves them open.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--output-name", paramLabel = "NAME", description = "The output with the scores, for an ONNX or Keras file that has several.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--tensors", paramLabel = "NAME", description = "The set of weights to use where a checkpoint has several: its key, as in model_ema, or the prefix of its tensors' names.")
  private Optional<String> tensors = Optional.empty();

  @Option(names = "--head", paramLabel = "FUNCTION", description = "The activation between the layers of a head that replaces the last layer, which a file of weights does not tell: relu, tanh, sigmoid, gelu or silu.")
  private Optional<String> head = Optional.empty();

  NetworkOptions options() {
    WeightOptions weights = new WeightOptions(tensors, head.map(WeightOptions::head));
    try {
      return new NetworkOptions(size.map(NetworkOptions::size), output, weights);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--size: " + e.getMessage(), e);
    }
  }
}
