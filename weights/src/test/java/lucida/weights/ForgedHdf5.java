package lucida.weights;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lucida.weights.model.Fixture;

/** Writes HDF5 files object by object (superblock and object headers of version 2, the layouts of the format's specification), so that they may lie. */
final class ForgedHdf5 {
  private static final int SUPERBLOCK = 48;

  private final ByteArrayOutputStream objects = new ByteArrayOutputStream();

  static byte[] bytes(Object... parts) {
    ByteBuffer b = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (Object part : parts)
      switch (part) {
      case Byte one -> b.put(one);
      case Short two -> b.putShort(two);
      case Integer four -> b.putInt(four);
      case Long eight -> b.putLong(eight);
      case String text -> b.put(text.getBytes(US_ASCII));
      case byte[] all -> b.put(all);
      default -> throw new IllegalArgumentException(part.toString());
      }
    byte[] bytes = new byte[b.position()];
    b.flip().get(bytes);
    return bytes;
  }

  private static byte[] checked(byte[] block) {
    return Fixture.joined(block, Fixture.littleEndian(JenkinsLookup3HashLittle.hash(block)));
  }

  /** The address of the next object. */
  long next() { return (long) SUPERBLOCK + objects.size(); }

  /** An object of these messages; returns its address. */
  long object(byte[]... messages) {
    byte[] all = Fixture.joined(messages);
    long at = next();
    objects.writeBytes(checked(bytes("OHDR", (byte) 2, (byte) 1, (short) all.length, all)));
    return at;
  }

  static byte[] message(int type, Object... data) {
    byte[] bytes = bytes(data);
    return bytes((byte) type, (short) bytes.length, (byte) 0, bytes);
  }

  /** What makes an object a group. */
  static byte[] group() {
    return Fixture.joined(message(2, (byte) 0, (byte) 0, -1L, -1L), message(10, (byte) 0, (byte) 0));
  }

  static byte[] hardLink(String name, long to) { return link(name, 0, to); }

  static byte[] softLink(String name, String to) { return link(name, 1, (short) to.length(), to); }

  static byte[] externalLink(String name, String file, String object) {
    byte[] target = bytes((byte) 0, file, (byte) 0, object, (byte) 0);
    return link(name, 64, (short) target.length, target);
  }

  private static byte[] link(String name, int kind, Object... target) {
    return message(6, (byte) 1, (byte) 8, (byte) kind, (byte) name.length(), name, bytes(target));
  }

  static byte[] shape(long... extents) {
    ByteBuffer all = ByteBuffer.allocate(8 * extents.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long extent : extents) all.putLong(extent);
    return message(1, (byte) 2, (byte) extents.length, (byte) 0, (byte) 1, all.array());
  }

  static byte[] float32() {
    return message(3, 0x001f2011, 4, (short) 0, (short) 32, (byte) 23, (byte) 8, (byte) 0, (byte) 23, 127);
  }

  static byte[] contiguous(long at, long size) { return message(8, (byte) 3, (byte) 1, at, size); }

  /** Chunks of these extents, indexed by the B-tree at a place. */
  static byte[] chunked(long tree, int... extents) {
    ByteBuffer all = ByteBuffer.allocate(4 * extents.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int extent : extents) all.putInt(extent);
    return message(8, (byte) 3, (byte) 2, (byte) (extents.length + 1), tree, all.putInt(4).array());
  }

  /** One filter without parameters; from 256 on they have names. */
  static byte[] filter(int id) {
    byte[] name = id < 256 ? new byte[0] : bytes((short) 0);
    return message(11, (byte) 2, (byte) 1, (short) id, name, (short) 0, (short) 0);
  }

  /** A text that an object carries, or a list of one. */
  static byte[] attribute(String name, boolean list, String value) {
    byte[] type = bytes((byte) 0x13, (short) 0, (byte) 0, value.length());
    byte[] space = list ? bytes((byte) 2, (byte) 1, (byte) 0, (byte) 1, 1L) : bytes((byte) 2, (byte) 0, (byte) 0, (byte) 0);
    return message(12, (byte) 3, (byte) 0, (short) (name.length() + 1), (short) type.length, (short) space.length, (byte) 0, name,
        (byte) 0, type, space, value);
  }

  /** The file, with more behind its objects. */
  byte[] file(long root, byte... behind) {
    byte[] head = bytes((byte) 0x89, "HDF\r\n\u001a\n", (byte) 2, (byte) 8, (byte) 8, (byte) 0, 0L, -1L,
        SUPERBLOCK + objects.size() + (long) behind.length, root);
    return Fixture.joined(checked(head), objects.toByteArray(), behind);
  }
}
