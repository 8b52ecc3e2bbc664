package lucida.judge.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.files.RegularFile;

/**
 * Boxes by the picture that they are on, as it is called in the file.
 *
 * @param boxes of each picture, in the file's order
 * @param notes what was left out, a sentence each
 */
record BoxFile(Map<String, List<StatedBox>> boxes, List<String> notes) {
  /** COCO's instances_train2017.json has 470 million bytes. */
  private static final long LARGEST = 1L << 30;

  private static final List<String> COLUMNS = List.of("file", "class_index", "width", "height", "x0", "y0", "x1", "y1");

  /**
   * Reads a CSV file, COCO's JSON, one of ImageNet's XML files, or a folder of these.
   *
   * @throws DataException if it is none, or a line of it is malformed
   */
  static BoxFile read(Path path) throws DataException {
    if (Files.isDirectory(path)) return ofFolder(path);
    String name = String.valueOf(path.getFileName()), lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) return ofCsv(CsvTable.read(path, COLUMNS));
    if (lower.endsWith(".xml")) return new BoxFile(ImageNetXml.boxes(name, bytes(path)), List.of());
    if (lower.endsWith(".json")) return CocoJson.boxes(name, bytes(path));
    throw new DataException(path + ": boxes are read from .csv, from ImageNet's .xml (or a folder of them) and from COCO's .json");
  }

  private static BoxFile ofFolder(Path folder) throws DataException {
    Map<String, List<StatedBox>> boxes = new LinkedHashMap<>();
    for (Path file : below(folder)) {
      String name = String.valueOf(file.getFileName());
      ImageNetXml.boxes(name, bytes(file)).forEach((picture, of) -> boxes.merge(picture, of, BoxFile::joined));
    }
    if (boxes.isEmpty()) throw new DataException("folder " + folder + " holds no .xml files with boxes");
    return new BoxFile(boxes, List.of());
  }

  private static List<StatedBox> joined(List<StatedBox> a, List<StatedBox> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static List<Path> below(Path folder) throws DataException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("folder " + folder + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** The bytes of a file of text. */
  static byte[] bytes(Path path) throws DataException {
    try {
      return RegularFile.bytes(path, LARGEST);
    } catch (IOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static BoxFile ofCsv(List<CsvTable.CsvLine> lines) throws DataException {
    Map<String, List<StatedBox>> boxes = new LinkedHashMap<>();
    for (CsvTable.CsvLine line : lines)
      boxes.computeIfAbsent(line.text("file"), _ -> new ArrayList<>())
          .add(StatedBox.checked(line.where(), line.text("class_index"),
              Optional.of(new StatedBox.Extents(line.extent("width"), line.extent("height"))), line.number("x0"), line.number("y0"),
              line.number("x1"), line.number("y1")));
    return new BoxFile(boxes, List.of());
  }
}
