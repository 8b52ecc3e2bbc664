package lucida.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.files.FilesBelow;
import lucida.files.Npy;
import lucida.files.Sha256;
import lucida.layers.Network;
import lucida.pictures.Framing;
import lucida.pictures.OpenedPicture;
import lucida.pictures.Picture;
import lucida.pictures.PictureFile;
import lucida.pictures.PreparedArray;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.report.Shown;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/**
 * A file to explain: a picture, or an array of pictures that were preprocessed elsewhere.
 *
 * @param path where it is
 * @param stem what the files about it begin with: its name without the ending; with its folders where another file has the same
 */
record InputFile(Path path, String stem) {
  private static final String BUNDLED = "car-and-cat";
  private static final int SCENE = 256;
  private static final String ARRAY = "npy";
  private static final Set<String> ENDINGS = Stream.concat(PictureFile.ENDINGS.stream(), Stream.of(ARRAY))
      .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> NETWORKS = Set.of("onnx", "h5", "hdf5", "keras", "pth", "pt", "th", "ckpt", "bin", "safetensors",
      "npz");

  /**
   * A picture ready for the network.
   *
   * @param stem what the files about it begin with
   * @param source where it was read, as the user named it
   * @param sha256 of its file; the bundled picture has none
   * @param shown the picture as it is shown
   * @param x as the network takes it, [C, H, W]
   * @param framing how it was resized and cropped; of an array nothing was
   */
  record Loaded(String stem, String source, Optional<String> sha256, Shown shown, Tensor x, Optional<Framing> framing) {}

  /** The bundled picture. */
  static Loaded bundled(ModelOptions.Chosen chosen, Precision precision) {
    return loaded(BUNDLED, BUNDLED, Optional.empty(), new OpenedPicture(Bundled.picture(BUNDLED), List.of()), chosen, precision);
  }

  /** A scene of the test split that can be spoken of, drawn at the size in which pictures are bundled. */
  static Loaded scene(int number, ModelOptions.Chosen chosen, Precision precision) {
    byte[] planes = new SceneSet(new SceneKind.Related(), Split.TEST, 0, number + 1, SCENE).pixels(number);
    String name = "scene-" + number;
    return loaded(name, name, Optional.empty(), new OpenedPicture(Picture.ofPlanes(SCENE, SCENE, planes), List.of()), chosen,
        precision);
  }

  /** Opens the pictures of the files and folders named, in order; the bundled picture if none is named. */
  static Stream<Loaded> pictures(List<Path> named, ModelOptions.Chosen chosen, Precision precision) {
    if (named.isEmpty()) return Stream.of(bundled(chosen, precision));
    return all(named).stream().flatMap(file -> file.open(chosen, precision).stream());
  }

  /** The files named, and those of all folders named, each once. */
  static List<InputFile> all(List<Path> named) {
    Set<Path> files = new LinkedHashSet<>();
    named.forEach(path -> files.addAll(files(path)));
    return withStems(List.copyOf(files));
  }

  /** What is named like a picture below a folder. Pipes and links that lead nowhere are among it: they are refused by name later. */
  private static List<Path> files(Path path) {
    if (!Files.exists(path)) throw new IllegalArgumentException(path + ": there is no such file or folder");
    if (!Files.isDirectory(path)) return List.of(path.normalize());
    try {
      List<Path> found = FilesBelow.of(path, file -> ENDINGS.contains(ending(file))).stream().map(Path::normalize).sorted()
          .toList();
      if (found.isEmpty())
        throw new IllegalArgumentException(
            "folder " + path + " holds no pictures (" + String.join(", ", ENDINGS.stream().sorted().toList()) + ")");
      return found;
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Equal stems keep their folders below the common one or, within one folder, their endings. So does an
   * array beside pictures that are named as its own are numbered, and x.png, where x.jpg is x, beside x.png.png.
   */
  private static List<InputFile> withStems(List<Path> files) {
    SequencedMap<String, List<Path>> byStem = new LinkedHashMap<>();
    files.forEach(file -> byStem.computeIfAbsent(stem(file), _ -> new ArrayList<>()).add(file));
    Map<Path, String> stems = new LinkedHashMap<>();
    byStem.forEach((stem, same) -> {
      Path common = common(same);
      Set<String> seen = new LinkedHashSet<>();
      for (Path file : same) {
        String relative = FilesBelow.name(common, Objects.requireNonNull(file.toAbsolutePath().getParent()));
        String folders = same.size() == 1 || relative.isEmpty() ? "" : relative + "/";
        String unique = seen.add(folders + stem) ? folders + stem : folders + file.getFileName();
        stems.put(file, unique);
      }
    });
    Map<String, Long> times = stems.values().stream().collect(Collectors.groupingBy(stem -> stem, Collectors.counting()));
    Set<String> numbered = stems.values().stream().filter(stem -> stem.matches(".*-\\d+"))
        .map(stem -> stem.replaceFirst("-\\d+$", "")).collect(Collectors.toSet());
    return files.stream().map(file -> {
      String stem = stems.getOrDefault(file, stem(file));
      boolean clashes = times.getOrDefault(stem, 1L) > 1 || ending(file).equals(ARRAY) && numbered.contains(stem);
      return new InputFile(file, clashes ? stem.substring(0, stem.lastIndexOf('/') + 1) + file.getFileName() : stem);
    }).toList();
  }

  private static Path common(List<Path> files) {
    Path common = parent(files.getFirst().toAbsolutePath());
    for (Path file : files)
      while (!file.toAbsolutePath().startsWith(common) && !common.equals(common.getRoot())) common = parent(common);
    return common;
  }

  /** A folder; the root of a file system is its own parent. */
  private static Path parent(Path file) {
    return Objects.requireNonNullElse(file.getParent(), file);
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /**
   * The picture, or those of the array, "-0", "-1" … after the stem.
   *
   * @throws IllegalArgumentException in one sentence that begins with the file's name, if it cannot be read or does not fit the network
   */
  List<Loaded> open(ModelOptions.Chosen chosen, Precision precision) {
    try {
      return isArray()
          ? arrays(chosen)
          : List.of(loaded(stem, path.toString(), Optional.of(Sha256.of(path)), PictureFile.open(path), chosen, precision));
    } catch (IOException | RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      String hint = isNetwork(path) ? "; a network is named by --model " + path : "";
      throw new IllegalArgumentException((message.contains(path.toString()) ? message : path + ": " + message) + hint, e);
    }
  }

  /** Whether it holds an array, to which nothing is done. */
  boolean isArray() { return ending(path).equals(ARRAY); }

  /** Whether it is one of the pictures that come with lucida, by its name and its content. */
  boolean isBundled() {
    String name = stem(path);
    try {
      return Bundled.pictures().contains(name) && PictureFile.open(path).picture().equals(Bundled.picture(name));
    } catch (IOException | RuntimeException e) {
      return false; // what is wrong with it is said when it is explained
    }
  }

  /** Whether its name ends as those of networks and weights do. */
  static boolean isNetwork(Path file) {
    return NETWORKS.contains(ending(file));
  }

  private static Loaded loaded(String stem, String source, Optional<String> sha256, OpenedPicture opened,
      ModelOptions.Chosen chosen, Precision precision) {
    Picture picture = opened.picture();
    Preprocessing preprocessing = chosen.preprocessing();
    Tensor x = preprocessing.tensor(picture, precision);
    List<String> notes = new ArrayList<>(opened.notes());
    sizeNote(x, false, chosen).ifPresent(notes::add);
    Framing framing = preprocessing.geometry().framing(picture.width(), picture.height());
    Shown shown = Shown.of(picture, framing.region()).with(source + ": " + framing, notes);
    return new Loaded(stem, source, sha256, shown, x, Optional.of(framing));
  }

  private List<Loaded> arrays(ModelOptions.Chosen chosen) throws IOException {
    Network network = chosen.model().network();
    Tensor array = Npy.read(path);
    Tensor batch = PreparedArray.batch(array, network.input().extent(0));
    Optional<String> values = PreparedArray.checked(batch, chosen.preprocessing());
    List<String> notes = Stream.of(values, sizeNote(batch.select(0, 0), true, chosen)).flatMap(Optional::stream).toList();
    boolean many = array.shape().rank() == 4;
    String sha256 = Sha256.of(path);
    return IntStream.range(0, batch.shape().extent(0))
        .mapToObj(n -> loaded(many ? stem + "-" + n : stem, sha256, batch.select(0, n), chosen.preprocessing(), notes)).toList();
  }

  private Loaded loaded(String name, String sha256, Tensor x, Preprocessing preprocessing, List<String> notes) {
    Picture picture = preprocessing.picture(x);
    Shown shown = Shown.of(picture, Region.all(picture)).with(path + ": an array, taken as it is", notes);
    return new Loaded(name, path.toString(), Optional.of(sha256), shown, x, Optional.empty());
  }

  /** Many architectures take other sizes than their own; whether this one does shows when its formulas are written. */
  private static Optional<String> sizeNote(Tensor x, boolean array, ModelOptions.Chosen chosen) {
    Network network = chosen.model().network();
    Optional<String> note = chosen.size().note(x.shape(), array, network.input(), chosen.source());
    if (note.isEmpty()) return note;
    try {
      network.forPictures(x.shape()).shapes();
      return note;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the layers of " + chosen.source() + " cannot work on " + x.shape()
          + " (channels, height, width); its usual size is " + network.input(), e);
    }
  }
}
