package lucida.pictures;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import lucida.core.PlainText;
import lucida.files.RegularFile;

/** Reads untrusted picture files: what a file claims is checked against its length and our limits before anything is decoded. */
public final class PictureFile {
  /** Pictures of more pixels than this are refused before they are decoded: 2²⁷, about 134 million. */
  public static final long MAX_PIXELS = 1L << 27;

  /** Files longer than this are refused: 2²⁹ bytes. */
  public static final long MAX_BYTES = 1L << 29;

  /** Each scan of a progressive JPEG goes over all pixels; encoders write about ten. */
  private static final int MAX_SCANS = 100;

  private static final long MAX_SCANNED = 1L << 31;

  /** Bytes that tell what a file is. */
  private static final int HEAD = 12;

  /** How names of files of pictures end, in lower case and without the dot. */
  public static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp");

  private PictureFile() {}

  /**
   * A picture with notes of what the file stores beside plain samples: orientation, transparency, more than 8 bits, four colours, frames, a
   * colour profile.
   *
   * @throws PictureException as {@link Picture#read(Path)}
   */
  public static OpenedPicture open(Path path) throws PictureException {
    try {
      return decode(path.toString(), RegularFile.bytes(path, MAX_BYTES));
    } catch (PictureException e) {
      throw e;
    } catch (FileSystemException e) { // a sentence that names the file
      throw new PictureException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new PictureException(path + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Whether a file is a PNG file, whatever it is called.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public static boolean isPng(Path path) throws IOException {
    try (FileChannel file = RegularFile.open(path)) {
      return Format.of(Channels.newInputStream(file).readNBytes(HEAD)).filter(format -> format == Format.PNG).isPresent();
    }
  }

  static OpenedPicture decode(String name, byte[] file) throws PictureException {
    Format format = Format.of(file)
        .orElseThrow(() -> new PictureException(name + OtherPicture.of(file).map(what -> " is " + what).orElse(
            " is not a PNG, JPEG, WebP, GIF or BMP file")));
    ImageReader reader = null;
    try {
      Contents contents = format.contents(file);
      reader = format.reader();
      return contents.finished(frame(name, format, reader, contents));
    } catch (PictureException e) {
      throw e;
    } catch (OutOfMemoryError e) { // of one large array; what was read so far is garbage already
      throw tooLarge(name, e);
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof OutOfMemoryError) throw tooLarge(name, e);
      throw new PictureException(name + ": the " + format + " data are cut short or damaged (" + PlainText.of(reason(e)) + ")", e);
    } finally {
      if (reader != null) reader.dispose();
    }
  }

  private static PictureException tooLarge(String name, Throwable e) {
    return new PictureException(name + " is too large for the memory of this Java runtime", e);
  }

  private static OpenedPicture frame(String name, Format format, ImageReader reader, Contents contents) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    reader.setInput(new MemoryCacheImageInputStream(new BoundedStream(contents.file())), true, true);
    checkExtents(name, format, reader, contents);
    boolean fourColours = format == Format.JPEG && JpegSegments.hasFourColours(contents.file());
    OpenedPicture frame = fourColours
        ? new OpenedPicture(Samples.fourColours(reader.readRaster(0, null), JpegSegments.hasLuminance(contents.file())),
            List.of("its four colours (CMYK) are made red, green and blue without a colour profile"))
        : opened(reader.read(0));
    if (format == Format.JPEG && warnings.stream().anyMatch(w -> w.contains("Truncated") || w.contains("premature end")))
      throw new EOFException("the end is missing");
    return frame;
  }

  private static OpenedPicture opened(BufferedImage image) {
    List<String> notes = new ArrayList<>();
    int bits = Arrays.stream(image.getSampleModel().getSampleSize()).max().orElse(8);
    if (bits > 8) notes.add(bits + " bits a sample are rounded to 8");
    if (Samples.isTransparent(image)) notes.add("what is transparent is laid over white");
    return new OpenedPicture(Samples.picture(image), notes);
  }

  private static void checkExtents(String name, Format format, ImageReader reader, Contents contents) throws IOException {
    long w = reader.getWidth(0), h = reader.getHeight(0), bytes = contents.file().length;
    long canvas = contents.place().map(p -> Math.max(p.left() + w, p.width()) * Math.max(p.top() + h, p.height())).orElse(0L);
    long pixels = Math.max(canvas, w * h);
    if (pixels > MAX_PIXELS)
      throw new PictureException(
          name + " has " + pixels + " pixels (" + w + "×" + h + "); pictures are read up to " + MAX_PIXELS + " pixels");
    if (!format.holds(pixels, bytes))
      throw new PictureException(
          name + " claims " + pixels + " pixels (" + w + "×" + h + "), more than the " + bytes + " bytes of a " + format
              + " file can hold");
    int scans = format == Format.JPEG ? JpegSegments.scans(contents.file()) : 0;
    if (scans > MAX_SCANS || scans * pixels > MAX_SCANNED)
      throw new PictureException(
          name + " has " + scans + " scans of " + pixels + " pixels; JPEG pictures are read up to " + MAX_SCANS
              + " scans, and " + MAX_SCANNED + " pixels in all of them");
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }
}
