package lucida.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.files.RegularFile;
import lucida.layers.Names;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/**
 * The defaults of options that a user keeps in a file: a line {@code COMMAND.OPTION=VALUE} for each, UTF-8; lines that begin with {@code #} are
 * comments. Its defaults become arguments in front of those that were typed, so that whatever is recorded of a run holds them.
 *
 * @param path of the file
 */
record DefaultsFile(Path path) {
  private static final String VARIABLE = "LUCIDA_DEFAULTS";
  private static final int LARGEST = 1 << 20;
  /** A run to repeat is said each time. */
  private static final String REPEAT = "--repeat";

  /** That which {@code LUCIDA_DEFAULTS} names, none if it is empty; without it {@code .lucida.properties} in the home folder, if it is there. */
  static Optional<DefaultsFile> of(Map<String, String> environment, Path home) {
    Path usual = home.resolve(".lucida.properties");
    if (environment.containsKey(VARIABLE))
      return Optional.of(environment.get(VARIABLE)).filter(name -> !name.isEmpty()).map(Path::of).map(DefaultsFile::new);
    return Files.exists(usual) ? Optional.of(new DefaultsFile(usual)) : Optional.empty();
  }

  /**
   * The defaults of the command that was typed, but for the options that were typed too and those that it does not take beside them.
   *
   * @throws CommandLine.ParameterException in one sentence with file and line, if any line of the file is not understood
   */
  List<OptionDefault> beside(ParseResult typed) {
    if (!typed.hasSubcommand() || typed.subcommand().isUsageHelpRequested() || typed.subcommand().isVersionHelpRequested())
      return List.of();
    CommandSpec command = typed.subcommand().commandSpec();
    try {
      return read(typed.commandSpec()).stream().filter(line -> line.command().equals(command.name()))
          .filter(line -> isOpen(line.option().longestName(), typed)).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private static boolean isOpen(String option, ParseResult typed) {
    boolean takes = !(typed.subcommand().commandSpec().userObject() instanceof ConditionalOptions some) || some.takes(option);
    return takes && Stream.of(typed, typed.subcommand()).noneMatch(part -> part.hasMatchedOption(option));
  }

  /** The arguments that were typed, with defaults right behind the command. */
  static List<String> arguments(ParseResult typed, List<OptionDefault> defaults) {
    List<String> arguments = new ArrayList<>(typed.expandedArgs());
    int command = arguments.indexOf(typed.subcommand().commandSpec().name());
    arguments.addAll(command + 1, defaults.stream().map(OptionDefault::argument).toList());
    return arguments;
  }

  private List<OptionDefault> read(CommandSpec lucida) {
    List<String> lines = text().lines().map(String::strip).toList();
    SequencedMap<String, OptionDefault> defaults = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty() || lines.get(i).startsWith("#")) continue;
      OptionDefault read = line(lines.get(i), path + ", line " + (i + 1), lucida);
      OptionDefault before = defaults.putIfAbsent(read.key(), read);
      if (before != null)
        throw new IllegalArgumentException(read.place() + ": " + read.key() + " is set twice, before by " + before);
    }
    return List.copyOf(defaults.values());
  }

  private String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(RegularFile.bytes(path, LARGEST))).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(path + ": it is not UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage() + " (the defaults of options; " + VARIABLE + " names their file)", e);
    }
  }

  private static OptionDefault line(String line, String place, CommandSpec lucida) {
    int dot = line.indexOf('.'), equals = line.indexOf('=');
    if (dot < 1 || equals < dot)
      throw new IllegalArgumentException(
          place + ": '" + line + "': wanted is COMMAND.OPTION=VALUE, as in explain.method=gradcam++");
    String name = line.substring(0, dot), key = line.substring(0, equals).strip(), value = line.substring(equals + 1).strip();
    String at = place + ": " + key + ": ";
    CommandLine command = lucida.subcommands().get(name);
    if (command == null)
      throw new IllegalArgumentException(
          at + "there is no command '" + name + "'; " + Names.suggestion(name, List.copyOf(lucida.subcommands().keySet())));
    return new OptionDefault(place, name, checked(at, option(at, key.substring(dot + 1), command.getCommandSpec()), value), value);
  }

  private static OptionSpec option(String at, String name, CommandSpec command) {
    List<OptionSpec> known = command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.longestName().equals(REPEAT)).toList();
    return known.stream().filter(option -> option.longestName().equals("--" + name)).findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(at + "'" + command.qualifiedName() + "' has no default for '--" + name + "'; "
                + Names.suggestion("--" + name, known.stream().map(OptionSpec::longestName).toList())));
  }

  private static OptionSpec checked(String at, OptionSpec option, String value) {
    if (value.isEmpty()) throw new IllegalArgumentException(at + "an empty value; leave out the line for the built-in default");
    if (OptionDefault.isSwitch(option) && !value.equals("true"))
      throw new IllegalArgumentException(at + "a switch is set to true, or its line is left out, and not '" + value + "'");
    return option;
  }
}
