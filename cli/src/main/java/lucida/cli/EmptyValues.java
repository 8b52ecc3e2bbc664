package lucida.cli;

import java.util.Arrays;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/** Values that are typed and empty, as in {@code --method ,} or {@code --out ""}: they never stand for the default. */
final class EmptyValues {
  private EmptyValues() {}

  /**
   * Checks every argument of a command and of its subcommand.
   *
   * @throws ParameterException if one is empty, or one of those between commas is
   */
  static void check(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    parsed.matchedArgs().stream().distinct()
        .forEach(arg -> arg.originalStringValues().forEach(value -> check(command, arg, value)));
    if (parsed.hasSubcommand()) check(parsed.subcommand());
  }

  private static void check(CommandLine command, ArgSpec arg, String value) {
    String separator = arg.splitRegex();
    if (value.isBlank()) throw new ParameterException(command, name(arg) + ": an empty value; leave it out for the default");
    if (!separator.isEmpty() && Arrays.stream(value.split(separator, -1)).anyMatch(String::isBlank))
      throw new ParameterException(command, name(arg) + " " + value + ": there is nothing before or after a '" + separator + "'");
  }

  private static String name(ArgSpec arg) {
    return switch (arg) {
      case OptionSpec option -> option.longestName();
      case PositionalParamSpec positional -> positional.paramLabel();
      default -> arg.paramLabel();
    };
  }
}
