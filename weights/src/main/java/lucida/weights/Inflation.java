package lucida.weights;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks deflated bytes whose unpacked size and checksum are known. */
final class Inflation {
  private static final int WINDOW = 1 << 16;

  private Inflation() {}

  /** Exactly so many bytes. Takes the memory, which must have been allowed. */
  static byte[] unpack(Bytes packed, int size, long checksum, String name) {
    byte[] unpacked = new byte[size];
    Inflater inflater = new Inflater(true);
    try {
      int n = inflate(inflater, packed, unpacked);
      if (n < size)
        throw new WeightsException(
            "the zip entry '" + name + "' unpacks to " + n + " bytes, not to the " + size + " that it claims");
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0)
        throw new WeightsException("the zip entry '" + name + "' unpacks to more than the " + size + " bytes that it claims");
      CRC32 is = new CRC32();
      is.update(unpacked);
      if (is.getValue() != checksum)
        throw new WeightsException(
            "the zip entry '" + name + "' is damaged: its checksum is %08x, not %08x".formatted(is.getValue(), checksum));
      return unpacked;
    } catch (DataFormatException e) {
      throw WeightsException.because("the zip entry '" + name + "' is damaged: it cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }

  private static int inflate(Inflater inflater, Bytes packed, byte[] unpacked) throws DataFormatException {
    ByteBuffer window = ByteBuffer.allocate(Math.clamp(packed.length(), 1, WINDOW));
    int done = 0;
    for (long at = 0; done < unpacked.length && !inflater.finished();) {
      if (inflater.needsInput()) {
        if (at == packed.length() || inflater.needsDictionary()) return done;
        packed.read(at, window.clear().limit((int) Math.min(window.capacity(), packed.length() - at)));
        at += window.flip().limit();
        inflater.setInput(window);
      }
      done += inflater.inflate(unpacked, done, unpacked.length - done);
    }
    return done;
  }
}
