package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.kernel.Kernels;
import lucida.files.WholeFile;
import lucida.judge.Contender;
import lucida.judge.bias.BiasSearch;
import lucida.judge.bias.Cue;
import lucida.judge.bias.CueStrength;
import lucida.judge.bias.MappedPicture;
import lucida.judge.data.SceneSource;
import lucida.judge.guided.GuidedScenes;
import lucida.judge.guided.GuidedStudies;
import lucida.judge.guided.GuidedStudy;
import lucida.judge.guided.TrainedArm;
import lucida.judge.results.BiasTable;
import lucida.judge.results.LossCurves;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.layers.Model;
import lucida.pictures.Preprocessing;
import lucida.report.BiasPage;
import lucida.report.StudyPage;
import lucida.report.StudyPictures;

/**
 * Networks learn scenes with a lantern, it is searched in their maps, the scenes are re-balanced, and networks are trained again.
 *
 * @param kernels that compute
 */
record LanternRun(LanternOptions options, BiasMaps maps, Kernels kernels, Path folder, boolean json) {
  /** The seed whose networks are shown in pictures. */
  private static final long FIRST = 1;

  int run(PrintWriter out, PrintWriter notes) throws IOException {
    List<GuidedStudy> studies = GuidedStudies.biased().stream().map(options::sized).toList();
    RecipeTraining training = new RecipeTraining(options.networks(), notes, kernels);
    Model given = Bundled.network("scenes-resnet").model();
    ProgressLine line = new ProgressLine(notes, !json && ProgressLine.isSeen());
    List<SeedRow> rows = new ArrayList<>();
    SequencedMap<String, Subject> shown = new LinkedHashMap<>();
    SequencedMap<String, BiasTable> tables = new LinkedHashMap<>();
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      for (long seed = FIRST; seed <= options.seeds(); seed++)
        for (GuidedStudy study : studies) {
          TrainedArm arm = study.arms().getFirst();
          GuidedScenes scenes = study.scenes(seed);
          Model trained = training.network(study.name(), study.recipe(arm, scenes), given, study.network(arm, given));
          line.begin("seed " + seed + ", " + arm.title() + ", maps of scenes never seen", 0);
          rows.addAll(study.rows(arm, scenes, trained, given, executor(), line));
          line.end();
          line.begin("seed " + seed + ", " + arm.title() + ", maps of what was learned", 0);
          BiasTable table = cues(study, arm, scenes, trained, line);
          line.end();
          rows.addAll(rows(seed, arm, table));
          if (seed == FIRST) {
            shown.put(arm.title(), study.subject(arm, trained, executor()));
            tables.put(arm.title(), table);
          }
        }
      write(studies, rows, StudyPictures.of(studies.getFirst().scenes(FIRST).judged(), shown, "gradcam"), tables, out);
    }
    return ExitCode.DONE;
  }

  private Executor executor() { return Executor.of(Precision.FLOAT32, kernels); }

  /** The cues in the maps of scenes that the network learned. */
  private BiasTable cues(GuidedStudy study, TrainedArm arm, GuidedScenes scenes, Model trained, Progress progress)
      throws IOException {
    SceneSource source = scenes.learned(maps.perClass() * study.recipe(arm, scenes).classes().size());
    BiasSearch search = new BiasSearch(study.subject(arm, trained, executor()),
        Contender.method(maps.method(), _ -> Settings.USUAL),
        Preprocessing.SCENES);
    List<MappedPicture> mapped = maps.of(search, source, progress, new ArrayList<>());
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", arm.title() + ", seed " + scenes.seed());
    facts.put("scenes", source.count() + " of those that it learned");
    facts.put("method", maps.method());
    facts.put("computed in", executor().precision().toString().toLowerCase(Locale.ROOT));
    facts.put("version", Version.text());
    IntFunction<String> name = study.recipe(arm, scenes).classes()::get;
    BiasTable table = new BiasTable(facts, BiasMaps.counts(mapped), BiasMaps.searched(mapped), name);
    if (scenes.seed() == FIRST)
      new BiasPage(table).write(folder.resolve("cues-" + arm.title() + ".html"), number -> BiasMaps.shown(search, source, number));
    return table;
  }

  /** Whether the true cue is among those that are proposed, strong or weak, and how many others are. */
  private static List<SeedRow> rows(long seed, TrainedArm arm, BiasTable table) {
    double classes = table.pictures().size();
    boolean found = table.cues().stream().anyMatch(LanternRun::isTrue);
    List<Cue> others = table.cues().stream().filter(cue -> !isTrue(cue)).toList();
    long strong = others.stream().filter(cue -> cue.strength() == CueStrength.STRONG).count();
    return List.of(new SeedRow(seed, arm.title(), "", "lantern found", found ? 100 : 0),
        new SeedRow(seed, arm.title(), "", "other strong cues a class", 100 * strong / classes),
        new SeedRow(seed, arm.title(), "", "other weak cues a class", 100 * (others.size() - strong) / classes));
  }

  private static boolean isTrue(Cue cue) { return cue.label() == 0 && cue.onTruth().filter(share -> share > 0.5).isPresent(); }

  private void write(List<GuidedStudy> studies, List<SeedRow> rows, StudyPictures shown, SequencedMap<String, BiasTable> tables,
      PrintWriter out) throws IOException {
    SequencedMap<String, String> facts = studies.getFirst().facts(LongStream.rangeClosed(FIRST, options.seeds()).boxed());
    facts.put("version", Version.text());
    SeedTable table = new SeedTable(facts, rows, studies.getFirst().pairs());
    new StudyPage("bias", "What does a lantern do that goes with a class, and what if it no longer does?",
        "In training a lantern hangs in every scene of one class and in no other (biased), or in half of all (re-balanced); in the test in half of all. It is searched in the maps of what the networks learned, by what recurs outside of objects: cues-biased.html and cues-re-balanced.html beside this page show what was found.",
        "In per cent: accuracy on unseen scenes, of all, of the four groups by class and lantern, and of the worst of them; whether the lantern was found in maps, and what else was.",
        "In per cent: of Grad-CAM's energy what is on the lantern, and on the object.", table,
        LossCurves.NONE, shown).write(folder);
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
