package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import lucida.autodiff.run.Executor;
import lucida.bundled.CatchPictures;
import lucida.bundled.CatchPlayer;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.kernel.Kernels;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.AdamW;
import lucida.layers.training.QLearning;
import lucida.layers.training.Schedule;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucida train catch}: a network learns what each move of a small game is worth, from what it sees. */
@Command(name = "catch", mixinStandardHelpOptions = true, description = {
    "Trains a network to play catch from pictures, by Q-learning, and writes its weights.",
    "It learns from moments of games whose moves are random. Bits are those of the seed, with --resume too."}, footer = {
        "",
        "Examples:", "  lucida train catch", "  lucida train catch --seed 7 --epochs 5 --out seven.safetensors",
        "  lucida play catch --weights catch.safetensors"})
final class TrainCatchCommand implements Callable<Integer> {
  private static final String GAME = "catch";
  private static final int MOST = 100_000;

  @Spec
  private CommandSpec spec;

  @Mixin
  private QuietOption quiet;

  @Option(names = "--epochs", paramLabel = "N", defaultValue = "20", description = "After each epoch it is counted in how many games the ball is caught; the best parameters are kept. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "100", description = "The number of steps of an epoch. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(names = "--batch", paramLabel = "N", defaultValue = "64", description = "The number of moments per step, 1 to 4096. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(names = "--rate", paramLabel = "R", defaultValue = "0.005", description = "The highest learning rate, of AdamW. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(names = "--discount", paramLabel = "G", defaultValue = "0.9", description = "What a point one move later is worth, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double discount;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed of weights and games. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin
  private KernelOptions kernels;

  @Mixin
  private SavingOptions saving;

  private void check() {
    List<OptionSpec> before = spec.parent().commandLine().getParseResult().matchedOptions();
    if (!before.isEmpty())
      throw new IllegalArgumentException(before.getFirst().longestName()
          + " before 'catch' is for networks of scenes; the options of 'train catch' stand behind it");
    saving.check();
    Count.check("--epochs", epochs, MOST);
    Count.check("--steps", steps, MOST);
    Count.check("--batch", batch, 4096);
    if (!(rate > 0 && Double.isFinite(rate))) throw new IllegalArgumentException("--rate " + rate + ": it is a number above 0");
    if (!(discount >= 0 && discount <= 1)) throw new IllegalArgumentException("--discount " + discount + ": it is 0 to 1");
  }

  @Override
  public Integer call() {
    check();
    Kernels computing = kernels.choice().kernels();
    Executor executor = Execution.usual(Precision.FLOAT32, computing).executor(Precision.FLOAT32, computing);
    CatchPictures pictures = new CatchPictures();
    Network network = Architectures.named(GAME);
    long all = (long) epochs * steps;
    Training training = new Training(new QLearning(network, AdamW.of(0), pictures, batch, steps, discount,
        new Schedule.Cosine(rate, all / 20, all), seed, executor), model -> caught(model, pictures, executor), epochs, 0);
    Path file = saving.file(GAME);
    OutputFolder.sweepBeside(file);
    Standing from = saving.start(file, training, settings(), () -> Initial.weights(network, seed, Precision.FLOAT32),
        Precision.FLOAT32);
    TrainingReport report = TrainingReport.to(quiet.out(spec.commandLine()), quiet.notes(spec.commandLine()), training, from,
        "caught");
    SavedTraining run = saving.saved(training, file, settings(), report);
    Standing end = run.goOn(from);
    if (training.ended(end)) finish(run, end, file, model -> caught(model, pictures, executor));
    else report.stopped(end);
    return ExitCode.DONE;
  }

  /** Of all games that can begin. */
  private static double caught(Model model, CatchPictures pictures, Executor executor) {
    return CatchPictures.caught(CatchPictures.starts(), CatchPlayer.of(model, pictures, executor), RandomStream.of(0));
  }

  private void finish(SavedTraining run, Standing end, Path file, ToDoubleFunction<Model> caught) {
    int games = CatchPictures.starts().size();
    double accuracy = run.finish(end, file, PlayRun.MOVES, caught, "the " + games + " games that can begin",
        SavingOptions.command("train " + GAME, spec));
    run.report().finished(file, end, String.format(Locale.ROOT, "the ball is caught in %.0f of the %d games that can begin",
        accuracy * games, games));
  }

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("GAME", GAME);
    settings.put("--epochs", Integer.toString(epochs));
    settings.put("--steps", Integer.toString(steps));
    settings.put("--batch", Integer.toString(batch));
    settings.put("--rate", Double.toString(rate));
    settings.put("--discount", Double.toString(discount));
    settings.put("--seed", Long.toString(seed));
    settings.put("--kernels", kernels.choice().kernels().name());
    return settings;
  }
}
