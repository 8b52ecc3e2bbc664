package lucida.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The head of a BMP file. */
final class Bmp {
  private static final int COMPRESSION = 30;
  private static final int JPEG_INSIDE = 4;
  private static final int PNG_INSIDE = 5;

  private Bmp() {}

  /** A BMP file may be a wrapping around a JPEG or PNG file with unchecked extents of its own: refused. */
  static Contents contents(byte[] file) throws IOException {
    int compression = file.length < COMPRESSION + 4 ? 0 : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(COMPRESSION);
    if (compression == JPEG_INSIDE || compression == PNG_INSIDE) throw new IOException("another picture file is wrapped in it");
    return Contents.plain(file);
  }
}
