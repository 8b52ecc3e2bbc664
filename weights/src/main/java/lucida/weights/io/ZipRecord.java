package lucida.weights.io;

import java.nio.charset.StandardCharsets;
import lucida.weights.WeightsException;

/**
 * What one of the two headers of a zip entry says: the one in the table of contents, or the local one before its bytes.
 *
 * @param header where the local header is, as the table says; 0 in a local header
 * @param end where the header ends
 */
record ZipRecord(String name, int flags, int method, long checksum, long packed, long size, long header, long end) {
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int ZIP64 = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  /** Of the table of contents, from the cursor on. */
  static ZipRecord ofTable(Cursor in, int number) {
    if (in.int32() != ENTRY)
      throw new WeightsException("the zip archive is damaged: entry " + number + " of its table of contents");
    in.skip(2, "a zip version");
    return read(in, true);
  }

  /** Of the local header at the cursor. */
  static ZipRecord local(Cursor in, String name) {
    long at = in.position();
    if (in.int32() != LOCAL) throw new WeightsException("the zip entry '" + name + "' is damaged: no header at byte " + at);
    return read(in, false);
  }

  private static ZipRecord read(Cursor in, boolean table) {
    in.skip(2, "a zip version");
    int flags = in.unsignedShort();
    int method = in.unsignedShort();
    in.skip(4, "a zip time");
    long checksum = in.unsignedInt();
    long packed = in.unsignedInt();
    long size = in.unsignedInt();
    int nameLength = in.unsignedShort();
    int extraLength = in.unsignedShort();
    int commentLength = table ? in.unsignedShort() : 0;
    if (table) in.skip(8, "zip attributes");
    long header = table ? in.unsignedInt() : 0;
    String name = new String(in.bytes(nameLength, "a zip entry's name"), StandardCharsets.UTF_8);
    Cursor extra = new Cursor(new Bytes.OfArray(in.bytes(extraLength, "a zip entry's extra field")));
    in.skip(commentLength, "a zip entry's comment");
    long[] wide = widened(extra, size, packed, header);
    return new ZipRecord(name, flags, method, checksum, wide[1], wide[0], wide[2], in.position());
  }

  /** Size, packed size and place of the header, each from the zip64 extra field where the header holds all ones. */
  private static long[] widened(Cursor extra, long... narrow) {
    while (extra.remaining() >= 4) {
      int id = extra.unsignedShort();
      int length = extra.unsignedShort();
      if (id != ZIP64) {
        extra.skip(Math.min(length, extra.remaining()), "a zip extra field");
        continue;
      }
      for (int i = 0; i < narrow.length; i++) if (narrow[i] == IN_EXTRA) narrow[i] = extra.int64();
      return narrow;
    }
    return narrow;
  }
}
