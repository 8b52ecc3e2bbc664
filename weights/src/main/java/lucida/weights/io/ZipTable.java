package lucida.weights.io;

import lucida.weights.WeightsException;

/** Where the table of contents of a zip archive begins, how many bytes it has, and how many entries it claims. */
record ZipTable(long from, long size, long count) {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final long COUNT_IN_64 = 0xffff;
  private static final long IN_64 = 0xffffffffL;

  /**
   * By the record at the very end of the file, and, for archives of more than 4 GB or 65535 entries, the one that stands before it. Nothing
   * lies between the table and its record, and nothing behind: readers that look elsewhere see the same table.
   */
  static ZipTable of(Bytes file) {
    long end = file.length() - END_SIZE;
    Cursor in = new Cursor(file, Math.max(0, end));
    if (end < 0 || in.int32() != END)
      throw new WeightsException(
          "the zip archive does not end with the record of its table of contents: it is cut off, or something is appended");
    if (in.int32() != 0) throw new WeightsException("the zip archive is one of several parts");
    int here = in.unsignedShort();
    ZipTable narrow = new ZipTable(0, 0, in.unsignedShort());
    if (here != narrow.count)
      throw new WeightsException("the zip archive is damaged: it claims both " + here + " and "
          + narrow.count + " entries");
    narrow = new ZipTable(0, in.unsignedInt(), narrow.count);
    narrow = new ZipTable(in.unsignedInt(), narrow.size, narrow.count);
    if (in.unsignedShort() != 0) throw new WeightsException("the zip archive is damaged: the comment that it claims is not there");
    return end >= LOCATOR_SIZE && new Cursor(file, end - LOCATOR_SIZE).int32() == LOCATOR_64
        ? wide(file, end - LOCATOR_SIZE, narrow)
        : narrow.checked(end);
  }

  private static ZipTable wide(Bytes file, long locator, ZipTable narrow) {
    Cursor in = new Cursor(file, locator + 8);
    long at = in.int64();
    if (at != locator - END_64_SIZE)
      throw new WeightsException("the zip archive is damaged: no zip64 record at byte " + at);
    in = new Cursor(file, at);
    if (in.int32() != END_64) throw new WeightsException("the zip archive is damaged: no zip64 record at byte " + at);
    in.seek(at + 32);
    long count = in.int64();
    long size = in.int64();
    ZipTable wide = new ZipTable(in.int64(), size, count).checked(at);
    if (!(agree(narrow.count, count, COUNT_IN_64) && agree(narrow.size, size, IN_64) && agree(narrow.from, wide.from, IN_64)))
      throw new WeightsException("the zip archive has two tables of contents: " + narrow + " and, as zip64, " + wide);
    return wide;
  }

  private static boolean agree(long narrow, long wide, long elsewhere) { return narrow == wide || narrow == elsewhere; }

  private ZipTable checked(long end) {
    if (count < 0 || size < 0 || from < 0 || from > end || from != end - size)
      throw new WeightsException("the zip archive is damaged: a table of contents of " + size + " bytes at byte " + from
          + ", which does not end at its record at byte " + end);
    return this;
  }

  @Override
  public String toString() { return count + " entries in " + size + " bytes at byte " + from; }
}
