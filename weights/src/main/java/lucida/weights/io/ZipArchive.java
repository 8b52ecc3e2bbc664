package lucida.weights.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import lucida.layers.Names;
import lucida.weights.WeightsException;

/**
 * A zip archive, by its table of contents. (The JDK's reader does not say where in the file an entry lies, and tensors are to be
 * read in place.) It is read only if it has one reading: every entry has a name of its own that leads nowhere else, both headers say the
 * same, and the entries fill the file from its first byte to the table without overlaps or gaps.
 *
 * <p>The checksum of an entry is compared when it is opened, but for one that is stored as it is under the checksum 0: that is what PyTorch
 * writes where it is told to leave checksums out (torch.serialization.set_crc32_options), and such files have to load.
 */
public final class ZipArchive {
  private static final int MOST_ENTRIES = 100_000;
  private static final int ENTRY_SIZE = 46;
  private static final int CHUNK = 1 << 18;

  private final Bytes file;
  private final Map<String, ZipSlot> slots = new LinkedHashMap<>();

  /**
   * Reads and checks the table of contents.
   *
   * @throws WeightsException if it is damaged or has several readings
   */
  public ZipArchive(Bytes file) {
    this.file = file;
    ZipTable table = ZipTable.of(file);
    if (table.count() > MOST_ENTRIES || table.count() > table.size() / ENTRY_SIZE)
      throw new WeightsException("the zip archive claims " + table.count() + " entries, and at most "
          + Math.min(MOST_ENTRIES, table.size() / ENTRY_SIZE) + " can be there");
    Cursor in = new Cursor(file.slice(table.from(), table.size()));
    for (int i = 0; i < table.count(); i++) {
      ZipSlot slot = ZipSlot.of(ZipRecord.ofTable(in, i), file, table.from());
      if (slots.put(slot.name(), slot) != null)
        throw new WeightsException("the zip archive has two entries named '" + slot.name() + "'");
    }
    if (in.remaining() > 0) throw new WeightsException("the zip archive has more entries than the " + table.count() + " it claims");
    checkSeamless(table.from());
  }

  /** The names, in the order of the table of contents. */
  public List<String> names() { return List.copyOf(slots.keySet()); }

  /** Whether there is an entry of this name. */
  public boolean has(String name) { return slots.containsKey(name); }

  /**
   * The bytes of an entry: in place if it is stored as it is, else unpacked into memory, if that is allowed.
   *
   * @throws WeightsException if there is none, or it is damaged or too large
   */
  public Bytes open(String name, ImportBudget budget) {
    ZipSlot slot = slots.get(name);
    if (slot == null)
      throw new WeightsException("the zip archive has no entry '" + name + "', only " + Names.listed(slots.keySet()));
    Bytes packed = file.slice(slot.start(), slot.record().packed());
    long size = slot.record().size();
    if (!slot.isDeflated()) return checked(packed, slot.record());
    budget.take(size, 1, "unpacking the zip entry '" + name + "'");
    if (size > Integer.MAX_VALUE - 8)
      throw new WeightsException(
          "the zip entry '" + name + "' unpacks to " + size + " bytes, too many for one array: store it unpacked");
    return new Bytes.OfArray(Inflation.unpack(packed, (int) size, slot.record().checksum(), name));
  }

  private static Bytes checked(Bytes stored, ZipRecord record) {
    if (record.checksum() == 0) return stored;
    CRC32 is = new CRC32();
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, stored.length()));
    for (long at = 0; at < stored.length(); at += chunk.limit()) {
      stored.read(at, chunk.clear().limit((int) Math.min(chunk.capacity(), stored.length() - at)));
      is.update(chunk.flip());
    }
    Inflation.requireChecksum(record.checksum(), is, record.name());
    return stored;
  }

  private void checkSeamless(long tableFrom) {
    List<ZipSlot> inOrder = new ArrayList<>(slots.values());
    inOrder.sort(Comparator.comparingLong(slot -> slot.record().header()));
    long at = 0;
    String before = "the beginning";
    for (ZipSlot slot : inOrder) {
      if (slot.record().header() != at)
        throw new WeightsException("the zip archive is ambiguous: its entry '" + slot.name() + "' begins at byte "
            + slot.record().header() + ", and " + before + " ends at byte " + at + "; entries neither overlap nor leave gaps");
      at = slot.end(file, tableFrom);
      before = "'" + slot.name() + "'";
    }
    if (at != tableFrom)
      throw new WeightsException("the zip archive is ambiguous: " + before + " ends at byte " + at
          + ", and its table of contents begins at byte " + tableFrom);
  }
}
