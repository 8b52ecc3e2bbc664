package lucida.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import picocli.CommandLine.Option;

/** Which methods are applied. */
final class MethodOption {
  private static final List<String> HANDFUL = List.of("gradcam", "gradcam++", "layercam", "guided-gradcam");

  /** What a shell may complete, and what the help lists. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return Stream.concat(Stream.of("all"), Methods.names().stream()).iterator(); }
  }

  @Option(names = "--method", paramLabel = "NAME", split = ",", completionCandidates = Names.class, description = "The methods, comma-separated: ${COMPLETION-CANDIDATES}. With all, those that do not apply are listed and left out (exit code 0); one that is named and does not apply is left out with exit code 3. Default: gradcam, gradcam++, layercam, guided-gradcam.")
  private List<String> methods = List.of();

  /** Whether all were asked for: then one that does not apply is passed over. */
  boolean all() {
    return methods.contains("all");
  }

  /** Their names; all of them exist. */
  List<String> names() {
    if (all()) return Methods.names();
    Stream<String> asked = methods.isEmpty()
        ? HANDFUL.stream().filter(Methods.names()::contains)
        : methods.stream().map(String::strip);
    return asked.distinct().peek(name -> Methods.named(name, Settings.USUAL)).toList();
  }
}
