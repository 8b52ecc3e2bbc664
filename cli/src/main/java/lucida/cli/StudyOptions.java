package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Subject;
import lucida.files.WholeFile;
import lucida.judge.guided.GuidedScenes;
import lucida.judge.guided.GuidedStudy;
import lucida.judge.guided.GuidedStudy.Size;
import lucida.judge.guided.TrainedArm;
import lucida.judge.results.LossCurves;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.judge.suite.Recipe;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.training.DivergenceException;
import lucida.report.StudyPage;
import lucida.report.StudyPictures;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much an experiment on training through explanations trains, and where it writes. */
final class StudyOptions {
  /** The seed whose networks are shown in pictures. */
  private static final long SHOWN = 1;
  static final String KEPT = "Networks are trained once and kept: a run that was interrupted goes on where it was. ";
  private static final String FAIR = " Arms begin with the same weights where they have the same layers, and see the same scenes in the same order at the same rates; they differ by what is added to the cross-entropy alone. Seeds differ in scenes, new weights and order.";

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "How many seeds: 1 to N. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--arm", paramLabel = "NAME", description = "An arm to train; may be repeated. Default: all.")
  private List<String> arms = List.of();

  @Option(names = "--train", paramLabel = "N", description = "The number of scenes to learn from.")
  private Optional<Integer> train = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over them.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--rate", paramLabel = "R", description = "The highest learning rate.")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--test", paramLabel = "N", description = "The number of scenes on which accuracies are measured.")
  private Optional<Integer> test = Optional.empty();

  @Option(names = "--pictures", paramLabel = "N", description = "The number of scenes on which maps are judged.")
  private Optional<Integer> pictures = Optional.empty();

  @Option(names = "--networks", paramLabel = "DIR", description = "Where the trained networks are kept. Default: .lucida/networks in the home folder.")
  private Optional<Path> networks = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-out", description = "The folder that the files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  /** Trains what is not kept, measures, and writes. */
  int run(GuidedStudy usual, StudyText text, CommandSpec spec, QuietOption quiet) throws IOException {
    GuidedStudy study = checked(usual);
    PrintWriter out = quiet.out(spec.commandLine()), notes = quiet.notes(spec.commandLine());
    RecipeTraining training = new RecipeTraining(networks.orElseGet(RecipeTraining::usualFolder), notes);
    Model given = Bundled.network("scenes-resnet").model();
    ProgressLine line = new ProgressLine(notes, ProgressLine.isSeen());
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      notes.println("lucida: %d %s, %d %s each".formatted(seeds, seeds == 1 ? "seed" : "seeds", study.arms().size(),
          study.arms().size() == 1 ? "training" : "trainings"));
      List<SeedRow> rows = new ArrayList<>();
      List<LossCurves.Point> losses = new ArrayList<>();
      List<SeedRow> ends = new ArrayList<>();
      SequencedMap<String, Subject> shown = new LinkedHashMap<>();
      for (long seed = 1; seed <= seeds; seed++) {
        GuidedScenes scenes = study.scenes(seed);
        for (TrainedArm arm : study.arms()) {
          Recipe recipe = study.recipe(arm, scenes);
          Optional<Model> learned = learned(training, study, recipe, study.network(arm, given), given, notes);
          losses.addAll(LossCurves.of(seed, arm.title(), training.losses(recipe)));
          ends.add(new SeedRow(seed, arm.title(), "", SeedTable.DIVERGED, learned.isPresent() ? 0 : 100));
          if (learned.isEmpty()) continue;
          Model trained = learned.get();
          line.begin("seed " + seed + ", " + arm.title() + ", maps", 0);
          rows.addAll(study.rows(arm, scenes, trained, given, Executor.float32(), line));
          line.end();
          if (seed == SHOWN && study.shown().contains(arm.title()))
            shown.put(arm.title(), study.subject(arm, trained, Executor.float32()));
        }
      }
      if (ends.stream().anyMatch(end -> end.value() > 0)) rows.addAll(ends);
      List<String> order = study.arms().stream().map(TrainedArm::title).toList();
      rows.sort(Comparator.comparingInt(row -> order.indexOf(row.network())));
      write(study, text, rows, new LossCurves(losses), StudyPictures.of(study.scenes(SHOWN).judged(), shown, "gradcam"), out);
    }
    return ExitCode.DONE;
  }

  /** The network of an arm; none where the training diverges, which is said, and is a result of an experiment. */
  private static Optional<Model> learned(RecipeTraining training, GuidedStudy study, Recipe recipe, Network network, Model given,
      PrintWriter notes) throws IOException {
    try {
      return Optional.of(training.network(study.name(), recipe, given, network));
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof DivergenceException diverged)) throw e;
      notes.println("lucida: " + recipe.task() + ": " + diverged.getMessage());
      return Optional.empty();
    }
  }

  private GuidedStudy checked(GuidedStudy usual) {
    Size size = new Size(train.orElse(usual.size().scenes()), epochs.orElse(usual.size().epochs()),
        rate.orElse(usual.size().rate()),
        test.orElse(usual.size().test()), pictures.orElse(usual.size().judged()));
    new TrainingSize(seeds, size.scenes(), size.epochs(), size.rate(), size.test(), size.judged()).check();
    List<String> titles = usual.arms().stream().map(TrainedArm::title).toList();
    arms.stream().filter(arm -> !titles.contains(arm)).findFirst().ifPresent(arm -> {
      throw new IllegalArgumentException("--arm " + arm + ": there is no such arm; " + Names.suggestion(arm, titles));
    });
    GuidedStudy all = usual.with(size), study = arms.isEmpty() ? all : all.only(arms);
    study.arms().stream().filter(arm -> study.masks(arm) == 0).findFirst().ifPresent(arm -> {
      throw new IllegalArgumentException("--train " + size.scenes() + ": of so few scenes the arm '" + arm.title()
          + "' knows no mask; take more, or name other arms by --arm");
    });
    return study;
  }

  private void write(GuidedStudy study, StudyText text, List<SeedRow> rows, LossCurves losses, StudyPictures shown,
      PrintWriter out) throws IOException {
    SequencedMap<String, String> facts = study.facts(LongStream.rangeClosed(1, seeds).boxed());
    facts.put("version", Version.text());
    SeedTable table = new SeedTable(facts, rows, study.pairs());
    new StudyPage(study.name(), text.title(), text.idea() + FAIR, text.ofNetworks(), text.ofMaps(), table, losses, shown)
        .write(folder);
    WholeFile.write(folder.resolve(study.name() + "-curves.csv"), losses.csv());
    new SeedFiles(folder, study.name()).write(table, out);
    out.println("how losses went: %s-curves.csv, .svg, .png".formatted(study.name()));
  }

  /**
   * What the page of an experiment says.
   *
   * @param title a question
   * @param idea what is compared; that it is fair is added
   * @param ofNetworks about the table of networks
   * @param ofMaps about the table of maps
   */
  record StudyText(String title, String idea, String ofNetworks, String ofMaps) {}
}
