package lucida.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.files.Npy;
import lucida.core.Tensor;
import lucida.pictures.Panel;
import lucida.pictures.Picture;

/**
 * The files of one picture. Their names are a contract: {@code <stem>.<class>.<layer>.<method>.npy} and so on, with '-' for '/' in a layer's
 * name, and "input" for a layer where the method needs none. Stems and layers that are very long, or hold what is not seen, are shortened to names
 * of their own (see docs/explain.md), so that no file system finds one too long. Each file is written under a temporary name and then moved into place.
 *
 * @param folder where they go
 * @param stem what they begin with; folders in it are made below the folder
 */
public record MapFiles(Path folder, String stem) {
  private static final int LONGEST_STEM = 130;
  private static final int LONGEST_LAYER = 60;

  /** The stem as a name of a file. */
  public MapFiles {
    int last = stem.lastIndexOf('/') + 1;
    stem = stem.substring(0, last) + FileName.of(stem.substring(last), LONGEST_STEM);
  }

  /** The overlay of a map. */
  public Path overlay(ExplainedMap map) { return file(name(map) + ".png"); }

  /** The map as its method defines it. */
  public Path map(ExplainedMap map) { return file(name(map) + ".npy"); }

  /** The map before its final ReLU. */
  public Path signed(ExplainedMap map) { return file(name(map) + ".signed.npy"); }

  /** The scores of all classes. */
  public Path logits() { return file("logits.npy"); }

  /** The activations of a layer. */
  public Path activations(String layer) {
    return file(plain(layer) + ".activations.npy");
  }

  /** What the channels of a layer fire for. */
  public Path channels(String layer) {
    return folder.resolve("channels-" + plain(layer) + ".png");
  }

  /** A page of the contact sheet, from 1: sheet.png, sheet-2.png and so on. */
  public Path sheet(int page) {
    return file(page == 1 ? "sheet.png" : "sheet-" + page + ".png");
  }

  /** The picture of a comparison. */
  public Path difference() { return file("difference.png"); }

  /** A page of the maps of two classes and their differences, from 1: difference.png, difference-2.png and so on. */
  public Path difference(int page) {
    return page == 1 ? difference() : file("difference-" + page + ".png");
  }

  /** The derivatives of a score by a layer: D1, D2, D3, alpha. */
  public Path derivative(ClassScore of, String layer, String name) {
    return file(of.key() + "." + plain(layer) + "." + name + ".npy");
  }

  /** Whether a name is one of {@link #derivative}. */
  public static boolean isDerivative(String file) {
    return file.matches("(?s).*[.](D[123]|alpha)[.]npy");
  }

  private static String name(ExplainedMap map) {
    return map.of().key() + "." + (map.isOfInput() ? "input" : plain(map.layer())) + "." + map.method();
  }

  /** Names of layers come from files: what could lead to another folder, or cannot be seen, becomes '-'. */
  private static String plain(String layer) {
    return FileName.of(layer.replaceAll("[/\\\\\\p{Cntrl}]", "-"), LONGEST_LAYER);
  }

  private Path file(String rest) { return folder.resolve(stem + "." + rest); }

  /**
   * Writes the overlay of a map and, if wanted, the map itself, and beside it the map before its ReLU where the method ends in one.
   *
   * @return what was written, by kind: "overlay", "map", "signed"
   */
  public SequencedMap<String, Path> save(ExplainedMap map, Shown shown, boolean arrays) throws IOException {
    SequencedMap<String, Path> written = new LinkedHashMap<>();
    Panel panel = map.panel(shown);
    write(overlay(map), panel.figure(panel.picture().height()));
    written.put("overlay", overlay(map));
    if (!arrays) return written;
    write(map(map), map.map().map());
    written.put("map", map(map));
    if (!map.map().isRectified()) return written;
    write(signed(map), map.map().signed());
    written.put("signed", signed(map));
    return written;
  }

  /** An array to one of the files. */
  public void write(Path file, Tensor array) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Npy.write(file, array);
  }

  /** A picture to one of the files. */
  public void write(Path file, Picture picture) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    picture.write(file);
  }
}
