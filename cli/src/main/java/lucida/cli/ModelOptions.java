package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.core.Precision;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Presets;
import lucida.pictures.Preprocessing;
import lucida.weights.ClassName;
import lucida.weights.ClassNameFiles;
import lucida.weights.ClassNames;
import lucida.weights.NetworkOptions;
import lucida.weights.model.ModelFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network, with which weights, and what is done to pictures before it sees them. */
final class ModelOptions {
  private static final String BUNDLED = "scenes-resnet";

  @Option(names = "--model", paramLabel = "NAME|FILE", description = "A built-in architecture (see --weights), or a file with a network: .onnx, .h5, .keras, or weights whose architecture is recognised. Without it the network that comes with lucida, scenes-resnet; there is scenes-vgg too.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--weights", paramLabel = "FILE", description = "The weights: .pth, .safetensors, .npz … Without --model the architecture is recognised.")
  private Optional<Path> weights = Optional.empty();

  @Option(names = "--random-weights", paramLabel = "SEED", description = "Random weights for a built-in architecture, to try things out.")
  private Optional<Long> randomWeights = Optional.empty();

  @Mixin
  private PreprocessingOptions preprocessing;

  @Option(names = "--labels", paramLabel = "FILE", description = "The names of the classes: one a line, the first that of class 0, or JSON.")
  private Optional<Path> labels = Optional.empty();

  @Option(names = "--probabilities", paramLabel = "NAME", description = "What makes probabilities of a network's logits, where its file does not say: softmax, sigmoid, or none.")
  private Optional<String> probabilities = Optional.empty();

  @Mixin
  private NetworkFileOptions open;

  /**
   * A network that can be run.
   *
   * @param model the network with its weights
   * @param source where it comes from, for people
   * @param preprocessing of pictures
   * @param labels of its classes
   * @param size what says the size of its pictures
   * @param assumed whether neither the network's origin nor an option names the preprocessing
   */
  record Chosen(Model model, String source, Preprocessing preprocessing, ClassLabels labels, PictureSize size, boolean assumed) {}

  Chosen choose() {
    checkOpen();
    if (isBundled()) return bundled(model.orElse(BUNDLED));
    Model chosen = scored(model());
    Network network = chosen.network();
    if (network.input().rank() != 3)
      throw new IllegalArgumentException(network.name() + ": it reads " + network.input() + ", which is no picture [C, H, W]");
    String source = weights.map(ModelOptions::fileName).or(() -> randomWeights.map(seed -> "random weights, seed " + seed))
        .orElseGet(() -> fileName(Path.of(model.orElseThrow())));
    PictureSize size = size();
    return new Chosen(chosen, source,
        preprocessing.of(() -> Preprocessing.named(Presets.usual(network.name())), network.input()),
        labels(network).orElseGet(() -> new ClassLabels.Numbered(classes(network))), size,
        size != PictureSize.USUAL && !preprocessing.isNamed());
  }

  /** A file that brings its network along brings the size along too, or leaves it open. */
  private PictureSize size() {
    Optional<Path> file = model.isEmpty() ? weights : model.filter(name -> !Architectures.names().contains(name)).map(Path::of);
    if (file.filter(ModelFiles::bringsNetwork).isEmpty()) return PictureSize.USUAL;
    return open.options().size().isPresent() ? PictureSize.ASKED : PictureSize.STATED;
  }

  private void checkOpen() {
    boolean isFile = weights.isPresent() || model.map(name -> !Architectures.names().contains(name)).orElse(false);
    if (!isFile && !open.options().equals(NetworkOptions.NONE))
      throw new IllegalArgumentException(
          "--size, --output-name, --tensors and --head are for files, and none is named: add --model FILE or --weights FILE");
  }

  private boolean isBundled() {
    return weights.isEmpty() && randomWeights.isEmpty() && model.map(Bundled.networks()::contains).orElse(true);
  }

  private Chosen bundled(String name) {
    TrainedModel trained = Bundled.network(name);
    Network network = trained.model().network();
    List<ClassName> classes = IntStream.range(0, trained.classes().size())
        .mapToObj(id -> new ClassName(id, "", trained.classes().get(id)))
        .toList();
    return new Chosen(trained.model(), "comes with lucida",
        preprocessing.of(trained::preprocessing, network.input()),
        labels(network).orElseGet(() -> new ClassLabels.Named(new ClassNames(name, classes))), PictureSize.USUAL, false);
  }

  /** Only logits by convention can be others: what the end of a file says stands. */
  private Model scored(Model read) {
    if (probabilities.isEmpty()) return read;
    ScoreKind kind = switch (probabilities.get()) {
      case "softmax" -> ScoreKind.SOFTMAX;
      case "sigmoid" -> ScoreKind.SIGMOID;
      case "none" -> ScoreKind.VALUE;
      default ->
        throw new IllegalArgumentException("--probabilities " + probabilities.get() + ": there are softmax, sigmoid, none");
    };
    Network network = read.network();
    if (network.scoreKind() != ScoreKind.LOGITS && kind != ScoreKind.VALUE && kind != network.scoreKind())
      throw new IllegalArgumentException("--probabilities " + probabilities.get() + ": the scores of " + network.name() + " are "
          + network.scoreKind().description());
    return new Model(network.withScores(kind), read.weights());
  }

  private Model model() {
    if (model.isEmpty())
      return ModelFiles.open(
          weights.orElseThrow(() -> new IllegalArgumentException("--random-weights for which architecture? add --model NAME")),
          open.options());
    String name = model.get();
    if (Architectures.names().contains(name)) return builtIn(name);
    Path file = Path.of(name);
    if (!Files.exists(file))
      throw new IllegalArgumentException(isPath(name)
          ? "--model " + name + ": there is no such file"
          : "there is no file and no built-in architecture '" + name + "'; of architectures, "
              + Names.nearest(name, Architectures.names()));
    if (weights.isPresent() || randomWeights.isPresent())
      throw new IllegalArgumentException("--model " + name + " is a file and brings its weights along; leave out "
          + (weights.isPresent() ? "--weights" : "--random-weights") + ", or name a built-in architecture");
    return ModelFiles.open(file, open.options());
  }

  /** Whether it names a file, by a folder in front of it or by its ending. */
  private static boolean isPath(String name) {
    return name.contains("/") || name.contains("\\") || InputFile.isNetwork(Path.of(name));
  }

  private Model builtIn(String name) {
    if (weights.isPresent() && randomWeights.isPresent())
      throw new IllegalArgumentException("--weights or --random-weights, not both");
    if (weights.isPresent()) return ModelFiles.open(weights.get(), name, open.options());
    Network network = Architectures.named(name);
    long seed = randomWeights.orElseThrow(() -> new IllegalArgumentException(
        "--model " + name + " is an architecture without weights: add --weights FILE, or --random-weights SEED to try things out"));
    return new Model(network, Initial.weights(network, seed, Precision.FLOAT32));
  }

  private Optional<ClassLabels> labels(Network network) {
    return labels.map(file -> named(ClassNameFiles.read(file), classes(network)));
  }

  private static ClassLabels named(ClassNames names, int scores) {
    return scores == 1 && names.size() == 2 ? new ClassLabels.Sides(names) : new ClassLabels.Named(names.checkedFor(scores));
  }

  private static int classes(Network network) {
    return network.shapes().lastEntry().getValue().size();
  }

  private static String fileName(Path file) { return String.valueOf(file.getFileName()); }
}
