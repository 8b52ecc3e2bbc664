package lucida.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which methods are applied. */
final class MethodOption {
  @Option(names = "--method", paramLabel = "NAME", split = ",", completionCandidates = MethodNames.Candidates.class, description = "The methods, comma-separated: ${COMPLETION-CANDIDATES}. Fast are those that run the network "
      + MethodNames.FEW
      + " times at most. Of all and fast, those that do not apply are listed and left out (exit code 0); one that is named and does not apply is left out with exit code 3. Default: gradcam, gradcam++, layercam, guided-gradcam.")
  private List<String> methods = List.of();

  /** Those that are asked for. */
  MethodNames asked() { return new MethodNames(methods); }

  /** Whether a group was asked for: then a method that does not apply is passed over. */
  boolean isGroup() {
    return asked().isGroup();
  }

  /** How often a method may run the network. */
  long mostRuns() { return asked().mostRuns(); }

  /** Their names; all of them exist. */
  List<String> names() { return asked().names(); }
}
