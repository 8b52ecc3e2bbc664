package lucida.weights.io;

import java.util.Arrays;
import lucida.weights.WeightsException;

/** An entry of a zip archive: what both its headers say, and where its bytes begin. */
record ZipSlot(ZipRecord record, long start) {
  private static final int LOCAL_SIZE = 30;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIBED = 8;
  /** How well it was packed, a description behind the bytes, names in UTF-8. */
  private static final int KNOWN_FLAGS = 2 | 4 | DESCRIBED | 1 << 11;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DESCRIPTION = 0x08074b50;

  /** The entry that the table of contents names, checked against its own header. */
  static ZipSlot of(ZipRecord entry, Bytes file, long tableFrom) {
    String title = "the zip entry '" + entry.name() + "' ";
    if (!isPlain(entry.name())) throw new WeightsException(title + "has a name that leads out of the archive or is no text");
    if ((entry.flags() & ENCRYPTED) != 0) throw new WeightsException(title + "is encrypted");
    if ((entry.flags() & ~KNOWN_FLAGS) != 0)
      throw new WeightsException(title + "is packed in a way that is not read: flags %04x".formatted(entry.flags()));
    if (entry.method() != STORED && entry.method() != DEFLATED)
      throw new WeightsException(title + "is packed by method " + entry.method() + "; stored (0) and deflated (8) are read");
    if (entry.size() < 0 || entry.packed() < 0 || entry.header() < 0 || entry.header() > tableFrom - LOCAL_SIZE
        || entry.method() == STORED && entry.size() != entry.packed())
      throw new WeightsException(title + "is damaged: " + entry.size() + " bytes, packed into " + entry.packed()
          + ", its header at byte " + entry.header());
    ZipRecord local = ZipRecord.local(new Cursor(file, entry.header()), entry.name());
    if (!agree(entry, local)) throw new WeightsException(title + "has two headers that do not say the same");
    if (entry.packed() > tableFrom - local.end())
      throw new WeightsException(title + "is damaged: " + entry.packed() + " bytes from byte " + local.end()
          + " on run into the table of contents");
    return new ZipSlot(entry, local.end());
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && !name.startsWith("/") && name.indexOf('\\') < 0 && name.indexOf('\uFFFD') < 0
        && name.chars().noneMatch(Character::isISOControl) && !Arrays.asList(name.split("/", -1)).contains("..");
  }

  /** What is described behind the bytes may be 0 in the local header. */
  private static boolean agree(ZipRecord entry, ZipRecord local) {
    boolean described = (entry.flags() & DESCRIBED) != 0;
    return local.name().equals(entry.name()) && local.flags() == entry.flags() && local.method() == entry.method()
        && (local.checksum() == entry.checksum() || described && local.checksum() == 0)
        && (local.packed() == entry.packed() || described && local.packed() == 0)
        && (local.size() == entry.size() || described && local.size() == 0);
  }

  String name() { return record.name(); }

  boolean isDeflated() { return record.method() == DEFLATED; }

  /** Where the entry ends: after its bytes and, if they are described behind, the description, in one of the four forms that it has. */
  long end(Bytes file, long tableFrom) {
    long end = start + record.packed();
    if ((record.flags() & DESCRIBED) == 0) return end;
    for (boolean marked : new boolean[]{true, false})
      for (int width : new int[]{4, 8}) {
        long length = (marked ? 8 : 4) + 2L * width;
        if (length <= tableFrom - end && isDescription(new Cursor(file, end), marked, width)) return end + length;
      }
    throw new WeightsException("the zip entry '" + name() + "' has no description behind its bytes, or one that does not agree");
  }

  private boolean isDescription(Cursor in, boolean marked, int width) {
    return (!marked || in.int32() == DESCRIPTION) && in.unsignedInt() == record.checksum()
        && (width == 4 ? in.unsignedInt() : in.int64()) == record.packed()
        && (width == 4 ? in.unsignedInt() : in.int64()) == record.size();
  }
}
