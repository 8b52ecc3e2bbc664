package lucida.cli;

import java.util.List;
import java.util.stream.Stream;
import lucida.cam.Methods;
import lucida.cam.Settings;
import picocli.CommandLine.Option;

/** Which methods are applied. */
final class MethodOption {
  private static final List<String> HANDFUL = List.of("gradcam", "gradcam++", "scorecam", "layercam", "guided-gradcam");

  @Option(names = "--method", paramLabel = "NAME", split = ",", description = "The methods, with commas between them, or all. Without it a handful: gradcam, gradcam++, scorecam, layercam, guided-gradcam.")
  private List<String> methods = List.of();

  /** Whether all were asked for: then one that does not apply is passed over. */
  boolean all() {
    return methods.contains("all");
  }

  /** Their names; all of them exist. */
  List<String> names() {
    if (all()) return Methods.names();
    Stream<String> asked = methods.isEmpty() ? HANDFUL.stream().filter(Methods.names()::contains) : methods.stream().map(String::strip);
    return asked.distinct().peek(name -> Methods.named(name, Settings.USUAL)).toList();
  }
}
