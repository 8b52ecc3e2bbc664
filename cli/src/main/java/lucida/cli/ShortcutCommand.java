package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.book.ShortcutHead;
import lucida.book.ShortcutRow;
import lucida.book.ShortcutTable;
import lucida.bundled.Bundled;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.PlainText;
import lucida.core.Tensor;
import lucida.files.WholeFile;
import lucida.layers.Model;
import lucida.layers.SmoothRelu;
import lucida.report.ShortcutPlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida experiment shortcut}: how large is the error of Grad-CAM++'s closed form? */
@Command(name = "shortcut", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "How large is the error of the closed form of Grad-CAM++ that common programs hard-code [PP 5], against exact second and third derivatives [PP 4]?",
    "On the bundled networks, on smooth copies of one, and on heads on the trunk of another, with random weights and trained on scenes, for exp(S) and a probability, in float64. Writes shortcut.csv, shortcut.md, the medians over the pictures, and a plot of them, shortcut.svg and shortcut.png."}, footer = {
        "", "Examples:", "  lucida experiment shortcut",
        "  lucida experiment shortcut --head silu,silu-trained,attention-trained --pictures 3 --out shortcut"})
final class ShortcutCommand implements Callable<Integer> {
  private static final int MOST = 1000;
  private static final int AT_ONCE = 32;
  private static final List<Double> SHARPNESS = List.of(1.0, 10.0);
  private static final String SMOOTH = "scenes-vgg-softplus-";
  private static final String TRUNK = "scenes-resnet";
  private static final String LAYER = "features";
  private static final String TRAINED = "-trained";

  /** What is measured: the bundled networks, smooth copies, heads. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return names().iterator(); }
  }

  @Spec
  private CommandSpec spec;

  @Option(names = "--head", paramLabel = "NAME", split = ",", completionCandidates = Names.class, description = "What is measured, comma-separated: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<String> heads = List.of();

  @Option(names = "--pictures", paramLabel = "N", defaultValue = "8", description = "The number of pictures, 1 to 1000: those that are bundled, then scenes that no network was trained on. Default: 8.")
  private int pictures;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of the random weights of heads, and of training from them. Default: 1.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-out", description = "The folder that the files are written to. Default: lucida-out.")
  private Path folder;

  @Mixin
  private QuietOption quiet;

  private static List<String> names() {
    Stream<String> smooth = SHARPNESS.stream().map(beta -> SMOOTH + beta.intValue());
    List<String> of = Arrays.stream(ShortcutHead.values()).map(ShortcutHead::toString).toList();
    return Stream.of(Bundled.networks().stream(), smooth, of.stream(), of.stream().map(head -> head + TRAINED))
        .flatMap(some -> some).toList();
  }

  @Override
  public Integer call() throws IOException {
    Count.check("--pictures", pictures, MOST);
    List<String> asked = heads.isEmpty() ? names() : heads.stream().map(String::strip).distinct().toList();
    asked.stream().filter(name -> !names().contains(name)).findFirst().ifPresent(name -> {
      throw new IllegalArgumentException("--head " + name + ": there are " + String.join(", ", names()));
    });
    boolean random = asked.stream().anyMatch(name -> head(name).isPresent());
    if (seed.isPresent() && !random)
      throw new IllegalArgumentException(
          "--seed is of heads with random weights, and there are only " + String.join(", ", asked) + ": leave it out");
    PrintWriter out = quiet.out(spec.commandLine());
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), ProgressLine.isSeen());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      SequencedMap<String, Double> learned = new LinkedHashMap<>();
      ShortcutTable table = new ShortcutTable(rows(asked, learned, line));
      String medians = String.format(Locale.ROOT,
          "Medians over %d %s, of the class with the highest score, at layer %s, in float64%s. Of Y = exp(S) or a probability; past a pole: the share of cells.%n%n",
          pictures, pictures == 1 ? "picture" : "pictures", LAYER, random ? "; seed " + seed() : "") + table.markdown()
          + accuracies(learned);
      WholeFile.write(folder.resolve("shortcut.csv"), table.csv());
      WholeFile.write(folder.resolve("shortcut.md"), medians);
      ShortcutPlot.write(table.medians(), folder);
      out.println(medians);
      out.println("wrote shortcut.csv, shortcut.md, shortcut.svg, shortcut.png to " + PlainText.of(folder.toString()));
    }
    return ExitCode.DONE;
  }

  private long seed() { return seed.orElse(1L); }

  /** The head of this name; the bundled networks and their smooth copies keep their own. */
  private static Optional<ShortcutHead> head(String name) {
    return Arrays.stream(ShortcutHead.values()).filter(each -> name.replace(TRAINED, "").equals(each.toString())).findFirst();
  }

  private static String accuracies(SequencedMap<String, Double> learned) {
    return learned.isEmpty()
        ? ""
        : learned.entrySet().stream().map(e -> String.format(Locale.ROOT, "%s %.1f %%", e.getKey(), 100 * e.getValue()))
            .collect(Collectors.joining(", ", "\nOf scenes that were not trained on, classified right: ", ".\n"));
  }

  /** The rows; and of heads that are trained, what share of scenes they classify right. */
  private List<ShortcutRow> rows(List<String> asked, SequencedMap<String, Double> learned, ProgressLine line) {
    Map<String, Tensor> x = ExperimentPictures.of(pictures);
    List<ShortcutRow> rows = new ArrayList<>();
    line.begin("what " + TRUNK + " makes of scenes", 1);
    Optional<HeadTraining> training = asked.stream().anyMatch(name -> name.endsWith(TRAINED))
        ? Optional.of(HeadTraining.of(Bundled.network(TRUNK), LAYER, line))
        : Optional.empty();
    line.end();
    for (String name : asked) {
      Subject subject = Subject.of(model(name, training, learned, line), LAYER, Executor.float64()).inBatchesOf(AT_ONCE)
          .reporting(line);
      for (Score score : List.of(Score.EXP, Score.PROBABILITY))
        x.forEach((picture, tensor) -> {
          line.begin(name + ", " + score + ", " + picture, 1);
          Probe probe = subject.probe(tensor, Target.predicted());
          rows.add(ShortcutRow.of(name, picture, probe, score));
          line.end();
        });
    }
    return rows;
  }

  private Model model(String name, Optional<HeadTraining> training, SequencedMap<String, Double> learned, ProgressLine line) {
    if (Bundled.networks().contains(name)) return Bundled.network(name).model();
    if (name.startsWith(SMOOTH)) {
      Model vgg = Bundled.network("scenes-vgg").model();
      return new Model(SmoothRelu.in(vgg.network(), Double.parseDouble(name.substring(SMOOTH.length()))), vgg.weights());
    }
    ShortcutHead head = head(name).orElseThrow();
    if (!name.endsWith(TRAINED))
      return head.on(Bundled.network(TRUNK).model(), LAYER, Bundled.network(TRUNK).classes().size(), seed());
    line.begin("training " + name, 1);
    HeadTraining.Learned trained = training.orElseThrow().learn(head, seed(), line);
    line.end();
    learned.put(name, trained.accuracy());
    return trained.model();
  }
}
