package lucida.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where maps go and in which form; nothing of it changes a map. */
final class OutputOptions {
  /** All of them, and those of every command. */
  static final List<String> NAMES = List.of("--out", "--keep", "--save-maps", "--json", "--explain-route", "--quiet", "--verbose");

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "lucida-out", description = "The folder that files are written to. Default: lucida-out.")
  private Path folder;

  @Option(names = "--keep", description = "Keep the files that earlier runs wrote to this folder about the same pictures. Default: those that this run does not write again are removed, unless they were changed since.")
  private boolean keep;

  @Option(names = "--save-maps", description = "Also write maps, scores and activations as NumPy arrays.")
  private boolean arrays;

  @Option(names = "--json", description = "Print one JSON record per map, one per line, and nothing else.")
  private boolean json;

  @Option(names = "--explain-route", description = "Also print, where second and third derivatives are taken, by which exact route, and why that one. Records and pages always say it.")
  private boolean route;

  @Mixin
  private QuietOption quiet;

  /**
   * Checks that there is something to print, if anything is asked for.
   *
   * @throws IllegalArgumentException if not
   */
  void check() {
    quiet.checkBeside(json, "records");
    if (route && json)
      throw new IllegalArgumentException(
          "--explain-route has no effect beside --json, whose records always say the route: leave it out");
    if (route) quiet.checkPrints("--explain-route");
  }

  QuietOption quiet() { return quiet; }

  Path folder() { return folder; }

  boolean keep() { return keep; }

  /** Whether the maps, the scores and the activations are written too. */
  boolean arrays() { return arrays; }

  /** Whether the route to derivatives is printed. */
  boolean explainsRoute() { return route; }

  /** Whether records are printed instead of text. */
  boolean json() { return json; }
}
