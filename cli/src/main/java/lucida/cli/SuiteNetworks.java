package lucida.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.core.PlainText;
import lucida.judge.suite.Recipe;
import lucida.judge.suite.SuiteNetwork;
import lucida.layers.BatchNormFolding;
import lucida.layers.Model;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Examples;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.scenes.SceneKind;
import lucida.scenes.Split;
import lucida.weights.NamedTensors;
import lucida.weights.model.ModelFiles;
import lucida.weights.model.WeightFiles;

/**
 * The networks that suites judge. Those that are not bundled are trained once, which is said before, and kept.
 *
 * @param kept the folder in which they are kept
 * @param notes receives what is said
 * @param err receives what went wrong
 */
record SuiteNetworks(Path kept, PrintWriter notes, PrintWriter err) {
  private static final String BUNDLED = "scenes-resnet";

  /** The network, trained if it is not there. */
  TrainedModel of(SuiteNetwork network) throws IOException {
    return switch (network) {
      case SuiteNetwork.OfScenes(SceneKind kind) -> switch (kind) {
        case SceneKind.Single _, SceneKind.Several _, SceneKind.Pair _, SceneKind.Exchanged _ -> Bundled.network(BUNDLED);
        case SceneKind.Biased(int _, double strength) -> onScenes("biased", "--strength", String.valueOf(strength));
        case SceneKind.FineGrained _ -> onScenes("fine-grained");
      };
      case SuiteNetwork.Own(Recipe recipe) -> byRecipe(recipe);
    };
  }

  private TrainedModel onScenes(String kind, String... more) throws IOException {
    Path file = kept.resolve(BUNDLED + "-" + kind + ".safetensors");
    if (Files.exists(file)) return TrainedModel.read(file);
    Files.createDirectories(kept);
    List<String> command = new ArrayList<>(List.of("train", BUNDLED, "--kind", kind, "--out", file.toString()));
    command.addAll(List.of(more));
    if (Files.exists(kept.resolve(file.getFileName() + ".checkpoint"))) command.add("--resume");
    notes.println("lucida: this suite needs a network that was trained on " + kind
        + " scenes. It is trained once, which takes an hour or more on two processors; "
        + "if it is interrupted the same command goes on from the last checkpoint. It is kept as " + PlainText.of(file.toString()));
    return switch (Main.run(notes, err, command.toArray(String[]::new))) {
      case ExitCode.DONE -> TrainedModel.read(file);
      case ExitCode.INTERRUPTED -> throw new CancellationException("interrupted while the network of the suite was trained");
      default -> throw new IOException(
          "the network that the suite needs could not be trained: 'lucida " + String.join(" ", command) + "' failed");
    };
  }

  private TrainedModel byRecipe(Recipe recipe) throws IOException {
    Path file = kept.resolve(recipe.name() + ".safetensors");
    Model bundled = Bundled.network(BUNDLED).model();
    if (Files.exists(file)) return read(file, recipe, bundled);
    Files.createDirectories(kept);
    notes.println("lucida: this suite needs a network that learns " + recipe.task()
        + ". It is trained once, which takes minutes, and kept as " + PlainText.of(file.toString()));
    Executor executor = Executor.float32();
    Training.Standing end = recipe.trained(bundled, executor, new Training.Listener() {
      @Override
      public boolean step(Training.Standing standing, Trainer.Progress progress) { return true; }

      @Override
      public void epoch(Training.Standing standing) {
        notes.println(String.format(Locale.ROOT, "lucida: epoch %d of %d: held back %.1f %%", standing.validated(), recipe.epochs(),
            100 * standing.accuracy()));
      }
    });
    Model ready = TrainedModel.ready(recipe.best(bundled, end));
    Examples unseen = recipe.examples().apply(Split.TEST);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("accuracy", String.format(Locale.ROOT, "%.4f", Accuracy.of(ready, unseen, Math.min(32, unseen.size()), executor)));
    about.put("accuracy on", unseen.size() + " pictures never used");
    about.put("command", "lucida suite");
    TrainedModel.write(file, ready, recipe.classes(), about);
    return read(file, recipe, bundled);
  }

  private static TrainedModel read(Path file, Recipe recipe, Model bundled) {
    NamedTensors tensors = WeightFiles.read(file);
    Model model = ModelFiles.model(tensors, BatchNormFolding.folded(recipe.start().apply(bundled).network()));
    return new TrainedModel(model, recipe.classes(), TrainedModel.preprocessing(model.network()), tensors.metadata());
  }
}
