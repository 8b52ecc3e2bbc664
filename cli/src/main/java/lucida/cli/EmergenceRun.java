package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.CancellationException;
import lucida.autodiff.run.Executor;
import lucida.bundled.SceneExamples;
import lucida.cam.LayerChoice;
import lucida.cam.Progress;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.files.WholeFile;
import lucida.judge.data.SceneSource;
import lucida.judge.neurons.ConceptMasks;
import lucida.judge.neurons.Dissection;
import lucida.judge.neurons.LayerRun;
import lucida.judge.results.EmergenceTable.EmergenceRow;
import lucida.judge.results.EmergenceTable;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Objective;
import lucida.layers.training.Schedule;
import lucida.layers.training.Sgd;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import lucida.layers.training.TrainingStep;
import lucida.pictures.Preprocessing;
import lucida.report.EmergencePage;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import lucida.weights.model.Checkpoint;

/**
 * A training with a dissection after each epoch. It can be stopped: the epochs that are over are in the table, and a checkpoint lies beside it.
 *
 * @param lookedAt the scenes on which layers are dissected
 * @param layers that are dissected; none for the usual ones
 * @param above the share of activations above the threshold
 */
record EmergenceRun(EmergenceOptions options, String lookedAt, List<String> layers, double above, long seed,
    ComputationOptions computation, Path folder,
    boolean json) {
  private static final int BATCH = 32;
  private static final double RATE = 0.05;
  private static final int HELD_BACK = 400;

  int run(PrintWriter out, PrintWriter notes) throws IOException {
    Network network = network();
    Training training = training(network);
    List<String> dissected = dissected(network);
    Path saved = folder.resolve("emergence.checkpoint"), csv = folder.resolve("emergence.csv");
    if (!options.resumes() && Files.exists(saved))
      throw new IllegalArgumentException(saved + " holds an unfinished training: add --resume to go on with it, or delete it");
    List<EmergenceRow> rows = new ArrayList<>();
    Standing from = options.resumes() ? resumed(saved, csv, training, dissected, rows) : first(training, network);
    TrainingReport report = TrainingReport.to(notes, notes, training, from);
    if (rows.isEmpty()) count(from, network, dissected, rows, notes);
    training.run(from, new Training.Listener() {
      @Override
      public boolean step(Standing standing, Trainer.Progress progress) {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
        report.step(progress);
        return true;
      }

      @Override
      public void epoch(Standing standing) {
        report.epoch(standing);
        try {
          count(standing, network, dissected, rows, notes);
          WholeFile.write(csv, new EmergenceTable(facts(dissected), rows).csv());
        } catch (IOException e) {
          throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        new Checkpoint(standing, settings(dissected)).write(saved);
      }
    });
    EmergenceTable table = new EmergenceTable(facts(dissected), rows);
    new EmergencePage(table).write(folder);
    WholeFile.write(csv, table.csv());
    WholeFile.write(folder.resolve("emergence.json"), table.json());
    Files.deleteIfExists(saved);
    out.println(json ? table.json().strip() : text(table));
    return ExitCode.DONE;
  }

  private void count(Standing standing, Network network, List<String> dissected, List<EmergenceRow> rows, PrintWriter notes) {
    Model model = new Model(network, new Weights(standing.state().parameters()));
    Executor executor = computation.execution().executor(Precision.FLOAT32, computation.kernels().kernels());
    SceneSource source = SceneSource.parse(lookedAt, seed, network.input().extent(1), Preprocessing.SCENES, Precision.FLOAT32);
    ConceptMasks concepts = new ConceptMasks(source, Preprocessing.SCENES, source.scenes().classes()::get);
    ProgressLine line = new ProgressLine(notes, !json && ProgressLine.isSeen());
    line.begin("pictures", 0);
    Progress progress = json ? Progress.NONE : line;
    OptionalDouble accuracy = standing.validated() == 0 ? OptionalDouble.empty() : OptionalDouble.of(standing.accuracy());
    new Dissection(new LayerRun(model, executor, dissected), concepts, above, 1, computation.batch()).of(progress).layers()
        .forEach(layer -> rows.add(EmergenceRow.of(standing.validated(), accuracy, layer)));
    line.end();
  }

  private Network network() {
    int classes = scenes(Split.TRAINING, options.scenes(), 64).classes().size();
    Network network = Architectures.named(options.architecture(), classes);
    int side = network.input().extent(1);
    if (!network.input().equals(Shape.of(3, side, side)))
      throw new IllegalArgumentException("--architecture " + options.architecture() + " takes no square pictures of three colours");
    return network;
  }

  private SceneSet scenes(Split split, int count, int side) {
    return new SceneSet(new SceneKind.Single(), split, seed, count, side);
  }

  private Training training(Network network) {
    int side = network.input().extent(1);
    TrainingStep step = new TrainingStep(network, new Sgd(0.9, true, 5e-4), BATCH, Objective.CROSS_ENTROPY);
    long steps = (long) options.epochs() * (options.scenes() / BATCH);
    Trainer trainer = new Trainer(step, new SceneExamples(scenes(Split.TRAINING, options.scenes(), side)), BATCH,
        new Schedule.Cosine(RATE, steps / 10, steps), Augmentation.NONE, 0, seed,
        computation.execution().executor(Precision.FLOAT32, computation.kernels().kernels()));
    return new Training(trainer, new SceneExamples(scenes(Split.VALIDATION, HELD_BACK, side)), options.epochs(), 0);
  }

  private Standing first(Training training, Network network) {
    return Standing
        .start(training.trainer().step().start(Initial.weights(network, seed, Precision.FLOAT32).tensors(), Precision.FLOAT32));
  }

  /** Those that are asked for; else the stages of the network, by their other names; else its usual layer. */
  private List<String> dissected(Network network) {
    if (!layers.isEmpty()) return layers.stream().map(String::strip).peek(network::resolve).toList();
    SequencedSet<String> nodes = new LinkedHashSet<>();
    List<String> stages = network.aliases().entrySet().stream().filter(alias -> nodes.add(alias.getValue()))
        .map(alias -> alias.getKey())
        .toList();
    return stages.size() > 1 ? stages : List.of(LayerChoice.of(network));
  }

  private Standing resumed(Path saved, Path csv, Training training, List<String> dissected, List<EmergenceRow> rows)
      throws IOException {
    if (!Files.exists(saved)) throw new IllegalArgumentException("--resume: there is no checkpoint " + saved);
    Standing standing = training.checked(SavingOptions.checkpoint(saved, settings(dissected)).standing());
    EmergenceTable.read(csv).stream().filter(row -> row.epoch() <= standing.validated()).forEach(rows::add);
    return standing;
  }

  private SequencedMap<String, String> settings(List<String> dissected) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("--emergence", String.valueOf(options.epochs()));
    settings.put("--architecture", options.architecture());
    settings.put("--training-scenes", String.valueOf(options.scenes()));
    settings.put("--scenes", lookedAt);
    settings.put("--layer", String.join(",", dissected));
    settings.put("--above", String.valueOf(above));
    settings.put("--seed", String.valueOf(seed));
    return settings;
  }

  private SequencedMap<String, String> facts(List<String> dissected) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("architecture", options.architecture());
    facts.put("training scenes", String.valueOf(options.scenes()));
    facts.put("epochs", String.valueOf(options.epochs()));
    facts.put("layers", String.join(", ", dissected));
    facts.put("scenes", lookedAt);
    facts.put("fires above", "the largest " + 100 * above + " %");
    facts.put("computed in", computation.text());
    facts.put("seed", String.valueOf(seed));
    facts.put("version", Version.text());
    return facts;
  }

  private String text(EmergenceTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%-8s%-12s", "epoch", "held back") + column(table.layers()));
    for (int i = 0; i < table.rows().size(); i += table.layers().size()) {
      EmergenceRow row = table.rows().get(i);
      String accuracy = row.accuracy().isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * row.accuracy().getAsDouble());
      lines.add(String.format(Locale.ROOT, "%-8d%-12s", row.epoch(), accuracy)
          + column(
              table.rows().subList(i, i + table.layers().size()).stream().map(each -> String.valueOf(each.unique())).toList()));
    }
    lines.add("(how many different things are detected, by layer)");
    lines.add(
        "wrote emergence.csv, emergence.json and a plot to " + PlainText.of(folder + "; open " + folder.resolve("report.html")));
    return String.join(System.lineSeparator(), lines);
  }

  private static String column(List<String> cells) {
    return cells.stream().map(cell -> String.format(Locale.ROOT, "%-12s", cell)).reduce("", String::concat).stripTrailing();
  }
}
