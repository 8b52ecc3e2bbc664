package lucida.pictures;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The chunks of a PNG file: length, four letters, data, checksum. */
final class PngChunks {
  private static final int EXIF = 0x65584966; // eXIf
  private static final int END = 0x49454E44; // IEND

  private PngChunks() {}

  /** Finds the EXIF block. Where the chunks make no sense the decoder will say so. */
  static Contents contents(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    for (long at = 8; at + 12 <= file.length;) {
      int length = bytes.getInt((int) at), type = bytes.getInt((int) at + 4);
      if (length < 0 || type == END || at + 12 + length > file.length) break;
      if (type == EXIF) return new Contents(file, bytes.slice((int) at + 8, length), Optional.empty());
      at += 12L + length;
    }
    return Contents.plain(file);
  }
}
