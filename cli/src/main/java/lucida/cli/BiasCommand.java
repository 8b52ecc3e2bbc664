package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lucida.cam.Progress;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.Contender;
import lucida.judge.bias.BiasSearch;
import lucida.judge.bias.CueSearch;
import lucida.judge.bias.MappedPicture;
import lucida.judge.data.PictureSource;
import lucida.judge.results.BiasTable;
import lucida.report.BiasPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida bias}: what goes with a class and is not its object? */
@Command(name = "bias", mixinStandardHelpOptions = true, modelTransformer = BiasCommand.Unlisted.class, sortOptions = false, customSynopsis = "lucida bias [--images DIR --labels CSV | --scenes KIND[:N] | --seeds N] [OPTION …]", description = {
    "Finds from maps alone what goes with a class and is not its object: patches that recur where the maps of a class are strong, outside of objects where these are known, and that few pictures of other classes have; and places at which its maps are always strong, as a border or a watermark.",
    "Without pictures and without a network: small networks learn scenes in which a lantern hangs in every scene of one class and in no other, the lantern is searched in their maps, the scenes are re-balanced, and the networks are trained again; accuracies by group and maps before and after, over seeds. Networks are trained once and kept: a run that was interrupted goes on where it was. Beside the options of lanterns --method, --per-class and --threads have an effect there.",
    "Writes report.html, bias.csv and bias.json; of lanterns also tables, a plot, and a page of the cues of each network."}, footer = {
        "", "Examples:", "  lucida bias", "  lucida bias --seeds 1 --train 2000 --epochs 4",
        "  lucida bias --images train --labels train.csv --weights resnet50.pth",
        "  lucida bias --images train --labels train.csv --boxes boxes.csv --model net.onnx --preprocess caffe --per-class 100"})
final class BiasCommand implements Callable<Integer> {
  private static final String SCENES = "single:640";
  private static final int MOST = 1_000_000;

  @Spec
  private CommandSpec spec;

  @Mixin
  private SourceOptions sources;

  @Mixin
  private ModelOptions model;

  @Option(names = "--method", paramLabel = "NAME", defaultValue = "gradcam", description = "The method whose maps are looked at. Default: ${DEFAULT-VALUE}.")
  private String method;

  @Option(names = "--per-class", paramLabel = "N", defaultValue = "40", description = "Look at the maps of at most N pictures of each class, half of them to choose what is proposed and half to measure it. Default: ${DEFAULT-VALUE}.")
  private int perClass;

  @Mixin
  private LanternOptions lanterns;

  @Mixin
  private LayerOptions layers;

  @Mixin
  private ComputationOptions computation;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-bias", description = "The folder that files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--json", description = "Print what was found as JSON and nothing else.")
  private boolean json;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    quiet.checkBeside(json, "what was found");
    Count.check("--per-class", perClass, CueSearch.FEWEST, MOST);
    Contender contender = Contender.method(method, layers::settings);
    boolean ofPictures = sources.areNamed() || model.isNamed() || model.pictureLabels().isPresent();
    lanterns.check(spec, !ofPictures);
    layers.checkUsed(List.of(method));
    return ofPictures
        ? pictures(contender)
        : new LanternRun(lanterns, new BiasMaps(method, perClass), computation.kernels().kernels(), folder, json)
            .run(quiet.out(spec.commandLine()), quiet.notes(spec.commandLine()));
  }

  private int pictures(Contender contender) throws IOException {
    ModelOptions.Chosen chosen = model.chooseForLabelledPictures();
    if (chosen.labels().count() < 2)
      throw new IllegalArgumentException(chosen.title() + " has one score: what goes with one class and not with others needs two");
    String layer = layers.layer(chosen.model(), "maps of one layer are looked at, not of ");
    computation.check();
    if (!sources.areLabelled(model))
      throw new IllegalArgumentException(
          "--images without labels: nobody knows which pictures are of one class; add --labels CSV or --boxes FILE");
    PictureSource source = sources.open(model, chosen, computation.precision(), layers.seed(), SCENES);
    BiasSearch search = new BiasSearch(computation.subject(chosen.model(), layer, Progress.NONE), contender,
        chosen.preprocessing());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      return run(search, source, chosen);
    }
  }

  private int run(BiasSearch search, PictureSource source, ModelOptions.Chosen chosen) throws IOException {
    PrintWriter out = quiet.out(spec.commandLine()), err = spec.commandLine().getErr();
    sources.say(source, quiet.notes(spec.commandLine()));
    BiasMaps maps = new BiasMaps(method, perClass);
    List<String> leftOut = new ArrayList<>();
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    line.begin("maps", 0);
    List<MappedPicture> mapped;
    try {
      mapped = maps.of(search, source, line, leftOut);
    } finally {
      line.end();
    }
    leftOut.forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    if (mapped.isEmpty()) throw new IllegalArgumentException(PictureSource.noneOf(source.count()) + " could be looked at");
    SequencedMap<Integer, Integer> counts = BiasMaps.counts(mapped);
    long enough = counts.values().stream().filter(n -> n >= CueSearch.FEWEST).count();
    OutputFolder.clear(folder, "report.html", "bias.csv", "bias.json");
    if (enough < 2) {
      spec.commandLine().getOut().println("nothing was searched: what goes with one class and not with others takes at least "
          + CueSearch.FEWEST + " pictures of 2 classes, and " + (enough == 0 ? "no class has" : "one class has")
          + " as many; nothing was written");
      return leftOut.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
    BiasTable table = new BiasTable(facts(search, chosen, counts), counts, BiasMaps.searched(mapped), chosen.labels()::label);
    new BiasPage(table).write(folder.resolve("report.html"), number -> BiasMaps.shown(search, source, number));
    WholeFile.write(folder.resolve("bias.csv"), table.csv());
    WholeFile.write(folder.resolve("bias.json"), table.json());
    if (json) out.println(table.json().strip());
    else {
      out.println(new BiasText(table).text());
      out.println("wrote bias.csv, bias.json to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    }
    return leftOut.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private SequencedMap<String, String> facts(BiasSearch search, ModelOptions.Chosen chosen, SequencedMap<Integer, Integer> counts) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model, SCENES));
    facts.put("maps", counts.values().stream().mapToInt(n -> n).sum() + " of " + counts.size() + " classes, at most " + perClass
        + " of each");
    facts.put("layer", search.subject().layer());
    facts.put("method", method);
    facts.putAll(computation.facts(chosen.preprocessing(), layers.seed()));
    return facts;
  }

  /** Maps of one layer are looked at. */
  static final class Unlisted extends UnlistedOptions {
    Unlisted() { super("--fuse"); }
  }
}
