package lucida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lucida.core.PlainText;
import lucida.weights.model.WeightFiles;
import lucida.weights.model.Conversion;
import lucida.weights.model.ModelFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida convert}: the weights of any file that is read, as safetensors. */
@Command(name = "convert", mixinStandardHelpOptions = true, description = {
    "Writes the weights of a file as safetensors, under the names of the built-in architecture that they belong to. Where there is none, the names are those of the file; for ONNX and Keras, those of the layers that 'lucida inspect' shows.",
    "The file is written whole or not at all."}, footer = {"", "Examples:", "  lucida convert resnet18.pth resnet18.safetensors",
        "  lucida convert squeezenet.onnx squeezenet.safetensors --force"})
final class ConvertCommand implements Callable<Integer> {
  private static final String ENDING = ".safetensors";

  @Spec
  private CommandSpec spec;

  @Mixin
  private QuietOption quiet;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to read: PyTorch, safetensors, NumPy, ONNX or Keras.")
  private Path file;

  @Parameters(index = "1", paramLabel = "OUT" + ENDING, description = "The file to write.")
  private Path target;

  @Mixin
  private NetworkFileOptions open;

  @Option(names = "--force", description = "Replace the output file if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    checkTarget();
    Conversion conversion = ModelFiles.convert(file, open.options());
    OutputFolder.sweepBeside(target);
    WeightFiles.write(conversion.tensors(), target);
    quiet.out(spec.commandLine())
        .println("%s: %d tensors, %s".formatted(PlainText.of(target.toString()), conversion.tensors().size(),
            conversion.architecture().map(name -> "under the names of " + name).orElse("under the names of the file")));
    return 0;
  }

  private void checkTarget() {
    if (!target.toString().endsWith(ENDING))
      throw new IllegalArgumentException(target + ": what is written is safetensors; give it a name that ends in " + ENDING);
    if (Files.isDirectory(target)) throw new IllegalArgumentException(target + " is a folder");
    if (Files.exists(target) && !force) throw new IllegalArgumentException(target + " is there already; --force replaces it");
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) throw new IllegalArgumentException(folder + ": there is no such folder");
  }
}
