package lucida.judge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lucida.files.FilesBelow;
import lucida.pictures.OpenedPicture;
import lucida.pictures.Picture;
import lucida.pictures.PictureFile;

/**
 * Masks of pictures: PNG files, black where there is no object.
 *
 * @param folder where they are, as their pictures are in theirs, or all in one folder
 */
record MaskFolder(Path folder) {
  private static final String ENDING = ".png";
  private static final String WANTED = "a mask is a plain PNG file, black where there is no object";

  static MaskFolder of(Path folder) throws DataException {
    if (!Files.isDirectory(folder)) throw new DataException(folder + ": there is no such folder of masks");
    return new MaskFolder(folder);
  }

  /** How many masks there are that are of no picture, in words; nothing if there are none. */
  Optional<String> strangers(FolderListing pictures) throws DataException {
    List<String> masks = FolderListing.below(folder, file -> file.toString().endsWith(ENDING)).stream()
        .map(file -> FolderListing.stem(FilesBelow.name(folder, file))).toList();
    long strangers = masks.stream().filter(mask -> !pictures.places().containsKey(mask)).count();
    return strangers == 0
        ? Optional.empty()
        : Optional.of(strangers + " of " + masks.size() + " masks are of no picture in " + pictures.folder());
  }

  /**
   * The mask of picture i, if it has one: of a/owl.jpg it is a/owl.jpg.png, owl.jpg.png, a/owl.png or owl.png, the first that is there and not of another picture.
   *
   * @param picture the picture, whose extents it has
   * @throws DataException if it cannot be read, is of another size, is no plain PNG file, or may be of another picture
   */
  Optional<Picture> of(FolderListing pictures, int i, Picture picture) throws DataException {
    String name = pictures.names().get(i), stem = FolderListing.stem(name);
    for (String called : List.of(name, last(name), stem, last(stem))) {
      Path file = folder.resolve(called + ENDING);
      List<Integer> meant = pictures.meant(called);
      if (!Files.exists(file) || !meant.contains(i)) continue;
      if (meant.size() > 1)
        throw new DataException(file + " may be the mask of several pictures; call that of this one " + name + ENDING);
      return Optional.of(checked(file, picture));
    }
    return Optional.empty();
  }

  private static String last(String name) { return name.substring(name.lastIndexOf('/') + 1); }

  private static Picture checked(Path file, Picture picture) throws DataException {
    OpenedPicture mask = opened(file);
    if (!mask.notes().isEmpty())
      throw new DataException(
          file + ": " + mask.notes().getFirst() + "; " + WANTED);
    Picture pixels = mask.picture();
    if (pixels.width() != picture.width() || pixels.height() != picture.height())
      throw new DataException(file + " is a mask of " + pixels + " pixels, and its picture has " + picture);
    return pixels;
  }

  private static OpenedPicture opened(Path file) throws DataException {
    try {
      if (!PictureFile.isPng(file)) throw new DataException(file + " is no PNG file; " + WANTED);
      return PictureFile.open(file);
    } catch (IOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
