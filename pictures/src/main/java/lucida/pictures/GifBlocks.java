package lucida.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The blocks of a GIF file. */
final class GifBlocks {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;

  private GifBlocks() {}

  /** The place of the first frame on the screen, and how many frames there are. Where the blocks make no sense the decoder will say so. */
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

  /** Where the next frame begins from a place on, behind extensions; −1 if there is none. */
  private static int frame(byte[] file, int from) {
    int at = from;
    while (at + 9 <= file.length && file[at] == EXTENSION) at = afterBlocks(file, at + 2);
    return at + 10 <= file.length && file[at] == FRAME ? at : -1;
  }

  /** Behind a frame: its head of 10 bytes, its colours, the size of its codes, its blocks. */
  private static int afterFrame(byte[] file, int frame) {
    int blocks = frame + 10 + colours(file[frame + 9]) + 1;
    return blocks < file.length ? afterBlocks(file, blocks) : -1;
  }

  /** Behind blocks of a length and so many bytes, the last of them empty. */
  private static int afterBlocks(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != 0) at += 1 + (file[at] & 255);
    return Math.min(at + 1, file.length);
  }

  /** How many bytes the colour table takes. */
  private static int colours(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }
}
