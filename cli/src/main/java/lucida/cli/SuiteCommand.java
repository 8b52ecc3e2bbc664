package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.cam.LayerChoice;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.ShapeException;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Control;
import lucida.judge.Evaluation;
import lucida.judge.Metric;
import lucida.judge.data.FirstPictures;
import lucida.judge.data.PictureSource;
import lucida.judge.suite.OtherNetwork;
import lucida.judge.suite.Suite;
import lucida.judge.suite.SuiteNetwork;
import lucida.judge.suite.SuitePart;
import lucida.judge.suite.Suites;
import lucida.layers.Model;
import lucida.report.Introduction;
import lucida.report.ShownCase;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida suite}: comparisons of methods where the truth is known, ready to run. */
@Command(name = "suite", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Runs a comparison of methods on scenes whose truth is known to the pixel. Without a name it lists the suites.",
    "A suite whose scenes need a network of their own trains it once, from a seed, and keeps it."}, footer = {"", "Examples:",
        "  lucida suite",
        "  lucida suite objects", "  lucida suite parts --pictures 20", "  lucida suite biased --out biased"})
final class SuiteCommand implements Callable<Integer> {
  private static final int MOST_PICTURES = 1_000_000;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The suite.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--network", paramLabel = "NAME|FILE", description = "The network: a bundled one, or a file that 'lucida train' wrote. Default: scenes-resnet, or for scenes that it was not trained on a network of the same layers, which is trained once, in minutes, and kept.")
  private Optional<String> network = Optional.empty();

  @Option(names = "--networks", paramLabel = "DIR", description = "Where networks that a suite trained are kept. Default: .lucida/networks in the home folder.")
  private Optional<Path> networks = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed of the scenes and of everything random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--pictures", paramLabel = "N", description = "Judge the first N pictures of every table. Default: all.")
  private Optional<Integer> pictures = Optional.empty();

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder that files are written to, with a folder for each table. Default: lucida-suite-NAME.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--resume", description = "Go on with a run in this folder that did not end.")
  private boolean resume;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = quiet.out(spec.commandLine());
    if (name.isEmpty()) {
      if (!spec.commandLine().getParseResult().matchedOptions().isEmpty())
        throw new IllegalArgumentException("options are of a suite, and none is named: 'lucida suite objects', for example");
      for (Suite suite : Suites.all()) out.println("%-10s %s".formatted(suite.name(), suite.title()));
      return ExitCode.DONE;
    }
    Suite suite = Suites.named(name.get());
    computation.check();
    checkNetwork(suite);
    pictures.ifPresent(n -> Count.check("--pictures", n, MOST_PICTURES));
    Path to = folder.orElse(Path.of("lucida-suite-" + suite.name()));
    if (resume && suite.parts().stream().noneMatch(part -> Files.exists(to.resolve(part.name()).resolve(EvaluationRun.SETTINGS))))
      throw new IllegalArgumentException("--resume: " + to + " holds no run of the suite");
    out.println(suite.title() + System.lineSeparator() + System.lineSeparator() + suite.idea() + System.lineSeparator());
    quiet.notes(spec.commandLine()).println("lucida: " + suite.cost().text(isTrained(suite))
        + (pictures.isPresent() ? ", for all of its pictures" : ""));
    boolean whole = true;
    for (SuitePart part : suite.parts()) whole &= run(suite, part, to.resolve(part.name()));
    return whole ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private boolean isTrained(Suite suite) {
    return network.isPresent() || suite.recipes().stream().allMatch(recipe -> Files.exists(training().file(recipe)));
  }

  private RecipeTraining training() {
    return new RecipeTraining(networks.orElseGet(RecipeTraining::usualFolder), quiet.notes(spec.commandLine()));
  }

  private boolean run(Suite suite, SuitePart part, Path to) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine());
    TrainedModel trained = trained(part.network());
    List<Model> others = new ArrayList<>();
    for (OtherNetwork contrast : part.contrasts()) others.add(trained(contrast.network()).model());
    List<Metric> metrics = part.metrics(others);
    Optional<String> learned = NetworkAccuracy.of(trained).map(NetworkAccuracy::text);
    out.println(part.question() + System.lineSeparator());
    if (suite.parts().size() > 1) quiet.notes(spec.commandLine()).println("lucida: table '" + part.name() + "'");
    learned.ifPresent(sentence -> out.println(sentence + System.lineSeparator()));
    String usual = LayerChoice.of(trained.model().network()), layer = part.rewiring().layer(usual);
    NetworkTime executor = computation.executorOfPictures();
    Subject subject = computation.subject(part.rewiring().of(trained.model(), usual), layer, executor);
    PictureSource all = part.pictures().of(seed, trained.model().network().input().extent(1), trained.preprocessing(),
        computation.precision());
    PictureSource source = pictures.<PictureSource>map(n -> new FirstPictures(all, n)).orElse(all);
    List<Contender> contenders = part.contenders(_ -> Settings.USUAL);
    List<Evaluation> evaluations = List
        .of(new Evaluation(subject, layer, contenders, metrics, ClassesAsked.LABEL, seed));
    EvaluationRun run = new EvaluationRun(source, evaluations, metrics, List.of(), facts(suite, part, trained, contenders, metrics),
        executor, computation.picturesAtOnce());
    List<String> classes = trained.classes();
    JudgedCases cases = new JudgedCases(source, evaluations, trained.preprocessing(), c -> classes.get(c % classes.size()));
    String idea = learned.map(sentence -> suite.idea() + " " + sentence).orElse(suite.idea());
    Introduction introduction = new Introduction(suite.title(), idea, suite.parts().stream()
        .map(p -> new Introduction.Asked(p.question(), p.name(), p.name().equals(part.name()))).toList(), example(cases, part));
    boolean begun = resume && Files.exists(to.resolve(EvaluationRun.SETTINGS));
    CommandLine line = spec.commandLine();
    return new EvaluationOutput(to, begun, false, out, quiet.notes(line), line.getErr()).run(run, introduction, cases, true, seed);
  }

  /** The first to run the network on the pictures of a table. */
  private List<ShownCase> example(JudgedCases cases, SuitePart part) {
    try {
      return cases.example(Control.TRUTH).stream().toList();
    } catch (ShapeException e) {
      throw new IllegalArgumentException("--network: it does not take pictures of the size that the table '" + part.name()
          + "' has; one that ends in global average pooling does", e);
    }
  }

  private SequencedMap<String, String> facts(Suite suite, SuitePart part, TrainedModel trained, List<Contender> contenders,
      List<Metric> metrics) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("suite", suite.name() + ", " + part.name());
    facts.put("question", part.question());
    facts.put("network", trained.model().network().name());
    facts.put("trained by", trained.about().getOrDefault("command", "a command that its file does not name"));
    NetworkAccuracy.of(trained).ifPresent(learned -> facts.put("its accuracy", NetworkAccuracy.percent(learned.accuracy())));
    facts.put("methods", contenders.stream().map(Contender::title).collect(Collectors.joining(", ")));
    facts.put("metrics", metrics.stream().map(Metric::name).collect(Collectors.joining(", ")));
    facts.put("computed in", computation.text());
    facts.put("batch", String.valueOf(computation.batch()));
    facts.put("seed", String.valueOf(seed));
    pictures.ifPresent(n -> facts.put("pictures", "the first " + n));
    facts.put("version", Version.text());
    return facts;
  }

  private TrainedModel trained(SuiteNetwork asked) throws IOException {
    if (network.isEmpty()) return new SuiteNetworks(training()).of(asked);
    TrainedModel given = Bundled.networks().contains(network.get())
        ? Bundled.network(network.get())
        : TrainedModel.read(Path.of(network.get()));
    if (asked instanceof SuiteNetwork.OfScenes(SceneKind kind)) {
      List<String> classes = SceneSet.of(kind, Split.TEST, 1).classes();
      if (!given.classes().equals(classes))
        throw new IllegalArgumentException("--network " + network.get() + " has the classes " + some(given.classes())
            + "; the scenes of this suite have " + some(classes));
    }
    return given;
  }

  private static String some(List<String> classes) {
    return classes.size() > 3
        ? String.join("; ", classes.subList(0, 3)) + "; … (" + classes.size() + ")"
        : String.join("; ", classes);
  }

  /** Before anything is said: what is named fits, and is not named for nothing. */
  private void checkNetwork(Suite suite) throws IOException {
    boolean own = suite.parts().stream()
        .anyMatch(part -> part.network() instanceof SuiteNetwork.Own || !part.contrasts().isEmpty());
    if (own && network.isPresent())
      throw new IllegalArgumentException("--network: the suite '" + suite.name() + "' needs networks that it trains itself");
    if (networks.isPresent() && (network.isPresent() || suite.recipes().isEmpty()))
      throw new IllegalArgumentException("--networks has no effect: "
          + (network.isPresent() ? "--network says which one is judged" : "the suite '" + suite.name() + "' trains no network")
          + "; leave it out");
    if (network.isPresent()) for (SuitePart part : suite.parts()) trained(part.network());
  }
}
