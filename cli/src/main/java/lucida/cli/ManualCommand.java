package lucida.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida manual}: the manual page, made of what the commands say of themselves. */
@Command(name = "manual", mixinStandardHelpOptions = true, description = "Prints the manual page of all commands, for man.", footer = {
    "", "Examples:", "  lucida manual | man -l -", "  lucida manual > ~/.local/share/man/man1/lucida.1"})
final class ManualCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ManualPage.of(spec.root()));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
