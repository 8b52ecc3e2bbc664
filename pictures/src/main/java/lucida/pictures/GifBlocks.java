package lucida.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The blocks of a GIF file. */
final class GifBlocks {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;

  private GifBlocks() {}

  /** Finds where the first frame lies on the screen, and the number of frames. Malformed blocks are left for the decoder to report. */
  static Contents contents(byte[] file) {
    if (file.length < 13) return Contents.plain(file);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int first = frame(file, 13 + colours(file[10]));
    if (first < 0) return Contents.plain(file);
    int frames = 1;
    for (int at = afterFrame(file, first); at >= 0 && (at = frame(file, at)) >= 0; at = afterFrame(file, at)) frames++;
    int left = bytes.getShort(first + 1) & 0xFFFF, top = bytes.getShort(first + 3) & 0xFFFF;
    int width = bytes.getShort(6) & 0xFFFF, height = bytes.getShort(8) & 0xFFFF;
    return new Contents(file, Contents.NO_EXIF, Optional.of(new Contents.Place(left, top, width, height)), frames, "");
  }

  /** The start of the next frame at or after {@code from}, past any extensions; −1 if there is none. */
  private static int frame(byte[] file, int from) {
    int at = from;
    while (at + 9 <= file.length && file[at] == EXTENSION) at = afterBlocks(file, at + 2);
    return at + 10 <= file.length && file[at] == FRAME ? at : -1;
  }

  /** The end of a frame: its header of 10 bytes, its colour table, its code size and its data blocks; −1 if the file is cut short. */
  private static int afterFrame(byte[] file, int frame) {
    int blocks = frame + 10 + colours(file[frame + 9]) + 1;
    return blocks < file.length ? afterBlocks(file, blocks) : -1;
  }

  /** The end of a chain of sub-blocks, each a length followed by that many bytes; an empty one ends it. */
  private static int afterBlocks(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != 0) at += 1 + (file[at] & 255);
    return Math.min(at + 1, file.length);
  }

  /** The size of the colour table, in bytes. */
  private static int colours(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }
}
