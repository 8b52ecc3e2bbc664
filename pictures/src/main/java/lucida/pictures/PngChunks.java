package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The chunks of a PNG file: length, four letters, data, checksum. */
final class PngChunks {
  private static final int EXIF = 0x65584966; // eXIf
  private static final int PROFILE = 0x69434350; // iCCP
  private static final int ANIMATION = 0x6163544C; // acTL
  private static final int END = 0x49454E44; // IEND
  private static final int LONGEST_NAME = 79;

  private PngChunks() {}

  /** Finds the EXIF block, the number of frames and the name of the colour profile. Where the chunks make no sense the decoder will say so. */
  static Contents contents(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file), exif = Contents.NO_EXIF;
    int frames = 1;
    String profile = "";
    for (long at = 8; at + 12 <= file.length;) {
      int length = bytes.getInt((int) at), type = bytes.getInt((int) at + 4), data = (int) at + 8;
      if (length < 0 || type == END || at + 12 + length > file.length) break;
      if (type == EXIF && !exif.hasRemaining()) exif = bytes.slice(data, length);
      if (type == ANIMATION && length >= 4) frames = Math.max(1, bytes.getInt(data));
      if (type == PROFILE) profile = IccProfile.known(name(file, data, length));
      at += 12L + length;
    }
    return new Contents(file, exif, Optional.empty(), frames, profile);
  }

  /** Latin letters up to a zero. */
  private static String name(byte[] file, int at, int length) {
    int end = at;
    while (end < at + Math.min(length, LONGEST_NAME) && file[end] != 0) end++;
    return new String(file, at, end - at, ISO_8859_1);
  }
}
