package lucida.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What was asked for.
 *
 * @param name of a benchmark
 * @param parameters the names that values were given for
 * @param isKept whether the table goes to the tables that are committed
 * @param options of JMH
 */
record Command(String name, List<String> parameters, boolean isKept, CommandLineOptions options) {
  /** So many rounds are run unless others are asked for, and a table that is kept has no fewer. */
  static final int ROUNDS = 3;

  private static final String KEEP = "--keep";
  /** JMH takes {@code -p size=64}, {@code -psize=64} and {@code -p=size=64}; {@code -prof} is another option. */
  private static final Pattern PARAMETER = Pattern.compile("-p(?!rof\\b)=?(\\w+)=.*");

  /**
   * A name, then options.
   *
   * @throws IllegalArgumentException if a table is to be kept that has too few rounds
   */
  static Command of(List<String> words) throws CommandLineOptionException {
    List<String> rest = words.stream().skip(1).filter(word -> !word.equals(KEEP)).toList();
    Command command = new Command(words.getFirst(), parameters(rest), words.contains(KEEP),
        new CommandLineOptions(rest.toArray(String[]::new)));
    if (command.isKept && command.rounds() < ROUNDS)
      throw new IllegalArgumentException(
          "a table that is kept has at least " + ROUNDS + " rounds, not " + command.rounds() + ": leave out -f, or " + KEEP);
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

  /** How many times each trial runs, in a new virtual machine each time. */
  int rounds() {
    return Math.max(1, options.getForkCount().orElse(ROUNDS));
  }
}
