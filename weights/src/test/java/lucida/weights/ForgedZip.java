package lucida.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import lucida.weights.model.Fixture;

/** Writes zip archives entry by entry, each of the two headers as it is told, so that they may lie. */
public final class ForgedZip {
  private static final int LOCAL = 0x04034b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private int entries;

  /** An archive without entries. */
  public ForgedZip() {}

  /** What a header says. */
  public record Header(String name, int flags, int method, long checksum, long packed, long size) {
    public static Header stored(String name, byte[] data) { return new Header(name, 0, 0, crc(data), data.length, data.length); }

    public static Header deflated(String name, byte[] data) {
      return new Header(name, 0, 8, crc(data), ForgedZip.deflated(data).length, data.length);
    }

    public Header named(String other) { return new Header(other, flags, method, checksum, packed, size); }

    public Header flagged(int other) { return new Header(name, other, method, checksum, packed, size); }

    public Header of(long checksum, long packed, long size) { return new Header(name, flags, method, checksum, packed, size); }

    private static long crc(byte[] data) {
      CRC32 crc = new CRC32();
      crc.update(data);
      return crc.getValue();
    }

    private byte[] nameBytes() { return name.getBytes(StandardCharsets.UTF_8); }

    private ByteBuffer common(ByteBuffer into) {
      return into.putShort((short) flags).putShort((short) method).putInt(0).putInt((int) checksum).putInt((int) packed)
          .putInt((int) size).putShort((short) nameBytes().length);
    }
  }

  /** Raw deflate. */
  public static byte[] deflated(byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deflater.end();
    return bytes.toByteArray();
  }

  /** An honest entry, stored as it is. */
  public ForgedZip add(String name, byte[] data) {
    return add(Header.stored(name, data), Header.stored(name, data), data);
  }

  /** An honest entry, packed. */
  public ForgedZip pack(String name, byte[] data) {
    Header header = Header.deflated(name, data);
    return add(header, header, deflated(data));
  }

  /** An entry under two headers. */
  public ForgedZip add(Header local, Header central, byte[] bytes) {
    return entry(central, file.size()).raw(local(local)).raw(bytes);
  }

  /** A line in the table of contents, which points to a place of the file. */
  public ForgedZip entry(Header central, int header) {
    byte[] line = new byte[46 + central.nameBytes().length];
    ByteBuffer b = ByteBuffer.wrap(line).order(ByteOrder.LITTLE_ENDIAN).putInt(ENTRY).putShort((short) 20).putShort((short) 20);
    central.common(b).putShort((short) 0).putShort((short) 0).putLong(0).putInt(header).put(central.nameBytes());
    table.writeBytes(line);
    entries++;
    return this;
  }

  /** A local header. */
  public static byte[] local(Header local) {
    ByteBuffer b = buffer(30 + local.nameBytes().length).putInt(LOCAL).putShort((short) 20);
    return local.common(b).putShort((short) 0).put(local.nameBytes()).array();
  }

  /** Bytes that belong to no entry. */
  public ForgedZip raw(byte... bytes) {
    file.writeBytes(bytes);
    return this;
  }

  /** How many bytes there are so far. */
  public int size() { return file.size(); }

  /** The archive with its table of contents. */
  public byte[] bytes() {
    return Fixture.joined(file.toByteArray(), table.toByteArray(), end(entries));
  }

  /** The archive with more behind its table of contents, and a count of its own. */
  public byte[] bytes(int count, byte... behindTable) {
    return Fixture.joined(file.toByteArray(), table.toByteArray(), behindTable, end(count));
  }

  private byte[] end(int count) {
    return buffer(22).putInt(END).putInt(0).putShort((short) count).putShort((short) count).putInt(table.size()).putInt(file.size())
        .putShort((short) 0).array();
  }

  private static ByteBuffer buffer(int size) { return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN); }
}
