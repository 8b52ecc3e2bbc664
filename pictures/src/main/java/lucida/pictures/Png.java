package lucida.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files, written. */
final class Png {
  private Png() {}

  static byte[] encoded(Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] rgb = picture.samples(), bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int k = 0; k < bgr.length; k++) bgr[k] = rgb[k + 2 - 2 * (k % 3)];
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) throw new IllegalStateException("This Java runtime cannot write PNG files");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file that could fail
    }
    return bytes.toByteArray();
  }

  static void write(Picture picture, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path unfinished = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.write(unfinished, encoded(picture), StandardOpenOption.CREATE_NEW);
      try {
        Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
