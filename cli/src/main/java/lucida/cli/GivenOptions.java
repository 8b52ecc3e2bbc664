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

  /**
   * The first that has no effect: one of a part of the command that is not asked for, or one that is neither of that part nor of both.
   *
   * @param isAsked whether the part is asked for
   */
  Optional<String> withoutEffect(boolean isAsked, List<String> ofPart, List<String> ofBoth) {
    return first(name -> isAsked ? !ofPart.contains(name) && !ofBoth.contains(name) : ofPart.contains(name));
  }

  /** The first of these. */
  Optional<String> first(Predicate<String> these) { return names.stream().filter(these).findFirst(); }
}
