package lucida.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine;

/** A manual page in the macros of man(7). */
final class ManualPage {
  private ManualPage() {}

  /** The page of a command and of those below it. */
  static String of(CommandSpec root) {
    Stream<String> head = Stream.of(".TH " + root.name().toUpperCase(Locale.ROOT) + " 1", ".SH NAME",
        text(root.name()) + " \\- " + description(root), ".SH SYNOPSIS", synopsis(root), ".SH OPTIONS", options(root),
        ".SH COMMANDS");
    Stream<String> commands = root.subcommands().values().stream().map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden()).distinct().flatMap(ManualPage::withThoseBelow)
        .map(ManualPage::section);
    Stream<String> tail = Stream.concat(Stream.of(".SH EXIT STATUS"),
        root.usageMessage().exitCodeList().entrySet().stream().map(code -> item(code.getKey(), code.getValue())));
    return Stream.of(head, commands, tail, Stream.of(".SH EXAMPLES", examples(root))).flatMap(part -> part)
        .filter(part -> !part.isEmpty()).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<CommandSpec> withThoseBelow(CommandSpec command) {
    return Stream.concat(Stream.of(command), command.subcommands().values().stream().map(CommandLine::getCommandSpec));
  }

  private static String section(CommandSpec command) {
    return Stream.of(".SS " + text(command.qualifiedName()), description(command), ".PP", synopsis(command), options(command),
        examples(command)).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
  }

  private static String description(CommandSpec command) {
    return text(String.join(" ", command.usageMessage().description()));
  }

  private static String synopsis(CommandSpec command) {
    return text(command.commandLine().getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
  }

  private static String options(CommandSpec command) {
    Stream<String> parameters = command.positionalParameters().stream().filter(parameter -> !parameter.hidden())
        .map((PositionalParamSpec parameter) -> item(parameter.paramLabel(), String.join(" ", parameter.description())));
    Stream<String> options = command.options().stream().filter(option -> !option.hidden()).map(ManualPage::option);
    return Stream.concat(parameters, options).collect(Collectors.joining("\n"));
  }

  private static String option(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return item(String.join(", ", option.names()) + value, String.join(" ", option.description()));
  }

  private static String item(String name, String text) { return ".TP\n.B " + text(name) + "\n" + text(text); }

  /** Lines as they are. */
  private static String examples(CommandSpec command) {
    List<String> lines = Stream.of(command.usageMessage().footer()).filter(line -> !line.isBlank()).map(ManualPage::text).toList();
    return lines.isEmpty() ? "" : ".PP\n.nf\n" + String.join("\n", lines) + "\n.fi";
  }

  /** Words, of which none is taken for a macro or an escape. */
  static String text(String words) {
    String escaped = words.replace("%n", " ").replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
