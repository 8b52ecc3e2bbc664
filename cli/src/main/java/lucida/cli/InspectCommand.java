package lucida.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lucida.weights.Inspection;
import lucida.weights.model.ModelFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida inspect}: what a weight or model file contains. */
@Command(name = "inspect", mixinStandardHelpOptions = true, description = {
    "Shows what a file contains: its format, the architecture its tensors belong to, what is missing or unexpected, its tensors, and for ONNX and Keras the layers of its network.",
    "Reads PyTorch, safetensors, NumPy (arrays, archives and folders of arrays), ONNX and Keras files."}, footer = {
        "", "Examples:", "  lucida inspect resnet18.pth", "  lucida inspect squeezenet.onnx",
        "  lucida inspect model.keras --json",
        "  lucida inspect resnet18.pth --plan --measure"})
final class InspectCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file, or a folder of .npy files; with --plan also the name of a network that is built in.")
  private Path file;

  @Mixin
  private NetworkFileOptions open;

  @Option(names = "--json", description = "Print JSON, for other programs.")
  private boolean json;

  @Option(names = "--plan", description = "Print instead what a plan of the network does for one picture: a line for each stage, with the algorithm, what was fused, multiply-adds and bytes. Built-in architectures have one too, by name.")
  private boolean plan;

  @Option(names = "--measure", description = "With --plan, run each stage several times and print its time.")
  private boolean measure;

  @Mixin
  private KernelOptions kernels;

  @Override
  public Integer call() {
    if (measure && !plan) throw new IllegalArgumentException("--measure is for --plan: add it");
    if (!plan) kernels.checkUnused("add --plan or leave it out");
    if (plan && json) throw new IllegalArgumentException("--plan is printed as text: leave out --json");
    if (plan) {
      spec.commandLine().getOut()
          .println(new PlanTrial(file.toString(), open.options(), kernels.choice().kernels()).listing(measure));
      return 0;
    }
    PrintWriter out = spec.commandLine().getOut();
    Inspection inspection = ModelFiles.inspect(file, open.options());
    String name = String.valueOf(file.getFileName());
    out.println(json ? InspectionJson.of(name, inspection) : InspectionText.of(name, inspection));
    return 0;
  }
}
