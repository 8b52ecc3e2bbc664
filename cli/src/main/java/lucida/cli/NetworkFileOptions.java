package lucida.cli;

import java.util.Optional;
import lucida.weights.NetworkOptions;
import picocli.CommandLine.Option;

/** What a file with a network may leave open. */
final class NetworkFileOptions {
  @Option(names = "--size", paramLabel = "HxW", description = "The height and width of pictures, as 224x224, for an ONNX file that leaves them open.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--output-name", paramLabel = "NAME", description = "Which output holds the scores, for an ONNX file that has several.")
  private Optional<String> output = Optional.empty();

  NetworkOptions options() {
    try {
      return new NetworkOptions(size.map(NetworkOptions::size), output);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--size: " + e.getMessage(), e);
    }
  }
}
