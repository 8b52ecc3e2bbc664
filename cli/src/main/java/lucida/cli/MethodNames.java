package lucida.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;

/**
 * Methods that are named, or a group of them.
 *
 * @param methods as they were typed
 */
record MethodNames(List<String> methods) {
  private static final String ALL = "all";
  private static final String FAST = "fast";
  /** More runs of the network than this, forward or backward, are not fast. */
  static final int FEW = 8;
  private static final List<String> HANDFUL = List.of("gradcam", "gradcam++", "layercam", "guided-gradcam");

  /** What a shell may complete, and what the help lists. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return Stream.concat(Stream.of(ALL, FAST), Methods.names().stream()).iterator(); }
  }

  /** Whether a group was asked for: then a method that does not apply is passed over. */
  boolean isGroup() {
    return methods.contains(ALL) || methods.contains(FAST);
  }

  /** How often a method may run the network. */
  long mostRuns() {
    return methods.contains(FAST) && !methods.contains(ALL) ? FEW : Long.MAX_VALUE;
  }

  /** Their names; all of them exist. */
  List<String> names() {
    if (methods.contains(FAST) && methods.stream().anyMatch(name -> !name.equals(FAST) && !name.equals(ALL)))
      throw new IllegalArgumentException("--method fast is a group of its own: leave it out, or the other methods");
    if (isGroup()) return Methods.names();
    Stream<String> asked = methods.isEmpty()
        ? HANDFUL.stream().filter(Methods.names()::contains)
        : methods.stream().map(String::strip);
    return asked.distinct().peek(name -> Methods.named(name, Settings.USUAL)).toList();
  }
}
