package lucida.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing needed of an EXIF block: the orientation. A block that makes no sense says nothing, it is no reason to refuse a picture. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /** The orientation written in the first directory of a TIFF block; upright if there is none. Reads nothing outside the block. */
  static Orientation orientation(ByteBuffer block) {
    ByteBuffer tiff = withoutHeading(block);
    if (tiff.remaining() < 8) return Orientation.UPRIGHT;
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xFFFFFFFFL;
    if (tiff.getShort(2) != 42 || directory + 2 > tiff.limit()) return Orientation.UPRIGHT;
    int entries = tiff.getShort((int) directory) & 0xFFFF;
    for (long e = directory + 2; entries > 0 && e + ENTRY <= tiff.limit(); entries--, e += ENTRY)
      if ((tiff.getShort((int) e) & 0xFFFF) == ORIENTATION && tiff.getShort((int) e + 2) == SHORT)
        return Orientation.numbered(tiff.getShort((int) e + 8));
    return Orientation.UPRIGHT;
  }

  /** JPEG, and some WebP files, write "Exif" and two zeros before the block. */
  private static ByteBuffer withoutHeading(ByteBuffer block) {
    boolean heading = block.remaining() >= 6 && block.getInt(block.position()) == 0x45786966
        && block.getShort(block.position() + 4) == 0;
    return heading ? block.slice(block.position() + 6, block.remaining() - 6) : block.slice();
  }
}
