package lucida.judge.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.pictures.PictureFile;

/**
 * The pictures of a folder and of those below it, by name, and how files speak of them.
 *
 * @param folder where they are
 * @param names of the pictures from there, with '/', sorted
 * @param places what a picture may be called: its name, its last part, and both without the ending; the places of those that may be meant
 */
record FolderListing(Path folder, List<String> names, Map<String, List<Integer>> places) {

  static FolderListing of(Path folder) throws DataException {
    if (!Files.isDirectory(folder)) throw new DataException(folder + ": there is no such folder");
    List<String> names = names(folder);
    if (names.isEmpty())
      throw new DataException(
          "folder " + folder + " holds no pictures (" + String.join(", ", PictureFile.ENDINGS.stream().sorted().toList()) + ")");
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++)
      for (String called : called(names.get(i))) places.computeIfAbsent(called, _ -> new ArrayList<>()).add(i);
    return new FolderListing(folder, names, places);
  }

  private static List<String> names(Path folder) throws DataException {
    try (Stream<Path> below = Files.walk(folder)) {
      return below.filter(file -> !Files.isDirectory(file) && PictureFile.ENDINGS.contains(ending(file.toString())))
          .map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().toList();
    } catch (IOException | UncheckedIOException e) { // the second while walking
      throw new DataException("folder " + folder + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The name without its ending. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
  }

  private static List<String> called(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return Stream.of(name, last, stem(name), stem(last)).distinct().toList();
  }

  /** Whether other pictures are called as picture i is but for the ending. */
  boolean sharesStem(int i) {
    String stem = stem(names.get(i));
    return places.getOrDefault(stem, List.of()).stream().filter(j -> stem(names.get(j)).equals(stem)).count() > 1;
  }

  /** The path of picture i. */
  Path path(int i) { return folder.resolve(names.get(i)); }

  /**
   * The place of the picture that is called so; nothing if there is none.
   *
   * @throws DataException if several may be meant
   */
  Optional<Integer> place(String where, String called) throws DataException {
    List<Integer> found = places.getOrDefault(called, List.of());
    List<Integer> exact = found.stream().filter(i -> names.get(i).equals(called)).toList();
    if (exact.isEmpty() && found.size() > 1)
      throw new DataException(where + ": " + called + " may be " + names.get(found.get(0)) + " or " + names.get(found.get(1))
          + "; name it with its folder and ending");
    return exact.isEmpty() ? found.stream().findFirst() : exact.stream().findFirst();
  }
}
