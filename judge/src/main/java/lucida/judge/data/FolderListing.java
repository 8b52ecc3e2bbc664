package lucida.judge.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lucida.core.PlainText;
import lucida.files.FilesBelow;
import lucida.files.Sha256;
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
    checkWritten(names);
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++)
      for (String called : called(names.get(i))) places.computeIfAbsent(called, _ -> new ArrayList<>()).add(i);
    return new FolderListing(folder, names, places);
  }

  private static List<String> names(Path folder) throws DataException {
    return below(folder, file -> PictureFile.ENDINGS.contains(ending(file.toString()))).stream()
        .map(file -> FilesBelow.name(folder, file)).sorted().toList();
  }

  /** No two may be called the same in tables, which write a line break as a backslash and more, as a name may hold it, too. */
  private static void checkWritten(List<String> names) throws DataException {
    Map<String, String> written = new HashMap<>();
    for (String name : names)
      if (written.putIfAbsent(PlainText.of(name), name) != null)
        throw new DataException("two pictures are both written " + PlainText.of(name) + " in tables: rename one of them");
  }

  /** What a folder, and those below it, hold. */
  static List<Path> below(Path folder, Predicate<Path> wanted) throws DataException {
    try {
      return FilesBelow.of(folder, wanted);
    } catch (IOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
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

  /** Those that may be meant by what a picture is called: that of exactly this name, with its ending or without, before all whose last part it is. */
  List<Integer> meant(String called) {
    List<Integer> found = places.getOrDefault(called, List.of());
    List<Integer> exact = found.stream().filter(i -> names.get(i).equals(called) || stem(names.get(i)).equals(called)).toList();
    return exact.isEmpty() ? found : exact;
  }

  /** Of the names and the content of all pictures; of one that cannot be read the name alone. */
  String sha256() {
    MessageDigest digest = Sha256.digest();
    for (int i = 0; i < names.size(); i++)
      digest.update((names.get(i) + "\0" + content(i) + "\n").getBytes(StandardCharsets.UTF_8));
    return Sha256.hex(digest);
  }

  private String content(int i) {
    try {
      return Sha256.of(path(i));
    } catch (IOException e) { // said where the picture is opened
      return "";
    }
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
