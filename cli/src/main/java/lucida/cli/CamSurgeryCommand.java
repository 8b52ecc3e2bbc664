package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.judge.surgery.CamSurgery;
import lucida.judge.surgery.CamSurgery.Stage;
import lucida.layers.Model;
import lucida.plan.Plan;
import lucida.report.SurgeryPage;
import lucida.report.StudyPictures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida experiment cam-surgery}: what does CAM cost, that Grad-CAM avoids? */
@Command(name = CamSurgeryCommand.NAME, mixinStandardHelpOptions = true, sortOptions = false, description = {
    "What does CAM cost, that Grad-CAM avoids? The dense layers of the bundled scenes-vgg are replaced by a convolution, global average pooling and one linear layer, and it is trained again; the network with its dense layers is trained on for as long. Accuracy, and where CAM, Grad-CAM and Grad-CAM++ show the object, for each seed; means over seeds with intervals, and differences paired by seed.",
    "Networks are trained once and kept: a run that was interrupted goes on where it was. Writes cam-surgery.csv, .md, .json, .svg, .png, pictures.png and report.html."}, footer = {
        "", "Examples:", "  lucida experiment cam-surgery --out surgery",
        "  lucida experiment cam-surgery --seeds 2 --train 500 --epochs 1"})
final class CamSurgeryCommand implements Callable<Integer> {
  static final String NAME = "cam-surgery";
  /** The seed whose networks are shown in pictures. */
  private static final long SHOWN = 1;
  /** Seconds to learn from a scene, to classify one, and to judge all maps of one, with a network's share of what is done once. */
  private static final double PER_SCENE = 0.003;
  private static final double PER_ANSWER = 0.001;
  private static final double PER_MAPS = 0.05;

  @Spec
  private CommandSpec spec;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "How many seeds: 1 to N. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--train", paramLabel = "N", defaultValue = "1500", description = "The number of scenes to learn from after the surgery. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(names = "--epochs", paramLabel = "N", defaultValue = "3", description = "Epochs after the surgery, of both networks. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(names = "--rate", paramLabel = "R", defaultValue = "0.006", description = "The highest learning rate. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(names = "--test", paramLabel = "N", defaultValue = "500", description = "The number of scenes on which accuracies are measured. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(names = "--pictures", paramLabel = "N", defaultValue = "100", description = "The number of scenes on which maps are judged. Default: ${DEFAULT-VALUE}.")
  private int pictures;

  @Option(names = "--networks", paramLabel = "DIR", description = "Where the trained networks are kept. Default: .lucida/networks in the home folder.")
  private Optional<Path> networks = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-cam-surgery", description = "The folder that the files are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException {
    CamSurgery surgery = checked();
    PrintWriter out = quiet.out(spec.commandLine()), notes = quiet.notes(spec.commandLine());
    RecipeTraining training = new RecipeTraining(networks.orElseGet(RecipeTraining::usualFolder), notes);
    try (OutputFolder _ = OutputFolder.prepare(folder)) {
      notes.println("lucida: %d %s, two trainings each of %d epochs of %,d scenes: %s".formatted(seeds,
          seeds == 1 ? "seed" : "seeds", epochs, train, cost()));
      List<SeedRow> rows = new ArrayList<>();
      Executor plan = Plan.float32();
      ProgressLine line = new ProgressLine(notes, ProgressLine.isSeen());
      Model bundled = Bundled.network("scenes-vgg").model();
      SequencedMap<Stage, Model> shown = trained(surgery, SHOWN, bundled, training);
      for (long seed = 1; seed <= seeds; seed++) {
        SequencedMap<Stage, Model> trained = seed == SHOWN ? shown : trained(surgery, seed, bundled, training);
        for (Map.Entry<Stage, Model> each : trained.sequencedEntrySet()) {
          line.begin("seed " + seed + ", " + each.getKey().title() + ", maps", 0);
          rows.addAll(surgery.rows(each.getKey(), seed, each.getValue(), plan, line));
          line.end();
        }
      }
      write(surgery, rows, StudyPictures.of(surgery, SHOWN, shown, plan), out);
    }
    return ExitCode.DONE;
  }

  /** As measured once (AMD EPYC, vectors of 512 bits). */
  private String cost() {
    double learned = 2.0 * epochs * train * PER_SCENE, judged = 3 * (test * PER_ANSWER + pictures * PER_MAPS);
    int minutes = (int) Math.max(1, Math.ceil(seeds * (learned + judged) / 60));
    return "about " + (minutes == 1 ? "a minute" : minutes + " minutes") + " of processor time, less where networks are kept";
  }

  private CamSurgery checked() {
    new TrainingSize(seeds, train, epochs, rate, test, pictures).check();
    return new CamSurgery(train, epochs, rate, test, pictures);
  }

  private void write(CamSurgery surgery, List<SeedRow> rows, StudyPictures shown, PrintWriter out) throws IOException {
    SequencedMap<String, String> facts = surgery.facts(LongStream.rangeClosed(1, seeds).boxed());
    facts.put("version", Version.text());
    SeedTable table = new SeedTable(facts, rows, CamSurgery.PAIRS);
    new SurgeryPage(table, shown).write(folder);
    new SeedFiles(folder, NAME).write(table, out);
  }

  /** The three networks of a seed; those that are not kept are trained. */
  private static SequencedMap<Stage, Model> trained(CamSurgery surgery, long seed, Model bundled, RecipeTraining training)
      throws IOException {
    SequencedMap<Stage, Model> trained = new LinkedHashMap<>(Map.of(Stage.BEFORE, bundled));
    for (Stage stage : List.of(Stage.DENSE, Stage.GAP))
      trained.put(stage, training.network(NAME, surgery.recipe(stage, seed), bundled, stage.network()));
    return trained;
  }
}
