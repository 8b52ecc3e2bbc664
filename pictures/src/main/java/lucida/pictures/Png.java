package lucida.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import lucida.files.WholeFile;

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
    WholeFile.write(file, out -> Channels.newOutputStream(out).write(encoded(picture)));
  }
}
