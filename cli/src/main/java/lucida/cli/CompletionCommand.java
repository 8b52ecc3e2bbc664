package lucida.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida completion}: the script by which a shell completes commands and options. */
@Command(name = "completion", mixinStandardHelpOptions = true, description = "Prints a script that lets bash and zsh complete commands, options and their values: methods and layers after commas, networks and files.", footer = {
    "", "Examples:", "  source <(lucida completion)", "  lucida completion > ~/.local/share/bash-completion/completions/lucida"})
final class CompletionCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(CompletionScript.of(spec.root()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
