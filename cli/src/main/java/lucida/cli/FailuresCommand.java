package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import lucida.cam.Progress;
import lucida.cam.Subject;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.data.PictureSource;
import lucida.judge.failure.Failure;
import lucida.judge.failure.FailureSearch;
import lucida.judge.results.FailureTable;
import lucida.report.FailureCase;
import lucida.report.FailurePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida failures}: what a network gets wrong, with the maps of the true and of the wrong class. */
@Command(name = "failures", mixinStandardHelpOptions = true, modelTransformer = FailuresCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida failures [--images DIR --labels CSV | --scenes KIND[:N]] [OPTION …]", description = {
    "Finds the pictures that a network classifies wrongly, and shows the maps of the true and of the predicted class side by side, by Grad-CAM and Guided Grad-CAM; grouped by what the maps say: the object itself, another object, or the background; of each group the most confident mistake first. Without arguments it looks at 1000 drawn scenes with a bundled network.",
    "Writes report.html, failures.csv and failures.json."}, footer = {"", "Examples:", "  lucida failures",
        "  lucida failures --scenes pair:100", "  lucida failures --model scenes-vgg --layer relu3_2",
        "  lucida failures --images val --labels val.csv --boxes boxes.csv --model squeezenet.onnx --preprocess caffe"})
final class FailuresCommand implements Callable<Integer> {
  private static final String SCENES = "single:1000";
  private static final int MOST_SHOWN = 10_000;
  private static final String GUIDED = "guided-";

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Mixin
  private ModelOptions model;

  @Option(names = "--method", paramLabel = "NAME", defaultValue = "gradcam", description = "The method whose maps say why: gradcam or gradcam++; shown beside its guided form. Default: ${DEFAULT-VALUE}.")
  private String method;

  @Option(names = "--show", paramLabel = "N", defaultValue = "20", description = "Show at most N mistakes of each group on the page; the tables have all. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-failures", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    Count.check("--show", show, MOST_SHOWN);
    if (!List.of("gradcam", "gradcam++").contains(method))
      throw new IllegalArgumentException("--method " + method + ": there are gradcam and gradcam++, which have a guided form");
    layers.checkUsed(List.of(method, GUIDED + method));
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    if (chosen.labels().count() < 2)
      throw new IllegalArgumentException(chosen.title() + " has one score: a mistake takes one class for another, which needs two");
    String layer = layers.layer(chosen.model(), "maps of one layer say why, not of ");
    computation.check();
    if (!sources.areLabelled(model))
      throw new IllegalArgumentException(
          "--images without labels: nobody knows which pictures are classified wrongly; add --labels CSV or --boxes FILE");
    PictureSource source = sources.open(model, chosen, computation.precision(), layers.seed(), SCENES);
    Subject subject = computation.subject(chosen.model(), layer, Progress.NONE);
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      return run(subject, source, chosen);
    }
  }

  /** What was looked at: mistakes, and what could not be looked at. */
  private record Found(List<Failure> failures, int judged, List<String> leftOut) {}

  private int run(Subject subject, PictureSource source, ModelOptions.Chosen chosen) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine()), err = spec.commandLine().getErr();
    sources.say(source, quiet.notes(spec.commandLine()));
    Found found = found(subject, source);
    found.leftOut().forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    if (found.judged() == 0)
      throw new IllegalArgumentException(PictureSource.noneOf(source.count()) + " could be looked at");
    IntFunction<String> name = chosen.labels()::label;
    FailureTable table = new FailureTable(facts(subject, chosen), found.judged(), found.failures(), name);
    OutputFolder.clear(folder, "report.html", "failures.csv", "failures.json");
    if (!found.failures().isEmpty()) write(table, subject, source, chosen, name);
    if (json) out.println(table.json().strip());
    else(found.failures().isEmpty() ? spec.commandLine().getOut() : out).println(new FailuresText(table, folder).text());
    return found.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private Found found(Subject subject, PictureSource source) {
    FailureSearch search = new FailureSearch(subject, Contender.method(method, layers::settings));
    List<Failure> failures = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    line.begin("pictures", 0);
    int judged = 0;
    try {
      for (int i = 0; i < source.count(); i++) {
        Optional<LabelledPicture> picture = source.read(i, leftOut::add);
        if (picture.isPresent() && picture.get().label().isEmpty()) leftOut.add(picture.get().withoutLabel());
        else if (picture.isPresent()) {
          search.of(i, picture.get()).ifPresent(failures::add);
          judged++;
        }
        line.report(i + 1L, source.count());
      }
    } finally {
      line.end();
    }
    return new Found(failures, judged, leftOut);
  }

  private void write(FailureTable table, Subject subject, PictureSource source, ModelOptions.Chosen chosen,
      IntFunction<String> name)
      throws IOException {
    List<Contender> shown = List.of(Contender.method(method, layers::settings),
        Contender.method(GUIDED + method, layers::settings));
    new FailurePage(table).write(folder, show, failure -> FailureCase.of(failure, source.again(failure.number()), subject, shown,
        chosen.preprocessing(), name.apply(failure.label()), name.apply(failure.predicted())));
    WholeFile.write(folder.resolve("failures.csv"), table.csv());
    WholeFile.write(folder.resolve("failures.json"), table.json());
  }

  private SequencedMap<String, String> facts(Subject subject, ModelOptions.Chosen chosen) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model, SCENES));
    facts.put("layer", subject.layer());
    facts.put("method", method);
    facts.putAll(computation.facts(chosen.preprocessing(), layers.seed()));
    return facts;
  }

  /** Maps of one layer say why, by methods that draw nothing, follow no path and take nothing away. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse", "--samples", "--sigma", "--steps", "--baseline"); }
  }
}
