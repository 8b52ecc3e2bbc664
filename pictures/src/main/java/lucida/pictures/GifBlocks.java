package lucida.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The blocks of a GIF file before its first frame. */
final class GifBlocks {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;

  private GifBlocks() {}

  /** The place of the first frame on the screen. Where the blocks make no sense the decoder will say so. */
  static Contents contents(byte[] file) {
    if (file.length < 13) return Contents.plain(file);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 13 + colours(file[10]);
    while (at + 9 <= file.length && file[at] == EXTENSION)
      for (at += 2; at < file.length; at += 1 + (file[at] & 255))
        if (file[at] == 0) {
          at++;
          break;
        }
    if (at + 9 > file.length || file[at] != FRAME) return Contents.plain(file);
    int left = bytes.getShort(at + 1) & 0xFFFF, top = bytes.getShort(at + 3) & 0xFFFF;
    int width = bytes.getShort(6) & 0xFFFF, height = bytes.getShort(8) & 0xFFFF;
    return new Contents(file, Contents.NO_EXIF, Optional.of(new Contents.Place(left, top, width, height)));
  }

  /** How many bytes the colour table takes. */
  private static int colours(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }
}
