package lucida.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lucida.layers.Network;
import lucida.layers.Summary;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucida models}: the architectures that are built in, and the layers of one. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists the architectures that are built in: parameters, multiply-adds for one picture, the shape of a picture, and the preset that published weights expect. With a name: its layers.", footer = {
    "", "Examples:", "  lucida models", "  lucida models resnet18"})
final class ModelsCommand implements Callable<Integer> {
  private static final String LINE = "%-18s %12s %16s  %-14s %s";

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "An architecture, to see its layers.")
  private Optional<String> name = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.isPresent()) {
      out.println(Architectures.named(name.get()));
      return 0;
    }
    out.println(LINE.formatted("name", "parameters", "multiply-adds", "picture", "preset"));
    Architectures.names().forEach(architecture -> out.println(line(architecture)));
    return 0;
  }

  private static String line(String architecture) {
    Network network = Architectures.named(architecture);
    Summary summary = Summary.of(network);
    return LINE.formatted(architecture, counted(summary.parameters()), counted(summary.multiplyAdds()), network.input(),
        Presets.usual(architecture));
  }

  private static String counted(long number) { return String.format(Locale.ROOT, "%,d", number); }
}
