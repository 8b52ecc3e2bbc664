package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lucida.cam.Progress;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.adversarial.Attack;
import lucida.judge.adversarial.AttackFindings;
import lucida.judge.adversarial.AttackStudy;
import lucida.judge.adversarial.PixelRange;
import lucida.judge.data.FirstPictures;
import lucida.judge.data.PictureSource;
import lucida.judge.results.AttackTable;
import lucida.judge.statistics.Bootstrap;
import lucida.layers.ScoreKind;
import lucida.report.AttackPage;
import lucida.report.AttackPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida adversarial}: does a map still find the object when the network no longer does? */
@Command(name = "adversarial", mixinStandardHelpOptions = true, modelTransformer = AdversarialCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida adversarial [--images DIR | --scenes KIND[:N]] [OPTION …]", description = {
    "Changes pictures by little until the network says something else, and compares maps of the true class before and after: how much of them is on the object, and Spearman's correlation of both. The other way round, an attack on the map moves it while the scores stay. Without arguments it attacks ten drawn scenes of a bundled network.",
    "Only pictures that the network names right are attacked; one without a label counts as what the network says. Where objects are is known of scenes, and of --images by --boxes or --masks. Budgets are in samples from 0 to 1, whatever the network's normalisation.",
    "Writes report.html with tables and pictures, adversarial.csv and adversarial.json."}, footer = {"", "Examples:",
        "  lucida adversarial", "  lucida adversarial --attacks pgd,noise --epsilon 4/255 --pictures 50",
        "  lucida adversarial --attacks targeted --target cat --most-steps 500",
        "  lucida adversarial --attacks map --map gradient --methods gradient,smoothgrad,gradcam",
        "  lucida adversarial --images photos --labels labels.csv --boxes boxes.csv --weights vgg16.pth --pictures 4"})
final class AdversarialCommand implements Callable<Integer> {
  private static final int MOST_PICTURES = 10_000;
  private static final int MOST_SHOWN = 1000;
  private static final List<String> HANDFUL = List.of("gradient", "gradcam", "gradcam++", "layercam", "guided-backprop",
      "guided-gradcam");

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Option(names = "--pictures", paramLabel = "N", defaultValue = "10", description = "Attack the first N pictures. Default: ${DEFAULT-VALUE}.")
  private int pictures;

  @Mixin
  private AttackOptions attackOptions;

  @Mixin
  private ModelOptions model;

  @Option(names = {"--methods",
      "--method"}, paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated, or all, or fast; 'lucida methods' lists them. Default: gradient, gradcam, gradcam++, layercam, guided-backprop, guided-gradcam.")
  private List<String> methods = List.of();

  @Option(names = "--show", paramLabel = "N", defaultValue = "4", description = "Show N pictures of each attack on the page; the tables have all. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Mixin
  private ScoreOptions score;

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-adversarial", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    Count.check("--pictures", pictures, MOST_PICTURES);
    Count.check("--show", show, 0, MOST_SHOWN);
    List<String> names = methods.isEmpty() ? HANDFUL : new MethodNames(methods).names();
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    checkScores(chosen);
    score.check(chosen.labels(), chosen.model().network());
    String layer = layers.layer(chosen.model(), "maps of one layer are compared, not of ");
    computation.check();
    List<Attack> attacks = attackOptions.attacks(chosen.labels(), chosen.model().network().input());
    PictureSource source = new FirstPictures(sources.open(model, chosen, computation.precision(), layers.seed()), pictures);
    AttackStudy study = new AttackStudy(computation.subject(chosen.model(), layer, Progress.NONE),
        names.stream().map(name -> Contender.method(name, layers::settings)).toList(), attacks,
        PixelRange.of(chosen.preprocessing()), layers.seed(), score.inquiry(chosen.labels(), computation));
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      return run(study, source, chosen);
    }
  }

  private void checkScores(ModelOptions.Chosen chosen) {
    int scores = chosen.model().network().shapes().lastEntry().getValue().size();
    if (scores < 2)
      throw new IllegalArgumentException(
          chosen.title() + " has one score: an attack makes a network say another class, which needs two");
    if (score.areContrasts())
      throw new IllegalArgumentException(
          "--contrast: attacks change probabilities, and a class less others has none; leave it out");
    if (chosen.model().network().scoreKind() == ScoreKind.VALUE)
      throw new IllegalArgumentException(chosen.title()
          + " gives no probabilities: --probabilities softmax or sigmoid says how its scores become some");
  }

  private int run(AttackStudy study, PictureSource source, ModelOptions.Chosen chosen) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine()), err = spec.commandLine().getErr();
    List<String> unread = new ArrayList<>();
    sources.say(source, quiet.notes(spec.commandLine()));
    List<LabelledPicture> read = read(source, unread);
    AttackPictures shown = new AttackPictures(chosen.preprocessing(), show);
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    line.begin("attacks", 0);
    AttackFindings findings;
    try {
      findings = study.of(read, shown, line);
    } finally {
      line.end();
    }
    unread.forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    boolean group = new MethodNames(methods).isGroup();
    if (!group && !methods.isEmpty())
      layers.ignored(new MethodNames(methods).names())
          .forEach(sentence -> quiet.notes(spec.commandLine()).println("lucida: " + sentence));
    if (!group) findings.leftOut().forEach((what, reason) -> err.println("lucida: " + PlainText.of(what + ": " + reason)));
    AttackTable table = new AttackTable(facts(study, chosen, read), study.attacks(), findings, Bootstrap.of(layers.seed()));
    OutputFolder.clear(folder, "report.html", "adversarial.csv", "adversarial.json");
    if (findings.attacked().isEmpty()) {
      spec.commandLine().getOut().println(
          "no picture was attacked: the network names "
              + (read.size() == 1 ? "the only one wrong" : "none of the " + read.size() + " right") + "; nothing was written");
      return unread.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
    long unlabelled = read.stream().filter(picture -> picture.label().isEmpty()).count();
    if (unlabelled > 0)
      quiet.notes(spec.commandLine()).println("lucida: " + unlabelled + " of " + read.size()
          + (unlabelled == 1 ? " pictures has" : " pictures have")
          + " no label: what the network says of such a picture counts as its true class");
    new AttackPage(table, shown, chosen.labels()::label).write(folder);
    WholeFile.write(folder.resolve("adversarial.csv"), table.csv());
    WholeFile.write(folder.resolve("adversarial.json"), table.json());
    if (json) out.println(table.json().strip());
    else out.println(new AttackText(table, folder).text());
    return unread.isEmpty() && (group || findings.leftOut().isEmpty()) ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private static List<LabelledPicture> read(PictureSource source, List<String> unread) {
    List<LabelledPicture> read = source.read(unread::add);
    if (read.isEmpty())
      throw new IllegalArgumentException(PictureSource.noneOf(source.count()) + " can be read: " + unread.getFirst());
    return read;
  }

  private SequencedMap<String, String> facts(AttackStudy study, ModelOptions.Chosen chosen, List<LabelledPicture> read) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model));
    facts.put("pictures", String.valueOf(read.size()));
    if (read.stream().anyMatch(picture -> picture.label().isEmpty()))
      facts.put("true class", "the label; of pictures without one what the network says");
    score.say(facts, chosen.model().network());
    facts.put("layer", study.subject().layer());
    facts.put("methods", study.methods().stream().map(Contender::title).collect(Collectors.joining(", ")));
    facts.put("attacks", AttackOptions.words(study.attacks()));
    facts.putAll(computation.facts(chosen.preprocessing(), layers.seed()));
    return facts;
  }

  /** Maps of one layer are compared, and attacks are on probabilities of classes. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse", "--contrast", "--contrast-part", "--box", "--detects", "--similar-to", "--similar-at"); }
  }
}
