package lucida.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that somebody wrote, by their longest names. */
record GivenOptions(List<String> names) {
  static GivenOptions of(CommandSpec spec) {
    return new GivenOptions(spec.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName).toList());
  }

  /** The first of these. */
  Optional<String> first(Predicate<String> these) { return names.stream().filter(these).findFirst(); }
}
