package lucida.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The parsed command line.
 *
 * @param name the benchmark
 * @param parameters the names of the parameters that are set
 * @param isKept whether the table is written among those that are committed
 * @param options JMH's options
 */
public record Command(String name, List<String> parameters, boolean isKept, CommandLineOptions options) {
  /** The default number of rounds, and the least for a table that is kept. */
  static final int ROUNDS = 3;

  private static final String KEEP = "--keep";
  /** JMH takes {@code -p size=64}, {@code -psize=64} and {@code -p=size=64}; {@code -prof} is another option. */
  private static final Pattern PARAMETER = Pattern.compile("-p(?!rof\\b)=?(\\w+)=.*");

  /**
   * Parses a name followed by options.
   *
   * @throws IllegalArgumentException if a table that is to be kept would have too few rounds
   */
  public static Command of(List<String> words) throws CommandLineOptionException {
    List<String> rest = words.stream().skip(1).filter(word -> !word.equals(KEEP)).toList();
    Command command = new Command(words.getFirst(), parameters(rest), words.contains(KEEP),
        new CommandLineOptions(rest.toArray(String[]::new)));
    if (command.isKept && command.rounds() < ROUNDS)
      throw new IllegalArgumentException(
          "a table that is kept needs at least " + ROUNDS + " rounds, not " + command.rounds() + ": omit -f, or " + KEEP);
    return command;
  }

  private static List<String> parameters(List<String> words) {
    List<String> names = new ArrayList<>();
    for (String word : Arrays.asList(String.join(" ", words).replace("-p ", "-p").split(" "))) {
      Matcher parameter = PARAMETER.matcher(word);
      if (parameter.matches()) names.add(parameter.group(1));
    }
    return names;
  }

  /** The number of times each trial runs, each in a new virtual machine. */
  public int rounds() {
    return Math.max(1, options.getForkCount().orElse(ROUNDS));
  }
}
