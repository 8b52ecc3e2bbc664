package lucida.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What is explained: parameters that several commands share. */
final class InputOptions {
  @Parameters(paramLabel = "IMAGE|DIR|FILE.npy", arity = "0..*", description = "Pictures, folders of pictures, or preprocessed arrays [C,H,W] or [N,C,H,W], taken as they are. Default: a bundled picture.")
  private List<Path> inputs = List.of();

  /** Each of them; that one is not there shows before any work is done. */
  List<InputFile> files() { return InputFile.all(inputs); }
}
