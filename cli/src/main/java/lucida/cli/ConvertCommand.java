package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.bundled.Bundled;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.weights.NetworkOptions;
import lucida.weights.model.Conversion;
import lucida.weights.model.ModelFiles;
import lucida.weights.model.WeightFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida convert}: the weights of any file that is read as safetensors, or its network with them as ONNX. */
@Command(name = "convert", mixinStandardHelpOptions = true, description = {
    "Writes the weights of a file as safetensors, under the names of the built-in architecture that they belong to. Where there is none, the names are those of the file; for ONNX and Keras, those of the layers that 'lucida inspect' shows.",
    "To OUT.onnx it writes the whole network with its weights, for any number of pictures: standard operators of opset 17, or of the ONNX file that it was read from. Layers and weights keep their names; what has no standard operator is refused.",
    "The file is written whole or not at all."}, footer = {"", "Examples:", "  lucida convert resnet18.pth resnet18.safetensors",
        "  lucida convert squeezenet.onnx squeezenet.safetensors --force", "  lucida convert resnet18.pth resnet18.onnx",
        "  lucida convert resnet50 random.onnx --random-weights 1"})
final class ConvertCommand implements Callable<Integer> {
  private static final String TENSORS = ".safetensors";
  private static final String NETWORK = ".onnx";

  @Spec
  private CommandSpec spec;

  @Mixin
  private QuietOption quiet;

  @Parameters(index = "0", paramLabel = "FILE|NAME", description = "The file to read: PyTorch, safetensors, NumPy, ONNX or Keras. Or scenes-resnet or scenes-vgg, which come with lucida; or, with --random-weights, a built-in architecture.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write, whose name ends in " + TENSORS + " or " + NETWORK
      + ".")
  private Path target;

  @Mixin
  private NetworkFileOptions open;

  @Option(names = "--random-weights", paramLabel = "SEED", description = "Give a built-in architecture random weights, to try things out.")
  private Optional<Long> randomWeights = Optional.empty();

  @Option(names = "--force", description = "Replace the output file if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    checkTarget();
    Optional<Model> builtIn = builtIn();
    if (builtIn.isPresent() && !open.options().equals(NetworkOptions.NONE))
      throw new IllegalArgumentException("--size, --output-name, --tensors and --head are for files, and " + source + " is none");
    quiet.out(spec.commandLine())
        .println(PlainText.of(target.toString()) + ": " + (isNetwork() ? network(builtIn) : tensors(builtIn)));
    return 0;
  }

  private String tensors(Optional<Model> builtIn) {
    Conversion conversion = builtIn.map(Conversion::of).orElseGet(() -> ModelFiles.convert(Path.of(source), open.options()));
    OutputFolder.sweepBeside(target);
    WeightFiles.write(conversion.tensors(), target);
    return conversion.tensors().size() + " tensors, "
        + conversion.architecture().map(name -> "under the names of " + name).orElse("under the names of the file");
  }

  private String network(Optional<Model> builtIn) {
    Model model = builtIn.orElseGet(() -> ModelFiles.open(Path.of(source), open.options()));
    OutputFolder.sweepBeside(target);
    ModelFiles.write(model, target);
    return model.network().name() + " for pictures " + model.network().input() + ", " + model.weights();
  }

  /** The model that is named where no file is. */
  private Optional<Model> builtIn() {
    if (randomWeights.isPresent()) {
      Network network = Architectures.named(source);
      return Optional.of(new Model(network, Initial.weights(network, randomWeights.get(), Precision.FLOAT32)));
    }
    if (Files.exists(Path.of(source))) return Optional.empty();
    if (Bundled.hasNetwork(source)) return Optional.of(Bundled.network(source).model());
    if (Architectures.names().contains(source))
      throw new IllegalArgumentException(
          source
              + " is an architecture without weights: name a file of its weights, or add --random-weights SEED to try things out");
    return Optional.empty();
  }

  private boolean isNetwork() { return target.toString().endsWith(NETWORK); }

  private void checkTarget() {
    if (!isNetwork() && !target.toString().endsWith(TENSORS))
      throw new IllegalArgumentException(target + ": what is written is safetensors or ONNX; give it a name that ends in " + TENSORS
          + " or " + NETWORK);
    if (Files.isDirectory(target)) throw new IllegalArgumentException(target + " is a folder");
    if (Files.exists(target) && !force) throw new IllegalArgumentException(target + " is there already; --force replaces it");
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) throw new IllegalArgumentException(folder + ": there is no such folder");
  }
}
