package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Network;
import lucida.layers.score.Embedding;
import lucida.weights.ClassName;
import lucida.weights.ClassNames;
import picocli.CommandLine.Option;

/** A network asked how similar pictures are to others, in place of which class they have. */
final class SimilarOptions {
  @Option(names = "--similar-to", paramLabel = "PICTURE", split = ",", description = "Explain how similar a picture is to these, comma-separated, in place of classes: the score is the cosine between the features that the network gives both.")
  private List<Path> pictures = List.of();

  @Option(names = "--similar-at", paramLabel = "LAYER", description = "The layer whose features --similar-to compares, of a layer with positions their means. Default: the network's output.")
  private Optional<String> layer = Optional.empty();

  /** The pictures that others are compared with. */
  Stream<Path> files() { return pictures.stream(); }

  /** What is compared with what, if pictures are named. */
  Optional<String> text() {
    if (pictures.isEmpty()) return Optional.empty();
    return Optional.of("cosine to " + pictures.stream().map(picture -> picture.toFile().getName()).collect(Collectors.joining(", "))
        + ", of " + layer.map(name -> "the features of " + name).orElse("the network's output"));
  }

  /** The network whose scores are the cosines to the pictures named, each a class by its name; as it is, if none is named. */
  ModelOptions.Chosen of(ModelOptions.Chosen chosen) {
    if (pictures.isEmpty()) {
      layer.ifPresent(name -> {
        throw new IllegalArgumentException(
            "--similar-at " + name + " says where pictures are compared, and none is named: add --similar-to");
      });
      return chosen;
    }
    Network network = chosen.model().network();
    Embedding features = Embedding.of(chosen.model(), layer.orElseGet(network::output));
    Executor executor = Execution.INTERPRETER.executor(Precision.FLOAT64, KernelChoice.standard().kernels());
    List<Tensor> rows = new ArrayList<>();
    List<ClassName> names = new ArrayList<>();
    for (InputFile file : InputFile.all(pictures))
      for (InputFile.Loaded picture : file.open(chosen, Precision.FLOAT64)) {
        names.add(new ClassName(names.size(), "", picture.stem()));
        rows.add(features.model().scores(Tensor.stack(0, List.of(picture.x())), executor).select(0, 0));
      }
    return new ModelOptions.Chosen(features.similarTo(checked(Tensor.stack(0, rows), names)), chosen.source(),
        chosen.preprocessing(),
        new ClassLabels.Named(new ClassNames("--similar-to", names)), chosen.size(), chosen.assumed());
  }

  private static Tensor checked(Tensor rows, List<ClassName> names) {
    IntStream.range(0, names.size()).filter(m -> !(rows.select(0, m).abs().max() > 0)).findFirst().ifPresent(m -> {
      throw new IllegalArgumentException(
          "--similar-to " + names.get(m).name() + ": the network's features of it are 0, so that nothing has an angle with them");
    });
    return rows;
  }
}
