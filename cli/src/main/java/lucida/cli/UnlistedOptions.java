package lucida.cli;

import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options of a group that several commands share, which one of them always refuses: it does not list them, and who gives one is told why. */
abstract class UnlistedOptions implements IModelTransformer {
  private final List<String> names;

  UnlistedOptions(String... names) { this.names = List.of(names); }

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (String name : names) {
      OptionSpec option = command.findOption(name);
      command.remove(option).addOption(OptionSpec.builder(option).hidden(true).build());
    }
    return command;
  }
}
