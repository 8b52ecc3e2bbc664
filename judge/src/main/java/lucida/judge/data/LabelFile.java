package lucida.judge.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lucida.pictures.PictureFile;

/** A CSV file of the classes of pictures, with the header {@code file,class_index}; and how one is told from a file of the names of classes. */
public final class LabelFile {
  static final List<String> COLUMNS = List.of("file", "class_index");

  /** What people call these columns. */
  private static final String CALLED = "(file|image|img|picture|photo|path)([_ ]?(name|id|path))?|(class|label|category|target)([_ ]?(index|idx|id|name))?";
  private static final int BEGINNING = 1 << 16;

  private LabelFile() {}

  /**
   * Whether a file is meant to say the classes of pictures, be its header as wrong as it may: its first line has one of the columns, or columns that people call otherwise, or one of its
   * first two lines names a picture and something else. A file of the names of classes has one a line, or is JSON.
   */
  public static boolean isMeantBy(Path file) {
    List<String> lines = beginning(file).lines().map(LabelFile::plain).filter(line -> !line.isEmpty()).limit(2).toList();
    if (lines.stream().limit(1).anyMatch(line -> line.startsWith("[") || line.startsWith("{"))) return false;
    return lines.stream().limit(1).anyMatch(LabelFile::isHeader) || lines.stream().anyMatch(LabelFile::namesPicture);
  }

  private static boolean isHeader(String line) {
    List<String> cells = cells(line);
    return line.matches("file[,;\t|]\\S.*") || cells.contains("class_index")
        || cells.size() > 1 && cells.stream().allMatch(cell -> cell.matches(CALLED));
  }

  private static boolean namesPicture(String line) {
    List<String> cells = cells(line);
    return cells.size() > 1
        && cells.stream().anyMatch(cell -> PictureFile.ENDINGS.stream().anyMatch(ending -> cell.endsWith("." + ending)));
  }

  private static String plain(String line) {
    return line.replace("\uFEFF", "").replace("\"", "").toLowerCase(Locale.ROOT).strip();
  }

  /** What commas, semicolons, tabs or bars separate, or else blanks. */
  private static List<String> cells(String line) {
    return Arrays.asList(line.split(line.matches(".*[,;\t|].*") ? "\\s*[,;\t|]\\s*" : "\\s+"));
  }

  /** Nothing, if it cannot be read: what is wrong with it is said by whoever reads all of it. */
  private static String beginning(Path file) {
    if (!Files.isRegularFile(file)) return "";
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
