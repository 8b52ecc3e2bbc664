package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.pictures.MapComparison;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.files.Npy;
import lucida.core.Tensor;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.report.Difference;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.MapFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida compare}: how alike two maps are. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida compare A B [IMAGE] [OPTION …]", description = {
    "Compares two maps in .npy files, or the maps of two methods on a picture: correlations, SSIM, overlap of the strongest cells, distance.",
    "Writes a picture of both and their difference."}, footer = {"", "Examples:", "  lucida compare gradcam gradcam++",
        "  lucida compare a.npy b.npy",
        "  lucida compare gradcam gradcam++ cat.png --model squeezenet.onnx --preprocess caffe",
        "  lucida compare gradcam hirescam cat.png --model resnet18 --weights resnet18.pth --top 5 --json"})
final class CompareCommand implements Callable<Integer>, ConditionalOptions {
  private static final List<String> OF_FILES = List.of("--top", "--out", "--json", "--verbose");

  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "A map in a .npy file, or the name of a method.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "The map or method to compare it with.")
  private String b;

  @Parameters(index = "2", arity = "0..1", paramLabel = "IMAGE", description = "The picture, for methods. Default: a bundled picture.")
  private Optional<Path> image = Optional.empty();

  @Option(names = "--top", paramLabel = "P", defaultValue = "10", description = "Measure the overlap of the strongest P percent of cells. Default: 10.")
  private double top;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-out", description = "The folder that the picture is written to. Default: lucida-out.")
  private Path folder;

  @Option(names = "--json", description = "Print the numbers as one JSON record.")
  private boolean json;

  @Mixin
  private ModelOptions model;

  @Mixin
  private SaliencyOptions saliency;

  /** Two maps, what they are, and the picture of them. */
  private record Pair(Compared of, Tensor a, Tensor b, String stem, Picture picture) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Pair pair = areFiles() ? files() : methods();
    MapComparison comparison = MapComparison.resized(pair.a, pair.b);
    OutputFolder.prepare(folder);
    MapFiles files = new MapFiles(folder, pair.stem);
    files.write(files.difference(), pair.picture);
    Compared of = pair.of.sized(pair.a.shape(), pair.b.shape(), comparison.a().shape());
    ComparisonText text = new ComparisonText(of, comparison, top, files.difference());
    out.println(json ? text.json() : text.text());
    return 0;
  }

  private boolean areFiles() { return a.endsWith(".npy") && b.endsWith(".npy"); }

  @Override
  public boolean takes(String option) { return !areFiles() || OF_FILES.contains(option); }

  private Pair files() {
    GivenOptions.of(spec).first(name -> !takes(name)).ifPresent(name -> {
      throw new IllegalArgumentException(name + " is for methods, and " + a + " and " + b + " are maps: leave it out");
    });
    if (image.isPresent())
      throw new IllegalArgumentException("two maps are compared without a picture, and " + image.get() + " is one too many");
    Tensor mapA = map(a), mapB = map(b);
    String nameA = name(a), nameB = name(b);
    return new Pair(Compared.files(a, b), mapA, mapB, nameA + "-" + nameB,
        Difference.of(nameA, nameB, mapA, mapB).sheet(nameA + " and " + nameB));
  }

  private static Tensor map(String file) {
    try {
      Tensor map = Npy.read(Path.of(file));
      int rank = map.shape().rank();
      if (map.size() > 0 && (rank == 2 || rank == 3)) return map;
      throw new IllegalArgumentException(file + ": a map has the shape [h, w] or [C, h, w], not " + map.shape());
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String name(String file) {
    String name = String.valueOf(Path.of(file).getFileName());
    return name.substring(0, name.length() - ".npy".length());
  }

  private Pair methods() throws IOException {
    for (String method : List.of(a, b)) Methods.named(method, Settings.USUAL);
    ModelOptions.Chosen chosen = model.choose();
    List<String> layers = saliency.layer().layers(chosen.model());
    saliency.check(chosen.labels(), layers, chosen.model().network());
    PrintWriter err = spec.commandLine().getErr();
    PictureRun run = PictureRun.of(chosen, saliency, List.of(a, b).stream().distinct().toList(), Long.MAX_VALUE, ColourMap.DAWN,
        new ProgressLine(err, !json && ProgressLine.isSeen()));
    List<InputFile.Loaded> loaded = InputFile.pictures(image.stream().toList(), chosen, saliency.computation().precision())
        .toList();
    if (loaded.size() != 1)
      throw new IllegalArgumentException(
          image.orElseThrow() + " holds " + loaded.size() + " pictures; methods are compared on one");
    ExplainedPicture explained = run.of(loaded.getFirst(), (_, _) -> {});
    explained.refusals().stream().findFirst().ifPresent(r -> {
      throw new IllegalArgumentException(r.method() + " does not apply: " + r.reason());
    });
    List<ExplainedMap> maps = explained.maps();
    if (maps.size() > 2) throw new IllegalArgumentException("methods are compared for one class at one layer");
    new IgnoredOptions(saliency::ignoredBy, run.methods()).sentences().forEach(sentence -> err.println("lucida: " + sentence));
    ExplainedMap first = maps.getFirst(), second = maps.getLast();
    if (first.map().isOfPixels() != second.map().isOfPixels())
      throw new IllegalArgumentException(a + " gives a map of " + kind(first) + " and " + b + " one of " + kind(second)
          + ", whose cells do not correspond: name two methods of a kind");
    return new Pair(Compared.methods(first, second, chosen, loaded.getFirst()), first.map().map(), second.map().map(),
        loaded.getFirst().stem() + "." + first.of().key() + "." + a + "-" + b,
        Difference.of(first, second, loaded.getFirst().shown())
            .sheet(first.title() + " and " + second.title() + ", " + first.of().label()));
  }

  private static String kind(ExplainedMap map) { return map.map().isOfPixels() ? "pixels by colour" : "positions"; }
}
