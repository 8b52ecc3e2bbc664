package lucida.judge.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.pictures.OpenedPicture;
import lucida.pictures.Picture;
import lucida.pictures.PictureException;
import lucida.pictures.PictureFile;

/**
 * Masks of pictures: PNG files, black where there is no object.
 *
 * @param folder where they are, as their pictures are in theirs, or all in one folder
 */
record MaskFolder(Path folder) {
  static MaskFolder of(Path folder) throws DataException {
    if (!Files.isDirectory(folder)) throw new DataException(folder + ": there is no such folder of masks");
    return new MaskFolder(folder);
  }

  /** How many masks there are that are of no picture, in words; nothing if there are none. */
  Optional<String> strangers(FolderListing pictures) throws DataException {
    try (Stream<Path> below = Files.walk(folder)) {
      List<String> masks = below.filter(file -> !Files.isDirectory(file) && file.toString().endsWith(".png"))
          .map(file -> FolderListing.stem(folder.relativize(file).toString().replace('\\', '/'))).toList();
      long strangers = masks.stream().filter(mask -> !pictures.places().containsKey(mask)).count();
      return strangers == 0
          ? Optional.empty()
          : Optional.of(strangers + " of " + masks.size() + " masks are of no picture in " + pictures.folder());
    } catch (IOException | UncheckedIOException e) { // the second while walking
      throw new DataException("folder " + folder + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * The mask of a picture, if it has one: of owl.jpg it is owl.jpg.png, or else owl.png.
   *
   * @param others whether other pictures have the same name with another ending, so that owl.png may be of any of them
   * @throws DataException if it cannot be read, is of another size, says by transparency or in more than 8 bits where the object is, or may be of another picture
   */
  Optional<Picture> of(String name, boolean others, Picture picture) throws DataException {
    Optional<Path> own = file(name), file = own.isPresent() ? own : file(FolderListing.stem(name));
    if (file.isEmpty()) return Optional.empty();
    if (own.isEmpty() && others)
      throw new DataException(file.get() + " may be the mask of several pictures; call that of this one " + last(name) + ".png");
    return Optional.of(checked(file.get(), picture));
  }

  private Optional<Path> file(String called) {
    return Stream.of(called, last(called)).map(path -> folder.resolve(path + ".png")).filter(Files::exists).findFirst();
  }

  private static String last(String name) { return name.substring(name.lastIndexOf('/') + 1); }

  private static Picture checked(Path file, Picture picture) throws DataException {
    OpenedPicture mask = opened(file);
    if (!mask.notes().isEmpty())
      throw new DataException(
          file + ": " + mask.notes().getFirst() + "; a mask is a plain PNG file, black where there is no object");
    Picture pixels = mask.picture();
    if (pixels.width() != picture.width() || pixels.height() != picture.height())
      throw new DataException(file + " is a mask of " + pixels + " pixels, and its picture has " + picture);
    return pixels;
  }

  private static OpenedPicture opened(Path file) throws DataException {
    try {
      return PictureFile.open(file);
    } catch (PictureException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
