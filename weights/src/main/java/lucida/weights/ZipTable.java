package lucida.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the table of contents of a zip archive begins, how many bytes it has, and how many entries it claims. */
record ZipTable(long from, long size, long count) {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;

  /**
   * By the record at the end of the file, or, for archives of more than 4 GB or 65535 entries, by the one that stands before it.
   */
  static ZipTable of(Bytes file) {
    long end = end(file);
    if (end >= LOCATOR_SIZE) {
      Cursor locator = new Cursor(file, end - LOCATOR_SIZE);
      if (locator.int32() == LOCATOR_64) {
        locator.skip(4, "the number of a disk");
        return wide(file, locator.int64());
      }
    }
    Cursor in = new Cursor(file, end + 10);
    int count = in.unsignedShort();
    long size = in.unsignedInt();
    return checked(in.unsignedInt(), size, count, end);
  }

  private static ZipTable wide(Bytes file, long at) {
    Cursor in = new Cursor(file.slice(at, END_64_SIZE));
    if (in.int32() != END_64) throw new WeightsException("the zip archive is damaged: no zip64 record at byte " + at);
    in.seek(32);
    long count = in.int64();
    long size = in.int64();
    return checked(in.int64(), size, count, at);
  }

  private static ZipTable checked(long from, long size, long count, long end) {
    if (count < 0 || size < 0 || from < 0 || from > end - size)
      throw new WeightsException(
          "the zip archive is damaged: a table of contents of " + size + " bytes at byte " + from + " of " + end);
    return new ZipTable(from, size, count);
  }

  /** Where the end record is: the last place from which its comment just reaches the end of the file. */
  private static long end(Bytes file) {
    int length = (int) Math.min(file.length(), END_SIZE + LONGEST_COMMENT);
    ByteBuffer tail = ByteBuffer.wrap(file.copy(file.length() - length, length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = length - END_SIZE; i >= 0; i--)
      if (tail.getInt(i) == END && Short.toUnsignedInt(tail.getShort(i + 20)) == length - END_SIZE - i)
        return file.length() - length + i;
    throw new WeightsException("the zip archive is cut off: its table of contents, which stands at the end, is not there");
  }
}
