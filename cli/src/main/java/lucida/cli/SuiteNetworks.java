package lucida.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.judge.suite.Recipe;
import lucida.judge.suite.SuiteNetwork;
import lucida.layers.BatchNormFolding;
import lucida.layers.Model;
import lucida.layers.training.Examples;
import lucida.scenes.Split;
import lucida.weights.NamedTensors;
import lucida.weights.model.ModelFiles;

/**
 * The networks that suites judge. Those that are not bundled are trained once, which is said before, and kept.
 *
 * @param training trains and keeps them
 * @param bundled the name of the network that trainings begin with, or take their layers from
 */
record SuiteNetworks(RecipeTraining training, String bundled) {
  /** That suites judge. */
  SuiteNetworks(RecipeTraining training) {
    this(training, "scenes-resnet");
  }

  /** The network, trained if it is not there. */
  TrainedModel of(SuiteNetwork network) throws IOException {
    Optional<Recipe> recipe = network.recipe();
    return recipe.isPresent() ? of(recipe.get()) : Bundled.network(bundled);
  }

  private TrainedModel of(Recipe recipe) throws IOException {
    Path file = training.file(recipe);
    Model given = Bundled.network(bundled).model();
    return training.network(recipe, given, "suite", trained -> write(file, recipe, TrainedModel.ready(trained)),
        tensors -> read(tensors, recipe, given));
  }

  private static void write(Path file, Recipe recipe, Model ready) {
    Examples unseen = recipe.examples().apply(Split.TEST);
    SequencedMap<String, String> about = NetworkAccuracy.of(ready, unseen).about();
    about.put("accuracy on", unseen.size() + " pictures never used");
    about.put("command", "lucida suite");
    TrainedModel.write(file, ready, recipe.classes(), about);
  }

  private static TrainedModel read(NamedTensors tensors, Recipe recipe, Model given) {
    Model model = ModelFiles.model(tensors, BatchNormFolding.folded(recipe.start().apply(given).network()));
    return new TrainedModel(model, recipe.classes(), TrainedModel.preprocessing(model.network()), tensors.metadata());
  }
}
