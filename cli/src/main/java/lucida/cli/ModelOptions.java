package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.judge.data.LabelFile;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Presets;
import lucida.layers.score.BestBoxes;
import lucida.layers.score.BoxTable;
import lucida.layers.score.RegionMean;
import lucida.layers.score.Segmentation;
import lucida.layers.score.Tokens;
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

  @Option(names = "--model", paramLabel = "NAME|FILE", description = "The network: a built-in architecture (add --weights), an ONNX or Keras file, a file of weights whose architecture is recognised, or scenes-resnet or scenes-vgg, which come with lucida and know 16 classes of drawn things. Default: scenes-resnet.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--weights", paramLabel = "FILE", description = "The file of weights: PyTorch, safetensors or NumPy. Without --model the architecture is recognised.")
  private Optional<Path> weights = Optional.empty();

  @Option(names = "--random-weights", paramLabel = "SEED", description = "Give a built-in architecture random weights, to try things out.")
  private Optional<Long> randomWeights = Optional.empty();

  @Mixin
  private PreprocessingOptions preprocessing;

  @Option(names = "--labels", paramLabel = "FILE", description = "The names of the classes: one per line, class 0 first, or JSON. For evaluate and finetune also the classes of pictures: CSV with the head file,class_index.")
  private List<Path> labels = List.of();

  @Option(names = "--probabilities", paramLabel = "NAME", description = "How logits become probabilities where the network's file does not say: softmax, sigmoid or none.")
  private Optional<String> probabilities = Optional.empty();

  @Option(names = "--tokens", paramLabel = "HxW", description = "The rows and columns of a transformer's tokens, as in 14x14; the tokens before them are of no position. Default: found from the shapes of its layers.")
  private Optional<String> tokens = Optional.empty();

  @Option(names = "--detects", paramLabel = "rows|columns", description = "The network detects, and its output holds boxes: rows [boxes, 5 + classes] with an objectness, as YOLOv5 has them, or columns [4 + classes, boxes], as YOLOv8. Its scores are the highest of each class.")
  private Optional<String> boxes = Optional.empty();

  @Mixin
  private NetworkFileOptions open;

  @Mixin
  private SimilarOptions similar;

  @Mixin
  private SmoothReluOption smooth;

  /**
   * A network that can be run.
   *
   * @param model the network with its weights
   * @param source where it comes from, for people
   * @param preprocessing of pictures
   * @param labels of its classes
   * @param size what says the size of its pictures
   * @param assumed whether the network comes from a file, which does not say, and no option names the preprocessing
   */
  record Chosen(Model model, String source, Preprocessing preprocessing, ClassLabels labels, PictureSize size, boolean assumed) {
    /** The network's name, and where it is from where the name does not say it. */
    String title() {
      String name = model.network().name();
      return name.equals(source) ? name : name + " (" + source + ")";
    }
  }

  /** A sentence about the options that were given and that change nothing of these inputs. */
  Optional<String> ignoredBy(List<InputFile> inputs) {
    List<String> ignored = preprocessing.geometry();
    if (ignored.isEmpty() || inputs.isEmpty() || !inputs.stream().allMatch(InputFile::isArray)) return Optional.empty();
    return Optional.of(String.join(", ", ignored) + (ignored.size() == 1 ? " has" : " have")
        + " no effect on arrays, which are taken as they are");
  }

  /** Whether pictures are prepared otherwise than by a preset. */
  boolean changesPreset() { return preprocessing.changesPreset(); }

  /** Where no network is named, what the one that is taken instead knows; of the pictures that come with it there is nothing to say. */
  Optional<String> ofBundled(List<InputFile> inputs) {
    if (isNamed() || inputs.stream().allMatch(file -> file.isArray() || file.isBundled())) return Optional.empty();
    return Optional
        .of("the bundled network knows only 16 classes of drawn things; for a photograph give one that knows photographs, as in "
            + "--model resnet50 --weights resnet50.pth or --model network.onnx (docs/weights.md: where they are)");
  }

  /** The name of the bundled network of scenes that is taken, if one is, with ReLUs as it has them. */
  Optional<String> ofScenes() {
    return Optional.of(model.orElse(BUNDLED)).filter(name -> isBundled() && Bundled.networks().contains(name) && !smooth.isAsked());
  }

  /** Whether a network is named. */
  boolean isNamed() {
    return model.isPresent() || weights.isPresent() || randomWeights.isPresent();
  }

  /** What a run is about, by name: the network, and the digests of its files. */
  SequencedMap<String, String> facts(Chosen chosen) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", chosen.title());
    files().forEach(file -> facts.put("SHA-256 of " + file.path(), file.sha256()));
    return facts;
  }

  /** Whether pictures are compared with others, in place of being classified. */
  boolean comparesPictures() {
    return similar.files().findAny().isPresent();
  }

  /** What pictures are compared with, where they are, in place of being classified. */
  SequencedMap<String, String> compared() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    similar.text().ifPresent(text -> facts.put("similarity", text));
    return facts;
  }

  /** The files of the network and of its labels, as they are now. */
  List<RecordedFile> files() {
    Stream<Path> network = model.filter(name -> !Architectures.names().contains(name) && !Bundled.hasNetwork(name))
        .map(Path::of).stream();
    Stream<Path> read = Stream.concat(network, weights.stream()).flatMap(file -> ModelFiles.files(file).stream());
    return Stream.of(read, labels.stream(), similar.files()).flatMap(all -> all).map(RecordedFile::of).toList();
  }

  /** A network for commands to which the classes of pictures say nothing. */
  Chosen choose() {
    pictureLabels().ifPresent(file -> {
      throw new IllegalArgumentException(
          "--labels " + file
              + " holds the classes of pictures, which only evaluate, finetune, sanity and failures read; names of classes are one a line");
    });
    return chooseForLabelledPictures();
  }

  /** The file among the labels that says the classes of pictures, if there is one. */
  Optional<Path> pictureLabels() {
    return only(labels.stream().filter(LabelFile::isMeantBy).toList(), "classes of pictures");
  }

  private Optional<Path> classNames() {
    return only(labels.stream().filter(file -> !LabelFile.isMeantBy(file)).toList(), "names of classes");
  }

  private static Optional<Path> only(List<Path> files, String what) {
    if (files.size() > 1)
      throw new IllegalArgumentException(
          "--labels " + files.getFirst() + " and " + files.get(1) + " both hold " + what + ": leave out one of them");
    return files.stream().findFirst();
  }

  Chosen chooseForLabelledPictures() {
    return smooth.of(similar.of(chosen()));
  }

  private Chosen chosen() {
    checkOpen();
    if (isBundled()) return bundled(model.orElse(BUNDLED));
    Model chosen = ofBoxes(ofPictures(withPositions(scored(model()))));
    Network network = chosen.network();
    if (network.input().rank() != 3)
      throw new IllegalArgumentException(network.name() + ": it reads " + network.input() + ", which is no picture [C, H, W]");
    String source = weights.map(ModelOptions::fileName).or(() -> randomWeights.map(seed -> "random weights, seed " + seed))
        .orElseGet(() -> fileName(Path.of(model.orElseThrow())));
    PictureSize size = size();
    NetworkNotes notes = file().map(NetworkNotes::of).orElse(NetworkNotes.NONE);
    return new Chosen(chosen, source,
        preprocessing.of(() -> notes.preprocessing().orElseGet(() -> Preprocessing.named(Presets.usual(network.name()))),
            network.input()),
        labels(network).or(() -> notes.labels(source, classes(network)))
            .orElseGet(() -> new ClassLabels.Numbered(classes(network))),
        size,
        (weights.isPresent() || size != PictureSize.USUAL) && !preprocessing.isNamed() && notes.preprocessing().isEmpty());
  }

  /** A network that scores every position is explained by the mean over all of them, or over others that --region names. */
  private static Model ofPictures(Model read) {
    return Segmentation.of(read.network()).map(map -> new Model(map.over(RegionMean.WHOLE), read.weights())).orElse(read);
  }

  /** A network that detects is explained by the highest score of each class. */
  private Model ofBoxes(Model read) {
    if (boxes.isEmpty()) return read;
    BoxTable table = EnumOption.named("--detects", boxes.get(), BoxTable.values());
    Network network = read.network();
    try {
      table.classes(network.shapes().lastEntry().getValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--detects " + boxes.get() + ": " + e.getMessage(), e);
    }
    return new Model(network.followedBy("best_boxes", new BestBoxes(table)).withScores(ScoreKind.VALUE), read.weights());
  }

  /** A transformer's tokens become positions. */
  private Model withPositions(Model read) {
    Optional<Shape> stated = tokens.map(ModelOptions::rowsAndColumns);
    Optional<Tokens> found = Tokens.of(read.network(), stated);
    if (found.isEmpty() && stated.isPresent())
      throw new IllegalArgumentException("--tokens " + tokens.get() + " is for transformers; " + read.network().name()
          + " has no attention over all tokens of a picture");
    return found.map(of -> new Model(of.network(), read.weights())).orElse(read);
  }

  private static Shape rowsAndColumns(String text) {
    try {
      return NetworkOptions.size(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--tokens: " + e.getMessage(), e);
    }
  }

  /** A file that brings its network along brings the size along too, or leaves it open. */
  private PictureSize size() {
    if (file().filter(ModelFiles::bringsNetwork).isEmpty()) return PictureSize.USUAL;
    return open.options().size().isPresent() ? PictureSize.ASKED : PictureSize.STATED;
  }

  /** The file that the weights, and perhaps the network, are read from. */
  Optional<Path> file() {
    return weights.or(() -> model.filter(name -> !Architectures.names().contains(name)).map(Path::of));
  }

  private void checkOpen() {
    boolean isFile = weights.isPresent() || model.map(name -> !Architectures.names().contains(name)).orElse(false);
    if (!isFile && !open.options().equals(NetworkOptions.NONE))
      throw new IllegalArgumentException(
          "--size, --output-name, --tensors and --head are for files, and none is named: add --model FILE or --weights FILE");
  }

  private boolean isBundled() {
    return weights.isEmpty() && randomWeights.isEmpty() && model.map(Bundled::hasNetwork).orElse(true);
  }

  private Chosen bundled(String name) {
    TrainedModel trained = Bundled.network(name);
    Model scored = scored(trained.model()), model = ofBoxes(tokens.isEmpty() ? scored : withPositions(scored));
    Network network = model.network();
    List<ClassName> classes = IntStream.range(0, trained.classes().size())
        .mapToObj(id -> new ClassName(id, "", trained.classes().get(id)))
        .toList();
    return new Chosen(model, "bundled, its batch norms folded",
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
          : "there is no file and no built-in architecture '" + name + "'; "
              + Names.suggestion(name, Architectures.names()));
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
    return classNames().map(file -> named(ClassNameFiles.read(file), classes(network)));
  }

  private static ClassLabels named(ClassNames names, int scores) {
    return scores == 1 && names.size() == 2 ? new ClassLabels.Sides(names) : new ClassLabels.Named(names.checkedFor(scores));
  }

  private static int classes(Network network) {
    return network.shapes().lastEntry().getValue().size();
  }

  private static String fileName(Path file) { return String.valueOf(file.getFileName()); }
}
