package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import lucida.cam.Progress;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.data.FirstPictures;
import lucida.judge.data.PictureSource;
import lucida.judge.results.SanityTable;
import lucida.judge.sanity.SanityCheck;
import lucida.judge.sanity.SanityFindings;
import lucida.judge.sanity.SanityTest;
import lucida.judge.statistics.Bootstrap;
import lucida.judge.suite.SuiteNetwork;
import lucida.layers.Model;
import lucida.report.SanityPage;
import lucida.report.SanityPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida sanity}: do maps change when the network does? */
@Command(name = "sanity", mixinStandardHelpOptions = true, modelTransformer = SanityCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida sanity [--images DIR | --scenes KIND[:N]] [OPTION …]", description = {
    "Do maps change when the network does? Layers get random weights, one after the other, and maps are compared with those of the network as it is: by Spearman's correlation with and without signs, SSIM, and histograms of oriented gradients. Without arguments it checks seven methods on drawn scenes with a bundled network.",
    "Writes report.html with a verdict for each method, plots as SVG and PNG, the maps of a picture, sanity.csv and sanity.json."}, footer = {
        "", "Examples:", "  lucida sanity", "  lucida sanity --methods gradcam,gradcam++,deconvnet --tests all --pictures 4",
        "  lucida sanity --tests cascading,labels",
        "  lucida sanity --images photos --weights vgg16.pth --methods gradient,gradcam,guided-gradcam --pictures 4",
        "  lucida sanity --model scenes-vgg --layer relu3_2 --methods gradcam,layercam --out layers"})
final class SanityCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final int MOST_PICTURES = 10_000;
  private static final int MOST_STAGES = 1000;
  private static final List<String> HANDFUL = List.of("gradient", "input-x-gradient", "gradcam", "gradcam++", "guided-backprop",
      "deconvnet", "guided-gradcam");

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Option(names = "--pictures", paramLabel = "N", defaultValue = "10", description = "Check on the first N pictures. Default: ${DEFAULT-VALUE}.")
  private int pictures;

  @Mixin
  private ModelOptions model;

  @Option(names = {"--methods",
      "--method"}, paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated, or all, or fast; 'lucida methods' lists them. Default: gradient, input-x-gradient, gradcam, gradcam++, guided-backprop, deconvnet, guided-gradcam.")
  private List<String> methods = List.of();

  @Option(names = "--tests", paramLabel = "NAME", split = ",", description = "What becomes random, comma-separated: cascading (from the scores down), independent (one layer at a time), smooth (from the pixels up, maps averaged over noisy pictures), efficient (all layers: the entropy of maps), labels (the same layers, which learned permuted labels: of the bundled networks of scenes, trained once and kept), or all of these but labels. Default: cascading, independent, efficient.")
  private List<String> tests = List.of();

  @Option(names = "--stages", paramLabel = "N", defaultValue = "16", description = "Randomise in at most N stages: where there are more layers, neighbours become random together. Default: ${DEFAULT-VALUE}.")
  private int stages;

  @Option(names = "--classes", paramLabel = "label|top1", description = "Of which class maps are compared: the picture's label, or the class with the highest score. Default: top1.")
  private Optional<String> classes = Optional.empty();

  @Mixin
  private ScoreOptions score;

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-sanity", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    Count.check("--pictures", pictures, 2, MOST_PICTURES);
    Count.check("--stages", stages, MOST_STAGES);
    List<SanityTest> wanted = wanted();
    if (wanted.contains(SanityTest.LABELS)) permutedFrom();
    checkStages(wanted);
    ClassesAsked asked = classes();
    List<String> names = names();
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    String layer = layers.layer(chosen.model(), "a sanity check takes one layer, not ");
    score.check(chosen.labels(), chosen.model().network());
    computation.check();
    PictureSource source = new FirstPictures(sources.open(model, chosen, computation.precision(), layers.seed()), pictures);
    sources.checkAsked(asked == ClassesAsked.LABEL);
    SanityCheck check = new SanityCheck(computation.subject(chosen.model(), layer, Progress.NONE),
        names.stream().map(name -> Contender.method(name, layers::settings)).toList(), asked, wanted, stages, SanityCheck.SAMPLES,
        layers.seed(), wanted.contains(SanityTest.LABELS) ? Optional.of(permuted()) : Optional.empty(),
        score.inquiry(chosen.labels(), computation));
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      return run(check, source, chosen);
    }
  }

  private int run(SanityCheck check, PictureSource source, ModelOptions.Chosen chosen) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine()), notes = quiet.notes(spec.commandLine()), err = spec.commandLine().getErr();
    List<String> unread = new ArrayList<>();
    sources.say(source, notes);
    List<LabelledPicture> read = read(source, unread);
    SanityPictures shown = new SanityPictures(chosen.preprocessing());
    ProgressLine line = new ProgressLine(notes, !json && ProgressLine.isSeen());
    line.begin("maps", 0);
    SanityFindings findings;
    try {
      findings = check.of(read, shown, line);
    } finally {
      line.end();
    }
    unread.forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    if (findings.rows().isEmpty())
      throw new IllegalArgumentException(
          "no method has a map: " + String.join("; ", findings.leftOut().values().stream().distinct().toList()));
    boolean group = new MethodNames(methods).isGroup();
    if (!group) layers.ignored(names()).forEach(sentence -> notes.println("lucida: " + sentence));
    if (!group) findings.leftOut().forEach((what, reason) -> err.println("lucida: " + PlainText.of(what + ": " + reason)));
    SanityTable table = new SanityTable(facts(check, chosen, read), findings, Bootstrap.of(layers.seed()));
    OutputFolder.clear(folder, "sanity-*.svg", "sanity-*.png", "maps-*.png");
    new SanityPage(table, shown).write(folder);
    WholeFile.write(folder.resolve("sanity.csv"), table.csv());
    WholeFile.write(folder.resolve("sanity.json"), table.json());
    if (json) out.println(table.json().strip());
    else {
      out.println(new SanityText(table).text());
      out.println("wrote sanity.csv, sanity.json, plots and maps to "
          + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    }
    return unread.isEmpty() && (group || findings.leftOut().isEmpty()) ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private static List<LabelledPicture> read(PictureSource source, List<String> unread) {
    List<LabelledPicture> read = source.read(unread::add);
    if (read.size() < 2)
      throw new IllegalArgumentException("a sanity check takes at least 2 pictures that can be read, not " + read.size()
          + (unread.isEmpty() ? "" : ": " + unread.getFirst()));
    return read;
  }

  private List<SanityTest> wanted() {
    List<SanityTest> there = Stream.of(SanityTest.values()).filter(test -> test != SanityTest.ANOTHER_PICTURE).toList();
    if (tests.isEmpty()) return List.of(SanityTest.CASCADING, SanityTest.INDEPENDENT, SanityTest.EFFICIENT);
    if (tests.stream().map(String::strip).anyMatch(ALL::equals))
      return there.stream().filter(test -> test != SanityTest.LABELS).toList();
    List<SanityTest> asked = tests.stream().map(String::strip).distinct()
        .map(name -> there.stream().filter(test -> test.title().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("--tests " + name + ": there are "
                + there.stream().map(SanityTest::title).collect(Collectors.joining(", ")) + ", all")))
        .toList();
    return there.stream().filter(asked::contains).toList();
  }

  /** A network that learned permuted labels is trained for the bundled ones of scenes alone. */
  private String permutedFrom() {
    return model.ofScenes().orElseThrow(() -> new IllegalArgumentException(
        "--tests labels: a network that learned permuted labels is trained of the layers of "
            + String.join(" or ", Bundled.networks())
            + " alone; leave out the other network, or the test"));
  }

  private Model permuted() throws IOException {
    RecipeTraining training = new RecipeTraining(RecipeTraining.usualFolder(), quiet.notes(spec.commandLine()),
        computation.kernels().kernels());
    return new SuiteNetworks(training, permutedFrom()).of(SuiteNetwork.permuted(permutedFrom())).model();
  }

  private void checkStages(List<SanityTest> wanted) {
    List<SanityTest> byStages = List.of(SanityTest.CASCADING, SanityTest.INDEPENDENT, SanityTest.SMOOTH);
    if (wanted.stream().noneMatch(byStages::contains)) GivenOptions.of(spec).first("--stages"::equals).ifPresent(name -> {
      throw new IllegalArgumentException(
          name + " " + stages + " is for cascading, independent and smooth, and --tests names none of them");
    });
  }

  private ClassesAsked classes() {
    ClassesAsked asked = classes.map(name -> EnumOption.named("--classes", name, ClassesAsked.values())).orElse(ClassesAsked.TOP1);
    if (asked == ClassesAsked.BOTH) throw new IllegalArgumentException("--classes both: a sanity check takes label or top1");
    if (asked == ClassesAsked.LABEL && !sources.areLabelled(model))
      throw new IllegalArgumentException("--classes label: the pictures have no labels; add --labels CSV, or take top1");
    return asked;
  }

  private List<String> names() {
    return methods.isEmpty() ? HANDFUL : new MethodNames(methods).names();
  }

  private SequencedMap<String, String> facts(SanityCheck check, ModelOptions.Chosen chosen, List<LabelledPicture> read) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model));
    facts.put("pictures", String.valueOf(read.size()));
    facts.put("layer", check.subject().layer());
    facts.put("methods", check.methods().stream().map(Contender::title).collect(Collectors.joining(", ")));
    facts.put("tests", check.tests().stream().map(SanityTest::title).collect(Collectors.joining(", ")));
    facts.put("steps", String.valueOf(check.groups().size()));
    score.say(facts, chosen.model().network());
    facts.put("classes", check.classes().name().toLowerCase(Locale.ROOT));
    facts.putAll(computation.facts(chosen.preprocessing(), layers.seed()));
    return facts;
  }

  /** A check takes one layer. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse"); }
  }
}
