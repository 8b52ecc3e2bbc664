package lucida.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lucida.autodiff.run.Program;
import lucida.bundled.Bundled;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.plan.Listing;
import lucida.plan.Plan;
import lucida.weights.NetworkOptions;
import lucida.weights.model.ModelFiles;

/** The plan of a network for one picture. */
record PlanTrial(String name, NetworkOptions options, Kernels kernels) {
  private static final long SEED = 1;

  Listing listing(boolean measure) {
    Model model = model();
    Forward forward = model.network().write(1, Mode.INFERENCE);
    Listing listing = Listing.of(new Plan(kernels), Program.of(List.of(forward.scores())), model.givenWeights(forward), kernels);
    Tensor picture = RandomStream.of(SEED).gaussian(forward.x().shape(), Precision.FLOAT32, 0, 1);
    return measure ? listing.measuredOn(Map.of(forward.x(), picture)) : listing;
  }

  /** A bundled network, a built-in architecture with weights that do not matter here, or a file. */
  private Model model() {
    if (Bundled.hasNetwork(name)) return Bundled.network(name).model();
    if (!Architectures.names().contains(name)) return ModelFiles.open(Path.of(name), options);
    Network network = Architectures.named(name);
    return new Model(network, Initial.weights(network, SEED, Precision.FLOAT32));
  }
}
