package lucida.judge.data;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * The mask of a picture, if it has one.
   *
   * @throws DataException if it cannot be read, is of another size, or says by transparency or in more than 8 bits where the object is
   */
  Optional<Picture> of(String name, Picture picture) throws DataException {
    String stem = FolderListing.stem(name) + ".png";
    Optional<Path> file = Stream.of(stem, stem.substring(stem.lastIndexOf('/') + 1)).map(folder::resolve).filter(Files::exists)
        .findFirst();
    return file.isEmpty() ? Optional.empty() : Optional.of(checked(file.get(), picture));
  }

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
