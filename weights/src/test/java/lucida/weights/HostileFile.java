package lucida.weights;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of a kind that was used in an attack, or could be.
 *
 * @param path named after its advisory or its shape
 * @param verdict what has to come of it
 * @param siblings the files that may be read with it
 */
record HostileFile(Path path, Verdict verdict, List<Path> siblings) {
  /** What has to come of a file. */
  enum Verdict {
    /** One sentence. */
    REFUSED,
    /** Tensors, a network or labels. */
    READ,
    /** Either, within the bounds of memory and time. */
    BOUNDED
  }

  static HostileFile refused(Path path) { return new HostileFile(path, Verdict.REFUSED, List.of()); }

  /** A line of a list of such files. */
  String line() {
    return verdict + "\t" + path + "\t" + String.join("\t", siblings.stream().map(Path::toString).toList());
  }

  static HostileFile of(String line) {
    List<String> parts = List.of(line.split("\t"));
    return new HostileFile(Path.of(parts.get(1)), Verdict.valueOf(parts.get(0)), parts.stream().skip(2).map(Path::of).toList());
  }
}
