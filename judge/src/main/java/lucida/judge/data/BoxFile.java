package lucida.judge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lucida.files.FilesBelow;
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
   * @throws DataException if it is none, a line of it is malformed, or it holds no box
   */
  static BoxFile read(Path path) throws DataException {
    BoxFile read = any(path);
    if (read.boxes().values().stream().allMatch(List::isEmpty)) throw new DataException(path + " holds no boxes");
    if (read.isInParts())
      throw new DataException(path + ": all boxes lie between 0 and 1; their edges are in pixels, not in parts of the picture");
    return read;
  }

  /** Whether all boxes would be in the first pixel of a larger picture. */
  private boolean isInParts() {
    return boxes.values().stream().flatMap(List::stream).allMatch(StatedBox::isInParts);
  }

  private static BoxFile any(Path path) throws DataException {
    if (Files.isDirectory(path)) return ofFolder(path);
    String name = String.valueOf(path.getFileName()), lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) return ofCsv(CsvTable.read(path, COLUMNS));
    if (lower.endsWith(".xml")) return new BoxFile(ImageNetXml.boxes(name, bytes(path)), List.of());
    if (lower.endsWith(".json")) return CocoJson.boxes(name, bytes(path));
    throw new DataException(path + ": boxes are read from .csv, from ImageNet's .xml (or a folder of them) and from COCO's .json");
  }

  /** A file is of the picture that is called as it; of files that are called the same, with their folders. */
  private static BoxFile ofFolder(Path folder) throws DataException {
    Map<String, List<StatedBox>> boxes = new LinkedHashMap<>();
    List<Path> files = FolderListing.below(folder, file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"));
    Map<Path, Long> called = files.stream().collect(Collectors.groupingBy(Path::getFileName, Collectors.counting()));
    for (Path file : files) {
      boolean alone = called.getOrDefault(file.getFileName(), 1L) == 1;
      String name = alone ? String.valueOf(file.getFileName()) : FilesBelow.name(folder, file);
      boxes.putAll(ImageNetXml.boxes(name, bytes(file)));
    }
    if (boxes.isEmpty()) throw new DataException("folder " + folder + " holds no .xml files with boxes");
    return new BoxFile(boxes, List.of());
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
