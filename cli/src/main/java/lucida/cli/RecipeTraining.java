package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import lucida.core.PlainText;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.judge.results.LossLog;
import lucida.judge.suite.Recipe;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.training.Training;
import lucida.plan.Plan;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.model.ModelFiles;
import lucida.weights.model.WeightFiles;

/**
 * Trainings by recipes, whose networks are kept, the losses of all steps beside them. One that was killed goes on from its checkpoint, which lies beside the network's file until that is there.
 *
 * @param kept the folder
 * @param notes receives what is said
 * @param kernels that compute; networks of any number of threads are the same, every bit
 */
record RecipeTraining(Path kept, PrintWriter notes, Kernels kernels) {
  private static final double SAVE_EVERY = 15;

  /** Checks that the folder is none of another kind. */
  RecipeTraining {
    if (Files.exists(kept) && !Files.isDirectory(kept))
      throw new IllegalArgumentException("--networks " + kept + " is a file; networks are kept in a folder");
  }

  /** By the standard choice of this process. */
  RecipeTraining(Path kept, PrintWriter notes) {
    this(kept, notes, KernelChoice.standard().kernels());
  }

  /** In the home folder. */
  static Path usualFolder() {
    return Path.of(System.getProperty("user.home", ""), ".lucida", "networks");
  }

  /** Where the network of a recipe is kept. */
  Path file(Recipe recipe) { return kept.resolve(recipe.name() + ".safetensors"); }

  /** How the loss went, epoch by epoch; nothing where the network was kept before losses were. */
  List<SequencedMap<String, Double>> losses(Recipe recipe) throws IOException {
    return LossLog.epochs(log(recipe));
  }

  private Path log(Recipe recipe) { return kept.resolve(recipe.name() + ".losses.csv"); }

  /** The network of a recipe of an experiment, kept as it was trained, every bit. */
  Model network(String experiment, Recipe recipe, Model given, Network network) throws IOException {
    return network(recipe, given, "experiment", trained -> write(experiment, file(recipe), recipe, trained),
        tensors -> ModelFiles.model(tensors, network));
  }

  private static void write(String experiment, Path file, Recipe recipe, Model model) {
    List<NamedTensor> tensors = model.weights().tensors().entrySet().stream().map(t -> NamedTensor.of(t.getKey(), t.getValue()))
        .toList();
    SequencedMap<String, String> about = recipe.settings();
    about.put("architecture", model.network().name());
    about.put("command", "lucida experiment " + experiment);
    WeightFiles.write(NamedTensors.of(file.toString(), about, tensors), file);
  }

  /**
   * The network of a recipe, trained if it is not kept.
   *
   * @param given the network that the recipe begins with, if it begins with one
   * @param trainer what trains it: "suite"
   * @param write writes it to its file
   * @param read of what that file holds
   * @throws IllegalArgumentException if the file does not hold it
   */
  <T> T network(Recipe recipe, Model given, String trainer, Consumer<Model> write, Function<NamedTensors, T> read)
      throws IOException {
    Path file = file(recipe);
    if (!Files.exists(file)) train(recipe, given, write);
    try {
      return read.apply(WeightFiles.read(file));
    } catch (WeightsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is not the network that this " + trainer
          + " trains: delete it to train it again (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Trains, after saying so, with what is there of an earlier attempt.
   *
   * @param given the network that the recipe begins with, if it begins with one
   * @param write keeps the network with its best parameters, batch norms and all
   * @throws WeightsException if the checkpoint is damaged
   */
  void train(Recipe recipe, Model given, Consumer<Model> write) throws IOException {
    Files.createDirectories(kept);
    OutputFolder.sweepBeside(file(recipe));
    Training training = recipe.training(given, new Plan(kernels));
    notes.println(String.format(Locale.ROOT, "lucida: a network learns %s: %d %s of %,d pictures, once; it is kept as %s",
        recipe.task(), recipe.epochs(), recipe.epochs() == 1 ? "epoch" : "epochs",
        training.trainer().stepsPerEpoch() * training.trainer().batch(),
        PlainText.of(file(recipe).toString())));
    Path saved = kept.resolve(recipe.name() + ".checkpoint");
    Training.Standing from = Files.exists(saved) ? resumed(saved, recipe, training) : recipe.first(training, given);
    TrainingReport report = TrainingReport.to(notes, notes, training, from);
    LossLog losses = LossLog.after(from.state().step(), log(recipe));
    Training.Standing end = new SavedTraining(training, saved, recipe.settings(), report, SAVE_EVERY, Optional.empty(),
        Optional.of(losses)).goOn(from);
    write.accept(recipe.best(given, end));
    Files.deleteIfExists(saved);
  }

  private static Training.Standing resumed(Path saved, Recipe recipe, Training training) {
    try {
      return training.checked(SavingOptions.checkpoint(saved, recipe.settings()).standing());
    } catch (WeightsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          saved + " is no checkpoint to go on from: delete it to begin again (" + e.getMessage() + ")",
          e);
    }
  }
}
