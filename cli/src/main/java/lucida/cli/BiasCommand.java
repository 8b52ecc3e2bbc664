package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.PlainText;
import lucida.files.WholeFile;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.bias.BiasSearch;
import lucida.judge.bias.Cue;
import lucida.judge.bias.CueSearch;
import lucida.judge.bias.CueStrength;
import lucida.judge.bias.MappedPicture;
import lucida.judge.data.DataException;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.judge.guided.GuidedScenes;
import lucida.judge.guided.GuidedStudies;
import lucida.judge.guided.GuidedStudy;
import lucida.judge.guided.TrainedArm;
import lucida.judge.results.BiasTable;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.judge.statistics.Bootstrap;
import lucida.layers.Model;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.pictures.Region;
import lucida.report.BiasPage;
import lucida.report.MapView;
import lucida.report.Shown;
import lucida.report.StudyPage;
import lucida.report.StudyPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida bias}: what goes with a class and is not its object? */
@Command(name = "bias", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = "lucida bias [--images DIR --labels CSV | --scenes KIND[:N] | --seeds N] [OPTION …]", description = {
    "Finds from maps alone what goes with a class and is not its object: patches that recur where the maps of a class are strong, outside of objects where these are known, and that few pictures of other classes have; and places at which its maps are always strong, as a border or a watermark.",
    "Without pictures and without a network: small networks learn scenes in which a lantern hangs in every scene of one class and in no other, the lantern is searched in their maps, the scenes are re-balanced, and the networks are trained again; accuracies by group and maps before and after, over seeds. Networks are trained once and kept: a run that was interrupted goes on where it was.",
    "Writes report.html, bias.csv and bias.json; of lanterns also tables, a plot, and a page of the cues of each network."}, footer = {
        "", "Examples:", "  lucida bias", "  lucida bias --seeds 1 --train 2000 --epochs 4",
        "  lucida bias --images train --labels train.csv --weights resnet50.pth",
        "  lucida bias --images train --labels train.csv --boxes boxes.csv --model net.onnx --preprocess caffe --per-class 100"})
final class BiasCommand implements Callable<Integer> {
  private static final String SCENES = "single:640";
  private static final int MOST = 1_000_000;
  private static final int MOST_CUES = 2;
  /** The seed whose networks are shown in pictures. */
  private static final long FIRST = 1;

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

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "Of lanterns: how many seeds, 1 to N. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--train", paramLabel = "N", defaultValue = "4000", description = "Of lanterns: the number of scenes to learn from. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(names = "--epochs", paramLabel = "N", defaultValue = "6", description = "Of lanterns: passes over them. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(names = "--networks", paramLabel = "DIR", description = "Of lanterns: where the trained networks are kept. Default: .lucida/networks in the home folder.")
  private Optional<Path> networks = Optional.empty();

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
    return sources.areNamed() || model.isNamed() || model.pictureLabels().isPresent() ? pictures(contender) : lanterns();
  }

  // ---- a network and pictures of its own

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
    List<String> leftOut = new ArrayList<>();
    ProgressLine line = new ProgressLine(quiet.notes(spec.commandLine()), !json && ProgressLine.isSeen());
    line.begin("maps", 0);
    List<MappedPicture> mapped;
    try {
      mapped = mapped(search, source, line, leftOut);
    } finally {
      line.end();
    }
    leftOut.forEach(sentence -> err.println("lucida: " + PlainText.of(sentence)));
    if (mapped.isEmpty()) throw new IllegalArgumentException("none of the " + source.count() + " pictures could be looked at");
    SequencedMap<Integer, Integer> counts = counts(mapped);
    long enough = counts.values().stream().filter(n -> n >= CueSearch.FEWEST).count();
    if (enough < 2) {
      out.println("nothing was searched: what goes with one class and not with others takes at least " + CueSearch.FEWEST
          + " pictures of 2 classes, and " + (enough == 0 ? "no class has" : "one class has") + " as many; nothing was written");
      return leftOut.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
    }
    BiasTable table = new BiasTable(facts(search, chosen, counts), counts, searched(mapped, layers.seed()), chosen.labels()::label);
    new BiasPage(table).write(folder.resolve("report.html"), number -> shown(search, source, number));
    WholeFile.write(folder.resolve("bias.csv"), table.csv());
    WholeFile.write(folder.resolve("bias.json"), table.json());
    if (json) out.println(table.json().strip());
    else {
      out.println(new BiasText(table).text());
      out.println("wrote bias.csv, bias.json to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    }
    return leftOut.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_OUT;
  }

  private List<MappedPicture> mapped(BiasSearch search, PictureSource source, Progress progress, List<String> leftOut) {
    List<MappedPicture> mapped = new ArrayList<>();
    TreeMap<Integer, Integer> taken = new TreeMap<>();
    for (int i = 0; i < source.count(); i++) {
      try {
        LabelledPicture picture = source.get(i).picture();
        if (picture.label().isEmpty()) leftOut.add(source.name(i) + " has no label");
        else if (taken.merge(picture.label().getAsInt(), 1, Integer::sum) <= perClass)
            search.mapped(i, picture).ifPresentOrElse(mapped::add, () -> leftOut.add(picture.name() + " has no map by " + method));
      } catch (DataException e) {
        leftOut.add(String.valueOf(e.getMessage()));
      }
      progress.report(i + 1L, source.count());
    }
    return mapped;
  }

  private static SequencedMap<Integer, Integer> counts(List<MappedPicture> mapped) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    mapped.forEach(picture -> counts.merge(picture.label(), 1, Integer::sum));
    return counts;
  }

  private static List<Cue> searched(List<MappedPicture> mapped, long seed) {
    return new CueSearch(MOST_CUES, Bootstrap.of(seed)).of(mapped);
  }

  private static BiasPage.ShownMap shown(BiasSearch search, PictureSource source, int number) throws IOException {
    try {
      LabelledPicture picture = source.get(number).picture();
      Picture seen = search.preprocessing().picture(picture.x());
      Shown shown = Shown.of(seen, Region.all(seen));
      Picture map = search.map(picture).map(of -> MapView.of(of, ColourMap.DAWN, search.preprocessing().order()).over(shown))
          .orElse(shown.picture());
      return new BiasPage.ShownMap(picture.name(), shown.picture(), map);
    } catch (DataException e) {
      throw new IOException(e.getMessage(), e); // it was there a moment ago
    }
  }

  private SequencedMap<String, String> facts(BiasSearch search, ModelOptions.Chosen chosen, SequencedMap<Integer, Integer> counts) {
    SequencedMap<String, String> facts = model.facts(chosen);
    facts.putAll(sources.facts(model, SCENES));
    facts.put("maps", counts.values().stream().mapToInt(n -> n).sum() + " of " + counts.size() + " classes, at most " + perClass
        + " of each");
    facts.put("layer", search.subject().layer());
    facts.put("method", method);
    facts.put("preprocessing", chosen.preprocessing().name());
    facts.put("computed in", computation.text());
    facts.put("seed", String.valueOf(layers.seed()));
    facts.put("version", Version.text());
    return facts;
  }

  // ---- lanterns

  private int lanterns() throws IOException {
    List<GuidedStudy> studies = GuidedStudies.biased().stream().map(this::sized).toList();
    PrintWriter out = quiet.out(spec.commandLine()), notes = quiet.notes(spec.commandLine());
    RecipeTraining training = new RecipeTraining(networks.orElseGet(RecipeTraining::usualFolder), notes);
    Model given = Bundled.network("scenes-resnet").model();
    ProgressLine line = new ProgressLine(notes, !json && ProgressLine.isSeen());
    List<SeedRow> rows = new ArrayList<>();
    SequencedMap<String, Subject> shown = new LinkedHashMap<>();
    SequencedMap<String, BiasTable> tables = new LinkedHashMap<>();
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      for (long seed = FIRST; seed <= seeds; seed++)
        for (GuidedStudy study : studies) {
          TrainedArm arm = study.arms().getFirst();
          GuidedScenes scenes = study.scenes(seed);
          Model trained = training.network(study.name(), study.recipe(arm, scenes), given, study.network(arm, given));
          line.begin("seed " + seed + ", " + arm.title() + ", maps of scenes never seen", 0);
          rows.addAll(study.rows(arm, scenes, trained, given, line));
          line.end();
          line.begin("seed " + seed + ", " + arm.title() + ", maps of what was learned", 0);
          BiasTable table = cues(study, arm, scenes, trained, line);
          line.end();
          rows.addAll(rows(seed, arm, table));
          if (seed == FIRST) {
            shown.put(arm.title(), study.subject(arm, trained));
            tables.put(arm.title(), table);
          }
        }
      write(studies, rows, StudyPictures.of(studies.getFirst().scenes(FIRST).judged(), shown, "gradcam"), tables, out);
    }
    return ExitCode.DONE;
  }

  private GuidedStudy sized(GuidedStudy usual) {
    GuidedStudy.Size size = new GuidedStudy.Size(train, epochs, usual.size().rate(), usual.size().test(), usual.size().judged());
    new TrainingSize(seeds, size.scenes(), size.epochs(), size.rate(), size.test(), size.judged()).check();
    return usual.with(size);
  }

  /** The cues in the maps of scenes that the network learned. */
  private BiasTable cues(GuidedStudy study, TrainedArm arm, GuidedScenes scenes, Model trained, Progress progress)
      throws IOException {
    SceneSource source = scenes.learned(perClass * study.recipe(arm, scenes).classes().size());
    BiasSearch search = new BiasSearch(study.subject(arm, trained), Contender.method(method, _ -> Settings.USUAL),
        Preprocessing.SCENES);
    List<MappedPicture> mapped = mapped(search, source, progress, new ArrayList<>());
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", arm.title() + ", seed " + scenes.seed());
    facts.put("scenes", source.count() + " of those that it learned");
    facts.put("method", method);
    facts.put("computed in", Executor.float32().precision().toString().toLowerCase(Locale.ROOT));
    facts.put("version", Version.text());
    IntFunction<String> name = study.recipe(arm, scenes).classes()::get;
    BiasTable table = new BiasTable(facts, counts(mapped), searched(mapped, scenes.seed()), name);
    if (scenes.seed() == FIRST)
      new BiasPage(table).write(folder.resolve("cues-" + arm.title() + ".html"), number -> shown(search, source, number));
    return table;
  }

  /** Whether the true cue is among those that are proposed, and how many others are. */
  private static List<SeedRow> rows(long seed, TrainedArm arm, BiasTable table) {
    double classes = table.pictures().size();
    boolean found = table.cues().stream().anyMatch(cue -> isTrue(cue) && cue.strength() == CueStrength.STRONG);
    long strong = table.cues().stream().filter(cue -> !isTrue(cue) && cue.strength() == CueStrength.STRONG).count();
    long weak = table.count(CueStrength.WEAK);
    return List.of(new SeedRow(seed, arm.title(), "", "lantern found", found ? 100 : 0),
        new SeedRow(seed, arm.title(), "", "other strong cues a class", 100 * strong / classes),
        new SeedRow(seed, arm.title(), "", "weak cues a class", 100 * weak / classes));
  }

  private static boolean isTrue(Cue cue) { return cue.label() == 0 && cue.onTruth().filter(share -> share > 0.5).isPresent(); }

  private void write(List<GuidedStudy> studies, List<SeedRow> rows, StudyPictures shown, SequencedMap<String, BiasTable> tables,
      PrintWriter out) throws IOException {
    SequencedMap<String, String> facts = studies.getFirst().facts(LongStream.rangeClosed(FIRST, seeds).boxed());
    facts.put("version", Version.text());
    SeedTable table = new SeedTable(facts, rows, studies.getFirst().pairs());
    new StudyPage("bias", "What does a lantern do that goes with a class, and what if it no longer does?",
        "In training a lantern hangs in every scene of one class and in no other (biased), or in half of all (re-balanced); in the test in half of all. It is searched in the maps of what the networks learned, by what recurs outside of objects: cues-biased.html and cues-re-balanced.html beside this page show what was found.",
        "In per cent: accuracy on unseen scenes, of all, of the four groups by class and lantern, and of the worst of them; whether the lantern was found in maps, and what else was.",
        "In per cent: of Grad-CAM's energy what is on the lantern, and on the object.", table, shown).write(folder);
    if (json) {
      WholeFile.write(folder.resolve("bias.json"), table.json());
      out.println(table.json().strip());
      return;
    }
    tables.forEach((title, found) -> out.println(title + ", seed " + FIRST + ": " + new BiasText(found).text()
        + System.lineSeparator()));
    new SeedFiles(folder, "bias").write(table, out);
  }
}
