package lucida.weights.io;

import static lucida.weights.model.Fixture.littleEndian;
import static lucida.weights.model.Fixture.patched;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lucida.weights.ForgedZip;
import lucida.weights.WeightsException;
import lucida.weights.model.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZipArchiveTest {
  private static final byte[] A = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final byte[] B = new byte[1000];

  /** The entries a and b, written by the JDK. */
  private static byte[] zip(int method, byte[] a, byte[] b) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      put(out, "a", method, a);
      put(out, "b", method, b);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream out, String name, int method, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(method);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(data);
  }

  private static ZipArchive open(byte[] zip) { return new ZipArchive(new Bytes.OfArray(zip)); }

  private static byte[] content(byte[] zip, String name) {
    Bytes bytes = open(zip).open(name, new ImportBudget(zip.length));
    return bytes.copy(0, (int) bytes.length());
  }

  private static void assertRefused(byte[] zip, String why) {
    String message = assertThrows(WeightsException.class, () -> {
      content(zip, "a");
      content(zip, "b");
    }).getMessage();
    assertTrue(message.contains(why), message);
  }

  /** Where entry a, then entry b begins in the table of contents. */
  private static int[] table(byte[] zip) {
    int from = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 22 + 16);
    return new int[]{from, from + 46 + 1};
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void readsWhatTheJdkWrites(int method) throws IOException {
    byte[] zip = zip(method, A, B);
    assertEquals(List.of("a", "b"), open(zip).names());
    assertArrayEquals(A, content(zip, "a"));
    assertArrayEquals(B, content(zip, "b"));
    assertArrayEquals(new byte[0], content(zip(method, new byte[0], A), "a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void refusesEveryTruncation(int method) throws IOException {
    byte[] zip = zip(method, A, B);
    for (int n = 0; n < zip.length; n++) {
      byte[] cut = Arrays.copyOf(zip, n);
      assertThrows(WeightsException.class, () -> open(cut));
    }
  }

  @Test
  void refusesForgedTables() throws IOException {
    byte[] zip = zip(ZipEntry.STORED, A, B);
    int end = zip.length - 22;
    int b = table(zip)[1];
    assertRefused(patched(zip, end + 8, littleEndian(-1)), "claims 65535 entries");
    assertRefused(patched(zip, end + 10, (byte) 1), "both 2 and 1 entries");
    assertRefused(patched(zip, end + 8, (byte) 1, (byte) 0, (byte) 1), "more entries than the 1");
    assertRefused(patched(zip, end + 4, (byte) 1), "one of several parts");
    assertRefused(patched(zip, end + 20, (byte) 1), "comment");
    assertRefused(patched(zip, end + 12, littleEndian(-1)), "table of contents");
    assertRefused(patched(zip, end + 16, littleEndian(-1)), "table of contents");
    assertRefused(patched(zip, b, (byte) 'x'), "entry 1 of its table");
    assertRefused(patched(zip, b + 8, (byte) 1), "encrypted");
    assertRefused(patched(zip, b + 10, (byte) 14), "method 14");
    assertRefused(patched(zip, b + 42, littleEndian(0)), "two headers that do not say the same");
    assertRefused(patched(zip, b + 42, littleEndian(7)), "no header at byte 7");
    assertRefused(patched(zip, b + 42, littleEndian(-2)), "'b' is damaged");
    assertRefused(patched(zip, b + 24, littleEndian(4)), "'b' is damaged");
    assertRefused(patched(zip, b + 20, littleEndian(5000 | 5000L << 32)), "two headers");
    assertRefused(patched(zip, b + 28, (byte) 0xff, (byte) 0xff), "cut off or damaged");
  }

  @Test
  void refusesSizesThatAreNotSo() {
    ForgedZip.Header b = ForgedZip.Header.deflated("b", B);
    byte[] packed = ForgedZip.deflated(B);
    assertRefused(ofB(b.of(b.checksum(), packed.length, 999), packed), "more than the 999");
    assertRefused(ofB(b.of(b.checksum(), packed.length, 1001), packed), "1000 bytes and ends, and it claims 1001");
    assertRefused(ofB(b.of(b.checksum(), packed.length, 0x7fffffff), packed), "bytes may take");
    assertRefused(ofB(b.of(b.checksum(), 5000, 1000), packed), "run into the table of contents");
    assertRefused(ofB(b.of(b.checksum(), packed.length + 1, 1000), Arrays.copyOf(packed, packed.length + 1)), "goes on after");
    assertRefused(ofB(b.of(b.checksum(), packed.length - 1, 1000), Arrays.copyOf(packed, packed.length - 1)), "and it claims 1000");
  }

  private static byte[] ofB(ForgedZip.Header header, byte[] packed) {
    return new ForgedZip().add("a", A).add(header, header, packed).bytes();
  }

  /** What one reader takes for the archive, another does not: by the local header, by the table, from the front, from the end. */
  @Test
  void refusesWhatHasSeveralReadings() {
    ForgedZip.Header b = ForgedZip.Header.stored("b", B);
    assertRefused(new ForgedZip().add("a", A).add(b.named("c"), b, B).bytes(), "'b' has two headers that do not say the same");
    assertRefused(new ForgedZip().add("a", A).add(b.of(b.checksum(), 999, 999), b, B).bytes(), "'b' has two headers");
    assertRefused(new ForgedZip().add("a", A).add("a", B).bytes(), "two entries named 'a'");
    assertRefused(new ForgedZip().raw(A).add("a", A).add("b", B).bytes(), "'a' begins at byte 8, and the beginning ends at byte 0");
    assertRefused(new ForgedZip().add("a", A).raw(A).add("b", B).bytes(), "neither overlap nor leave gaps");
    assertRefused(new ForgedZip().add("a", A).add("b", B).raw(A).bytes(), "its table of contents begins at byte");
    assertRefused(Fixture.joined(new ForgedZip().add("a", A).add("b", B).bytes(), A), "something is appended");
    for (String name : new String[]{"../b", "x/../b", "/b", "x\\b", "b\0", "b\n", ""})
      assertRefused(new ForgedZip().add("a", A).add(name, B).bytes(), "leads out of the archive or is no text");
    for (int flags : new int[]{1 << 5, 1 << 6, 1 << 13})
      assertRefused(new ForgedZip().add("a", A).add(b.flagged(flags), b.flagged(flags), B).bytes(), "flags");
  }

  /** PyTorch can write archives without checksums, which are then 0; their entries are stored as they are. */
  @Test
  void comparesChecksums() {
    ForgedZip.Header deflated = ForgedZip.Header.deflated("b", B);
    byte[] packed = ForgedZip.deflated(B);
    assertRefused(ofB(deflated.of(7, packed.length, 1000), packed), "entry 'b' is damaged: its checksum is ");
    assertRefused(ofB(deflated.of(0, packed.length, 1000), packed), "entry 'b' is damaged: its checksum is ");
    ForgedZip.Header stored = ForgedZip.Header.stored("b", B);
    assertRefused(ofB(stored.of(7, 1000, 1000), B), "entry 'b' is damaged: its checksum is ");
    assertArrayEquals(B, content(ofB(stored.of(0, 1000, 1000), B), "b"));
  }

  /** 80 MB of zeros in 80 kB. They would be unpacked if the file were larger; for this one they are too many. */
  @Test
  void refusesABomb() throws IOException {
    byte[] zip = zip(ZipEntry.DEFLATED, A, new byte[80_000_000]);
    assertRefused(zip, "unpacking the zip entry 'b' would take 80000000 · 1 bytes");
  }

  /** A hundred entries of a megabyte each in 100 kB: together they are too many. */
  @Test
  void countsAllEntriesTogether() throws IOException {
    byte[] zip = zip(ZipEntry.DEFLATED, A, new byte[1 << 20]);
    ZipArchive archive = open(zip);
    ImportBudget budget = new ImportBudget(zip.length);
    assertThrows(WeightsException.class, () -> {
      for (int i = 0; i < 100; i++) archive.open("b", budget);
    });
  }

  @Test
  void saysWhichEntriesThereAre() throws IOException {
    byte[] zip = zip(ZipEntry.STORED, A, B);
    String message = assertThrows(WeightsException.class, () -> content(zip, "c")).getMessage();
    assertEquals("the zip archive has no entry 'c', only 'a', 'b'", message);
  }

  /** The 64-bit end record points to 2⁶² bytes or entries. */
  @Test
  void refusesForged64BitTables() {
    byte[] zip = Fixture.bytes("checkpoint_zip64.pt");
    int end = zip.length - 22;
    int record = end - 20 - 56;
    for (int field : new int[]{record, record + 24 + 8, record + 40, record + 48, end - 20 + 8})
      assertThrows(WeightsException.class, () -> open(patched(zip, field, littleEndian(1L << 62))), "field at " + (field - record));
    assertThrows(WeightsException.class, () -> open(patched(zip, record + 48, littleEndian(-1L))));
  }
}
