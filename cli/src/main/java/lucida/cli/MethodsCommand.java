package lucida.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.catalogue.Methods;
import lucida.report.StatedEquation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida methods}: the saliency methods, and what one of them states. */
@Command(name = "methods", mixinStandardHelpOptions = true, description = "Lists the saliency methods with what each does. With a name: its paper and its equations too.", footer = {
    "", "Examples:", "  lucida methods", "  lucida methods gradcam++"})
final class MethodsCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A method, to see its paper and its equations.")
  private Optional<String> name = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.isPresent()) {
      Statement statement = Methods.named(name.get(), Settings.USUAL).statement();
      out.println(statement.title() + ": " + statement.paper());
      out.println(statement.words());
      StatedEquation.of(statement).forEach(equation -> out.println(equation.text()));
      return ExitCode.DONE;
    }
    for (String method : Methods.names()) out.println("%-24s %s".formatted(method, Methods.statement(method).words()));
    return ExitCode.DONE;
  }
}
