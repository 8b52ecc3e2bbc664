package lucida.pictures;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The chunks of a WebP file: four letters, length, data, padded to even length. Everything is little-endian. */
final class WebpChunks {
  private static final int EXTENDED = 0x58385056; // VP8X
  private static final int FRAME = 0x464D4E41; // ANMF
  private static final int PROFILE = 0x50434349; // ICCP
  private static final int EXIF = 0x46495845; // EXIF
  private static final byte HAS_PROFILE = 0x20;

  private WebpChunks() {}

  /** The file without the mark that it has a colour profile, its EXIF block, and the place of the first frame of an animation. */
  static Contents contents(byte[] file) throws EOFException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if ((bytes.getInt(4) & 0xFFFFFFFFL) + 8 > file.length) throw new EOFException("the file is shorter than it says");
    byte[] kept = file;
    ByteBuffer exif = Contents.NO_EXIF;
    Optional<Contents.Place> place = Optional.empty();
    int canvas = 0, frames = 0;
    String profile = "";
    for (long at = 12; at + 8 <= file.length;) {
      int type = bytes.getInt((int) at), data = (int) at + 8;
      long length = bytes.getInt((int) at + 4) & 0xFFFFFFFFL;
      if (data + length > file.length) break;
      if (type == EXTENDED && length >= 10) {
        canvas = data + 4;
        kept = file.clone();
        kept[data] &= ~HAS_PROFILE;
      }
      if (type == FRAME && length >= 16 && canvas > 0 && place.isEmpty())
        place = Optional.of(new Contents.Place(2 * three(bytes, data), 2 * three(bytes, data + 3), three(bytes, canvas) + 1,
            three(bytes, canvas + 3) + 1));
      if (type == FRAME) frames++;
      if (type == PROFILE) profile = IccProfile.name(bytes.slice(data, (int) length));
      if (type == EXIF) exif = bytes.slice(data, (int) length);
      at = data + length + (length & 1);
    }
    return new Contents(kept, exif, place, Math.max(1, frames), profile);
  }

  private static int three(ByteBuffer bytes, int at) { return bytes.getShort(at) & 0xFFFF | (bytes.get(at + 2) & 255) << 16; }
}
