package lucida.weights;

import static lucida.weights.Fixture.littleEndian;
import static lucida.weights.Fixture.patched;
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
    Bytes bytes = open(zip).open(name, new Allowance(zip.length));
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
    assertRefused(patched(zip, end + 10, (byte) 0xff, (byte) 0xff), "claims 65535 entries");
    assertRefused(patched(zip, end + 12, littleEndian(-1)), "table of contents");
    assertRefused(patched(zip, end + 16, littleEndian(-1)), "table of contents");
    assertRefused(patched(zip, b, (byte) 'x'), "entry 1 of its table");
    assertRefused(patched(zip, b + 46, (byte) 'a'), "two entries named 'a'");
    assertRefused(patched(zip, b + 8, (byte) 1), "encrypted");
    assertRefused(patched(zip, b + 10, (byte) 14), "method 14");
    assertRefused(patched(zip, b + 42, littleEndian(0)), "overlap");
    assertRefused(patched(zip, b + 42, littleEndian(7)), "no header at byte 7");
    assertRefused(patched(zip, b + 42, littleEndian(-2)), "'b' is damaged");
    assertRefused(patched(zip, b + 24, littleEndian(4)), "'b' is damaged");
    assertRefused(patched(patched(zip, b + 20, littleEndian(5000)), b + 24, littleEndian(5000)), "run into the table of contents");
    assertRefused(patched(zip, b + 28, (byte) 0xff, (byte) 0xff), "cut off or damaged");
  }

  @Test
  void refusesSizesThatAreNotSo() throws IOException {
    byte[] zip = zip(ZipEntry.DEFLATED, A, B);
    int b = table(zip)[1];
    assertRefused(patched(zip, b + 24, littleEndian(999)), "more than the 999");
    assertRefused(patched(zip, b + 24, littleEndian(1001)), "not to the 1001");
    assertRefused(patched(zip, b + 24, littleEndian(0x7fffffff)), "a file of " + zip.length + " bytes may take");
  }

  /** PyTorch can write archives whose checksums are not computed; their entries are stored as they are. */
  @Test
  void comparesChecksumsOfWhatItUnpacks() throws IOException {
    byte[] deflated = zip(ZipEntry.DEFLATED, A, B);
    assertRefused(patched(deflated, table(deflated)[1] + 16, littleEndian(7)), "entry 'b' is damaged: its checksum is ");
    byte[] stored = zip(ZipEntry.STORED, A, B);
    assertArrayEquals(B, content(patched(stored, table(stored)[1] + 16, littleEndian(7)), "b"));
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
    Allowance allowance = new Allowance(zip.length);
    assertThrows(WeightsException.class, () -> {
      for (int i = 0; i < 100; i++) archive.open("b", allowance);
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
