package lucida.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lucida.bundled.Bundled;
import lucida.cam.LayerChoice;
import lucida.cam.catalogue.Methods;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.pictures.Preprocessing;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/**
 * The script by which bash completes commands, options and their values: names after each comma of a list, files, and the layers of a built-in
 * network. Made from the commands themselves; nothing is run to complete a word.
 */
final class CompletionScript {
  private static final Pattern ALTERNATIVES = Pattern.compile("[a-z0-9]+(\\|[a-z0-9]+)+");
  private static final Pattern FILES = Pattern.compile(".*(FILE|DIR|IMAGE|OUT).*|A|B");

  private static final String SCRIPT = """
      # Completes the commands and options of lucida in bash, and in zsh.
      if [ -n "$ZSH_VERSION" ]; then
        autoload -U +X compinit && compinit
        autoload -U +X bashcompinit && bashcompinit
      fi

      # The words that may stand at a place: "lucida", "explain", "explain --method".
      _lucida_words() {
        case "$1" in
      {cases}    *) return 1 ;;
        esac
      }

      _lucida_layers() {
        case "$1" in
      {layers}  esac
      }

      _complete_lucida() {
        local current="${COMP_WORDS[COMP_CWORD]}" option="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
        local network=scenes-resnet listed="" words="" files="" before i
        COMPREPLY=()
        if [ "$current" = "=" ]; then current=""; fi
        if [ "$option" = "=" ]; then option="${COMP_WORDS[COMP_CWORD-2]}"; fi
        for ((i = 3; i < COMP_CWORD; i++)); do
          before="${COMP_WORDS[i-1]}"
          if [ "$before" = "=" ]; then before="${COMP_WORDS[i-2]}"; fi
          if [ "$before" = "--model" ]; then network="${COMP_WORDS[i]}"; fi
        done
        if [ "$COMP_CWORD" -eq 1 ]; then _lucida_words lucida
        else _lucida_words "$command $option" || _lucida_words "$command"; fi
        if [ "$option" = "--layer" ]; then words="$(_lucida_layers "$network")"; fi
        if [ -n "$files" ]; then
          compopt -o filenames 2> /dev/null
          while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -f -- "$current")
        fi
        case "$current" in
          *,*) listed="${current%,*},"; current="${current##*,}" ;;
        esac
        while IFS= read -r i; do
          case ",$listed" in
            *",$i,"*) ;;
            *) COMPREPLY+=("$listed$i") ;;
          esac
        done < <(compgen -W "$words" -- "$current")
      }
      complete -F _complete_lucida lucida
      """;

  private CompletionScript() {}

  /** For a command with subcommands. */
  static String of(CommandSpec root) {
    StringBuilder cases = new StringBuilder();
    arm(cases, root.name(), root.subcommands().keySet(), false);
    root.subcommands().forEach((name, command) -> arms(cases, name, command.getCommandSpec()));
    StringBuilder layers = new StringBuilder();
    networks().forEach(name -> layers.append("    ").append(name).append(") echo \"").append(String.join(" ", layers(name)))
        .append("\" ;;\n"));
    return SCRIPT.replace("{cases}", cases).replace("{layers}", layers);
  }

  private static void arms(StringBuilder cases, String command, CommandSpec spec) {
    Set<String> options = new LinkedHashSet<>();
    Stream<CommandSpec> below = spec.subcommands().values().stream().map(CommandLine::getCommandSpec);
    for (OptionSpec option : Stream.concat(Stream.of(spec), below).flatMap(own -> own.options().stream())
        .filter(option -> !option.hidden()).toList()) {
      options.add(option.longestName());
      if (option.arity().max() > 0)
        for (String name : option.names()) arm(cases, command + " " + name, words(name, option), isFile(option));
    }
    List<String> all = new ArrayList<>(positional(command, spec));
    all.addAll(spec.subcommands().keySet());
    all.addAll(options);
    arm(cases, command, all, spec.positionalParameters().stream().anyMatch(CompletionScript::isFile));
  }

  /** What may stand at a place: after an option, or anywhere else in a command. */
  private static void arm(StringBuilder cases, String place, Collection<String> words, boolean files) {
    cases.append("    \"").append(place).append("\") words=\"").append(String.join(" ", words)).append('"')
        .append(files ? " files=yes" : "").append(" ;;\n");
  }

  private static List<String> words(String name, OptionSpec option) {
    if (option.completionCandidates() != null)
      return StreamSupport.stream(option.completionCandidates().spliterator(), false).toList();
    if (ALTERNATIVES.matcher(option.paramLabel()).matches()) return List.of(option.paramLabel().split("\\|"));
    return switch (name) {
      case "--model" -> networks();
      case "--preprocess" -> Preprocessing.names();
      case "--class" -> List.of("top1", "top5");
      default -> List.of();
    };
  }

  private static List<String> positional(String command, CommandSpec spec) {
    return switch (command) {
      case "methods", "compare" -> Methods.names();
      case "models", "train" -> networks();
      case "help" -> List.copyOf(spec.root().subcommands().keySet());
      default -> List.of();
    };
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class || Stream.of(argument.auxiliaryTypes()).anyMatch(Path.class::equals)
        || FILES.matcher(argument.paramLabel()).matches();
  }

  private static List<String> networks() {
    return Stream.concat(Bundled.networks().stream(), Architectures.names().stream()).distinct().toList();
  }

  /** The usual layer, and those with a short name. */
  private static Set<String> layers(String name) {
    Network network = Architectures.named(name);
    Set<String> layers = new LinkedHashSet<>(List.of(LayerChoice.of(network)));
    layers.addAll(network.aliases().keySet());
    network.nodes().stream().map(Network.Node::name).filter(node -> !node.contains(".") && !node.contains("/"))
        .forEach(layers::add);
    return layers;
  }
}
