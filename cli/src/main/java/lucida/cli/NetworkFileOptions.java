package lucida.cli;

import java.util.Optional;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightOptions;
import picocli.CommandLine.Option;

/** What a file with a network may leave open. */
final class NetworkFileOptions {
  @Option(names = "--size", paramLabel = "HxW", description = "The height and width of pictures, as 224x224, for an ONNX or Keras file that leaves them open.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--output-name", paramLabel = "NAME", description = "Which output holds the scores, for an ONNX or Keras file that has several.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--tensors", paramLabel = "NAME", description = "Which of several sets of weights in a checkpoint: its key, as model_ema, or what the names of its tensors begin with.")
  private Optional<String> tensors = Optional.empty();

  @Option(names = "--head", paramLabel = "FUNCTION", description = "What stands between the layers where the last one was replaced by several, which no file of weights says: relu, tanh, sigmoid, gelu or silu.")
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
