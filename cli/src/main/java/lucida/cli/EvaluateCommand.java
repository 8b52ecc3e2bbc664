package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Control;
import lucida.judge.Evaluation;
import lucida.judge.Inquiry;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.data.PictureSource;
import lucida.judge.results.TableWriter;
import lucida.report.Introduction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida evaluate}: how good the maps of methods are, on many pictures, by many metrics. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida evaluate [--images DIR | --scenes KIND[:N]] [OPTION …]", description = {
    "Judges the maps of methods on many pictures by metrics, with intervals and paired comparisons. Without arguments it judges on scenes, whose truth is known to the pixel, with a bundled network.",
    "Writes a table of all judgements, summaries as CSV, Markdown, JSON and LaTeX, and report.html, which shows the worst pictures beside the best."}, footer = {
        "", "Examples:", "  lucida evaluate",
        "  lucida evaluate --scenes pair:200 --methods gradcam,gradcam++,layercam --metrics all",
        "  lucida evaluate --images val --boxes boxes.csv --model squeezenet.onnx --preprocess caffe",
        "  lucida evaluate --images val --labels val.csv --weights resnet50.pth --methods all --metrics insertion,deletion --resume"})
final class EvaluateCommand implements Callable<Integer> {
  /** What changes no number. */
  private static final List<String> ASIDE = List.of("--out", "--resume", "--parquet", "--json", "--quiet", "--verbose",
      "--threads");

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Mixin
  private ModelOptions model;

  @Option(names = {"--methods",
      "--method"}, paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated, or all, or fast; 'lucida methods' lists them. Default: gradcam, gradcam++, layercam, guided-gradcam.")
  private List<String> methods = List.of();

  @Mixin
  private MetricOption metrics;

  @Option(names = "--classes", paramLabel = "label|top1|both", description = "Of which class a picture's map is judged: its label, the class with the highest score, or both. Default: label where the pictures have labels, else top1.")
  private Optional<String> classes = Optional.empty();

  @Option(names = "--no-controls", description = "Leave out the maps that do not look at the network: control-centre, control-random, control-truth.")
  private boolean withoutControls;

  @Mixin
  private ScoreOptions score;

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-evaluation", description = "The folder that files are written to. Default: lucida-evaluation.")
  private Path folder;

  @Option(names = "--resume", description = "Go on with a run in this folder that did not end; what it judged is not judged again.")
  private boolean resume;

  @Option(names = "--parquet", description = "Write the tables as Parquet files instead of CSV. What that needs is built the first time (10 MB).")
  private boolean parquet;

  @Option(names = "--json", description = "Print the summary as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "a summary");
    Optional<TableWriter> writer = parquet ? Optional.of(parquetWriter()) : Optional.empty();
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    List<String> names = layers.layers(chosen.model());
    layers.check(names, chosen.model().network());
    score.check(chosen.labels(), chosen.model().network());
    computation.check();
    PictureSource source = sources.open(model, chosen, computation.precision(), layers.seed());
    NetworkTime executor = computation.executorOfPictures();
    MetricOption.Asked judging = metrics.metrics(source.unknown());
    List<Evaluation> evaluations = evaluations(chosen, names, judging.metrics(), executor);
    EvaluationRun run = new EvaluationRun(source, evaluations, judging.metrics(), judging.notes(),
        facts(chosen, names, judging.metrics(), source), executor, computation.picturesAtOnce());
    JudgedCases cases = new JudgedCases(source, evaluations, chosen.preprocessing(), score.labels(chosen.labels())::label);
    CommandLine line = spec.commandLine();
    EvaluationOutput output = new EvaluationOutput(folder, resume, json, quiet.out(line), quiet.notes(line), line.getErr());
    if (!asked().isGroup()) sayIgnored(quiet.notes(line));
    boolean whole = output.run(run, Introduction.USUAL, cases, isGroup(), layers.seed());
    if (writer.isPresent()) EvaluationRun.converted(folder).replaceCsv(writer.get());
    return whole ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private static TableWriter parquetWriter() {
    return ServiceLoader.load(TableWriter.class).stream().map(ServiceLoader.Provider::get)
        .filter(writer -> writer.ending().equals(EvaluationRun.PARQUET)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "--parquet: its room is not built: run 'mvn -Dquick -DskipTests -pl parquet -am package' once (about 10 MB)"));
  }

  private void sayIgnored(PrintWriter notes) {
    layers.checkUsed(asked().names());
    layers.ignored(asked().names()).forEach(sentence -> notes.println("lucida: " + sentence));
  }

  private MethodNames asked() { return new MethodNames(methods); }

  private boolean isGroup() { return metrics.isGroup() || asked().isGroup(); }

  /** One for each layer, or one for all where their maps are fused; what does not use a layer is judged once. */
  private List<Evaluation> evaluations(ModelOptions.Chosen chosen, List<String> names, List<Metric> judging, Executor executor) {
    Optional<UnaryOperator<Method>> fusion = layers.fusion(names);
    List<String> places = fusion.isPresent() ? List.of(String.join("+", names)) : names;
    Subject subject = computation.subject(chosen.model(), names.getFirst(), executor);
    Inquiry inquiry = score.inquiry(chosen.labels(), computation);
    List<Evaluation> evaluations = new ArrayList<>();
    for (String place : places) {
      boolean first = place.equals(places.getFirst());
      List<Contender> judged = contenders(fusion).filter(contender -> first || contender.usesLayer()).toList();
      evaluations.add(new Evaluation(first ? subject : subject.at(place), place, judged, judging, classes(), layers.seed(),
          inquiry, metrics.budget()));
    }
    return evaluations;
  }

  private Stream<Contender> contenders(Optional<UnaryOperator<Method>> fusion) {
    UnaryOperator<Method> fused = fusion.orElse(UnaryOperator.identity());
    Stream<Contender> named = asked().names().stream()
        .map(name -> new Asked(Contender.method(name, layers::settings), fused, asked().mostRuns()));
    return withoutControls ? named : Stream.concat(named, Arrays.stream(Control.values()));
  }

  /** A method with what options do to it. */
  private record Asked(Contender method, UnaryOperator<Method> fused, long mostRuns) implements Contender {
    @Override
    public String title() { return method.title(); }

    @Override
    public boolean usesLayer() { return method.usesLayer(); }

    @Override
    public Method of(LabelledPicture picture, Probe probe) {
      Method made = fused.apply(method.of(picture, probe));
      if (made.runs(probe) > mostRuns) throw new NotApplicableException("it is not fast");
      return made;
    }
  }

  private ClassesAsked classes() {
    return classes.map(name -> EnumOption.named("--classes", name, ClassesAsked.values()))
        .orElse(sources.areLabelled(model) ? ClassesAsked.LABEL : ClassesAsked.TOP1);
  }

  private SequencedMap<String, String> facts(ModelOptions.Chosen chosen, List<String> names, List<Metric> judging,
      PictureSource source) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model));
    facts.put("pictures", String.valueOf(source.count()));
    facts.put(names.size() == 1 ? "layer" : "layers", String.join(", ", names));
    facts.put("methods", contenders(layers.fusion(names)).map(Contender::title).collect(Collectors.joining(", ")));
    facts.put("metrics", judging.stream().map(Metric::name).collect(Collectors.joining(", ")));
    facts.put("classes", classes().name().toLowerCase(Locale.ROOT));
    score.say(facts, chosen.model().network());
    score.files().forEach(file -> facts.put("SHA-256 of " + file.path(), file.sha256()));
    facts.put("preprocessing", chosen.preprocessing().name());
    facts.put("computed in", computation.text());
    facts.put("batch", String.valueOf(computation.batch()));
    facts.put("seed", String.valueOf(layers.seed()));
    facts.put("options", options());
    facts.put("version", Version.text());
    return facts;
  }

  /** The options that were given and that change numbers. */
  private String options() {
    return spec.commandLine().getParseResult().matchedOptions().stream().filter(option -> !ASIDE.contains(option.longestName()))
        .map(option -> option.longestName() + (option.originalStringValues().isEmpty() || option.arity().max() == 0
            ? ""
            : " " + String.join(",", option.originalStringValues())))
        .distinct().sorted().collect(Collectors.joining(" "));
  }
}
