package lucida.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lucida.weights.Inspection;
import lucida.weights.ModelFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida inspect}: what a weight or model file contains. */
@Command(name = "inspect", mixinStandardHelpOptions = true, description = {
    "Shows what a file contains: its format, the architecture that its tensors are of, what is missing or unexpected, its tensors, and for ONNX and Keras the layers of its network.",
    "It reads PyTorch (.pth, .pt, .th), safetensors, NumPy (.npy, .npz, folders of .npy), ONNX, and Keras (.h5, .keras)."}, footer = {
        "", "Examples:", "  lucida inspect resnet18.pth", "  lucida inspect squeezenet.onnx",
        "  lucida inspect model.keras --json"})
final class InspectCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file, or a folder of .npy files.")
  private Path file;

  @Mixin
  private NetworkFileOptions open;

  @Option(names = "--json", description = "Print it as JSON, for other programs.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Inspection inspection = ModelFiles.inspect(file, open.options());
    String name = String.valueOf(file.getFileName());
    out.println(json ? InspectionJson.of(name, inspection) : InspectionText.of(name, inspection));
    return 0;
  }
}
