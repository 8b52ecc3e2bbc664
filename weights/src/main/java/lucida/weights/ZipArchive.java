package lucida.weights;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A zip archive, by its table of contents. (The JDK's reader does not say where in the file an entry lies, and tensors are to be
 * read in place.) Every entry is checked when the archive is opened: inside the file, on no other entry's bytes, under a name of
 * its own. The checksum of an entry is compared when it is unpacked; of one that is stored as it is not, since PyTorch can leave it out
 * (torch.serialization.set_crc32_options) and such files have to load.
 */
final class ZipArchive {
  private static final int MOST_ENTRIES = 100_000;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long IN_EXTRA = 0xffffffffL;

  private final Bytes file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** One entry: its header at a place, its bytes from start on. */
  private record Entry(String name, boolean deflated, long header, long start, long packed, long size, long checksum) {
    long end() { return start + packed; }
  }

  /** Reads and checks the table of contents. */
  ZipArchive(Bytes file) {
    this.file = file;
    ZipTable table = ZipTable.of(file);
    if (table.count() > MOST_ENTRIES || table.count() > table.size() / ENTRY_SIZE)
      throw new WeightsException("the zip archive claims " + table.count() + " entries, and at most "
          + Math.min(MOST_ENTRIES, table.size() / ENTRY_SIZE) + " can be there");
    Cursor in = new Cursor(file.slice(table.from(), table.size()));
    for (long i = 0; i < table.count(); i++) {
      Entry entry = entry(in, table.from());
      if (entries.put(entry.name, entry) != null)
        throw new WeightsException("the zip archive has two entries named '" + entry.name + "'");
    }
    checkApart();
  }

  /** The names, in the order of the table of contents. */
  List<String> names() { return List.copyOf(entries.keySet()); }

  boolean has(String name) { return entries.containsKey(name); }

  /** The bytes of an entry: in place if it is stored as it is, else unpacked into memory, if that is allowed. */
  Bytes open(String name, Allowance allowance) {
    Entry entry = entries.get(name);
    if (entry == null)
      throw new WeightsException("the zip archive has no entry '" + name + "', only " + NamedTensors.listed(entries.keySet()));
    Bytes packed = file.slice(entry.start, entry.packed);
    if (!entry.deflated) return packed;
    allowance.take(entry.size, 1, "unpacking the zip entry '" + name + "'");
    if (entry.size > Integer.MAX_VALUE - 8)
      throw new WeightsException(
          "the zip entry '" + name + "' unpacks to " + entry.size + " bytes, too many for one array: store it unpacked");
    return new Bytes.OfArray(Inflation.unpack(packed, (int) entry.size, entry.checksum, name));
  }

  private Entry entry(Cursor in, long tableFrom) {
    if (in.int32() != ENTRY)
      throw new WeightsException("the zip archive is damaged: entry " + entries.size() + " of its table of contents");
    in.skip(4, "zip versions");
    int flags = in.unsignedShort();
    int method = in.unsignedShort();
    in.skip(4, "zip time");
    long checksum = in.unsignedInt();
    long packed = in.unsignedInt();
    long size = in.unsignedInt();
    int nameLength = in.unsignedShort();
    int extraLength = in.unsignedShort();
    int commentLength = in.unsignedShort();
    in.skip(8, "zip attributes");
    long header = in.unsignedInt();
    String name = new String(in.bytes(nameLength, "a zip entry's name"), StandardCharsets.UTF_8);
    Cursor extra = new Cursor(new Bytes.OfArray(in.bytes(extraLength, "a zip entry's extra field")));
    in.skip(commentLength, "a zip entry's comment");
    if ((flags & ENCRYPTED) != 0) throw new WeightsException("the zip entry '" + name + "' is encrypted");
    if (method != STORED && method != DEFLATED)
      throw new WeightsException(
          "the zip entry '" + name + "' is packed by method " + method + "; stored (0) and deflated (8) are read");
    long[] wide = widened(extra, size, packed, header);
    return located(name, method == DEFLATED, wide[0], wide[1], wide[2], checksum, tableFrom);
  }

  /** Size, packed size and place of the header, each from the zip64 extra field where the table holds all ones. */
  private static long[] widened(Cursor extra, long... narrow) {
    while (extra.remaining() >= 4) {
      int id = extra.unsignedShort();
      int length = extra.unsignedShort();
      if (id != 1) {
        extra.skip(Math.min(length, extra.remaining()), "a zip extra field");
        continue;
      }
      for (int i = 0; i < narrow.length; i++) if (narrow[i] == IN_EXTRA) narrow[i] = extra.int64();
      return narrow;
    }
    return narrow;
  }

  private Entry located(String name, boolean deflated, long size, long packed, long header, long checksum, long tableFrom) {
    if (size < 0 || packed < 0 || header < 0 || header > tableFrom - LOCAL_SIZE || !deflated && size != packed)
      throw new WeightsException(
          "the zip entry '" + name + "' is damaged: " + size + " bytes, packed into " + packed + ", its header at byte " + header);
    Cursor in = new Cursor(file.slice(header, LOCAL_SIZE));
    if (in.int32() != LOCAL) throw new WeightsException("the zip entry '" + name + "' is damaged: no header at byte " + header);
    in.seek(26);
    long start = header + LOCAL_SIZE + in.unsignedShort() + in.unsignedShort();
    if (packed > tableFrom - start)
      throw new WeightsException("the zip entry '" + name + "' is damaged: " + packed + " bytes from byte " + start
          + " on run into the table of contents");
    return new Entry(name, deflated, header, start, packed, size, checksum);
  }

  private void checkApart() {
    List<Entry> inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingLong(Entry::header));
    for (int i = 1; i < inOrder.size(); i++)
      if (inOrder.get(i - 1).end() > inOrder.get(i).header)
        throw new WeightsException(
            "the zip archive is damaged: its entries '" + inOrder.get(i - 1).name + "' and '" + inOrder.get(i).name + "' overlap");
  }
}
