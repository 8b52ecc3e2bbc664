package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.pictures.Preprocessing;
import lucida.weights.ClassName;
import lucida.weights.ClassNames;
import lucida.weights.model.ModelFiles;

/**
 * What the file of a network says for those who use it.
 *
 * @param classes the name of each score; none, if they have none
 * @param preprocessing of pictures, by the name of a preset, if that is known
 */
record NetworkNotes(List<String> classes, Optional<Preprocessing> preprocessing) {
  /** Nothing is said. */
  static final NetworkNotes NONE = new NetworkNotes(List.of(), Optional.empty());
  private static final String CLASSES = "classes";
  private static final String PREPROCESSING = "preprocessing";
  private static final String COMMA = ",";
  private static final String LINE = "\n";

  /** As far as the file was written here. */
  static NetworkNotes of(Path file) {
    Map<String, String> about = ModelFiles.about(file);
    String names = about.getOrDefault(CLASSES, "");
    return new NetworkNotes(names.isEmpty() ? List.of() : List.of(names.split(names.contains(LINE) ? LINE : COMMA, -1)),
        Optional.ofNullable(about.get(PREPROCESSING)).filter(Preprocessing.names()::contains).map(Preprocessing::named));
  }

  /** The names, if there is one for each score. */
  Optional<ClassLabels> labels(String source, int scores) {
    if (classes.size() != scores || scores < 2) return Optional.empty();
    return Optional.of(new ClassLabels.Named(new ClassNames(source,
        IntStream.range(0, scores).mapToObj(id -> new ClassName(id, "", classes.get(id))).toList())));
  }

  /** As a file says it: names with commas in them a line each. */
  SequencedMap<String, String> about() {
    SequencedMap<String, String> about = new LinkedHashMap<>();
    boolean commas = classes.stream().anyMatch(name -> name.contains(COMMA));
    if (!classes.isEmpty()) about.put(CLASSES, String.join(commas ? LINE : COMMA, classes));
    preprocessing.ifPresent(of -> about.put(PREPROCESSING, of.name()));
    return about;
  }
}
