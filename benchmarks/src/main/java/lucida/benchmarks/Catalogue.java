package lucida.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks found on the class path. */
record Catalogue(List<BenchmarkListEntry> entries) {
  /** All of them. */
  static Catalogue standard() {
    return new Catalogue(List.copyOf(BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())));
  }

  /** The names of the classes. */
  List<String> names() {
    return entries.stream().map(Catalogue::type).distinct().sorted().toList();
  }

  /** One line per benchmark: its name and what it measures. */
  String listing() {
    int width = names().stream().mapToInt(String::length).max().orElse(0);
    return entries.stream().collect(Collectors.toMap(Catalogue::type, Catalogue::measures, (a, b) -> a, TreeMap::new)).entrySet()
        .stream()
        .map(e -> e.getKey() + " ".repeat(width - e.getKey().length() + 2) + e.getValue()).collect(Collectors.joining("\n"));
  }

  /**
   * All trials of a benchmark, which is named by its class or as Class.method. Parameter values in the options replace the benchmark's own.
   *
   * @throws IllegalArgumentException if the benchmark does not exist, or has no such parameter
   */
  List<Trial> trials(Command command) {
    String name = command.name();
    List<BenchmarkListEntry> asked = entries.stream()
        .filter(entry -> name.equals(type(entry)) || name.equals(type(entry) + "." + method(entry))).toList();
    if (asked.isEmpty())
      throw new IllegalArgumentException("there is no benchmark '" + name + "'; choose from " + String.join(", ", names()));
    checkParameters(command, asked);
    List<Trial> trials = new ArrayList<>();
    for (BenchmarkListEntry entry : asked)
      for (Map<String, String> parameters : combinations(entry, command.options()))
        trials.add(new Trial(entry.getUserClassQName(), method(entry), parameters));
    return trials;
  }

  private static void checkParameters(Command command, List<BenchmarkListEntry> asked) {
    TreeSet<String> known = new TreeSet<>();
    for (BenchmarkListEntry entry : asked) known.addAll(entry.getParams().orElse(Map.of()).keySet());
    for (String parameter : command.parameters())
      if (!known.contains(parameter))
        throw new IllegalArgumentException(command.name() + " has no parameter '" + parameter + "'; "
            + (known.isEmpty() ? "it has none" : "its parameters are " + String.join(", ", known)));
  }

  /** What is compared in a row of a table varies fastest, so that it is measured close in time. */
  private static List<Map<String, String>> combinations(BenchmarkListEntry entry, Options options) {
    TreeMap<String, String[]> parameters = new TreeMap<>(entry.getParams().orElse(Map.of()));
    List<Map<String, String>> combinations = List.of(Map.of());
    List<String> names = Stream.concat(parameters.keySet().stream().filter(name -> !Trial.COLUMNS.contains(name)),
        Trial.COLUMNS.stream().filter(parameters::containsKey)).toList();
    for (String name : names) combinations = times(combinations, name, values(name, parameters, options));
    return combinations;
  }

  private static Collection<String> values(String name, Map<String, String[]> parameters, Options options) {
    return options.getParameter(name).orElse(List.of(parameters.get(name)));
  }

  private static List<Map<String, String>> times(List<Map<String, String>> combinations, String name, Collection<String> values) {
    List<Map<String, String>> more = new ArrayList<>();
    for (Map<String, String> combination : combinations)
      for (String value : values) {
        Map<String, String> with = new TreeMap<>(combination);
        with.put(name, value);
        more.add(with);
      }
    return more;
  }

  private static String measures(BenchmarkListEntry entry) {
    try {
      Measures measures = Class.forName(entry.getUserClassQName()).getAnnotation(Measures.class);
      if (measures == null)
        throw new IllegalStateException(type(entry) + " does not say what it measures: annotate it with @Measures");
      return measures.value();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(type(entry) + " was listed at compile time but is not on the class path", e);
    }
  }

  private static String type(BenchmarkListEntry entry) {
    return entry.getUserClassQName().substring(entry.getUserClassQName().lastIndexOf('.') + 1);
  }

  private static String method(BenchmarkListEntry entry) {
    return entry.getUsername().substring(entry.getUsername().lastIndexOf('.') + 1);
  }
}
