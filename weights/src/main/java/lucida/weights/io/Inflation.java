package lucida.weights.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import lucida.weights.WeightsException;

/** Unpacks deflated bytes whose unpacked size and checksum are known. */
final class Inflation {
  private static final int WINDOW = 1 << 16;

  private Inflation() {}

  /** Reads exactly {@code size} bytes. Allocates the memory, which must have been allowed. */
  static byte[] unpack(Bytes packed, int size, long checksum, String name) {
    byte[] unpacked = new byte[size];
    Inflater inflater = new Inflater(true);
    try {
      int n = inflate(inflater, packed, unpacked);
      if (n > size)
        throw new WeightsException("the zip entry '" + name + "' unpacks to more than the " + size + " bytes that it claims");
      if (n < size || !inflater.finished())
        throw new WeightsException(
            "the zip entry '" + name + "' unpacks to " + n + " bytes and ends, and it claims " + size);
      if (inflater.getBytesRead() != packed.length())
        throw new WeightsException("the zip entry '" + name + "' is damaged: it goes on after its packed bytes");
      CRC32 is = new CRC32();
      is.update(unpacked);
      requireChecksum(checksum, is, name);
      return unpacked;
    } catch (DataFormatException e) {
      throw WeightsException.because("the zip entry '" + name + "' is damaged: it cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }

  /** Checks that the bytes of an entry are those that were stored. */
  static void requireChecksum(long checksum, CRC32 is, String name) {
    if (is.getValue() != checksum)
      throw new WeightsException(
          "the zip entry '" + name + "' is damaged: its checksum is %08x, not %08x".formatted(is.getValue(), checksum));
  }

  /** How many bytes come out: one more than fits if there are more. */
  private static int inflate(Inflater inflater, Bytes packed, byte[] unpacked) throws DataFormatException {
    ByteBuffer window = ByteBuffer.allocate(Math.clamp(packed.length(), 1, WINDOW));
    byte[] beyond = new byte[1];
    int done = 0;
    for (long at = 0; done <= unpacked.length && !inflater.finished();) {
      if (inflater.needsInput()) {
        if (at == packed.length()) return done;
        packed.read(at, window.clear().limit((int) Math.min(window.capacity(), packed.length() - at)));
        at += window.flip().limit();
        inflater.setInput(window);
      }
      if (inflater.needsDictionary()) return done;
      done += done < unpacked.length ? inflater.inflate(unpacked, done, unpacked.length - done) : inflater.inflate(beyond);
    }
    return done;
  }
}
