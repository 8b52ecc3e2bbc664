package lucida.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads bytes one after the other, numbers little-endian. */
final class Cursor {
  private static final int WINDOW = 8192;

  private final Bytes source;
  private final ByteBuffer window;
  private long end;

  Cursor(Bytes source) { this(source, 0); }

  Cursor(Bytes source, long at) {
    this.source = source;
    this.window = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(16, source.length()))).order(ByteOrder.LITTLE_ENDIAN)
        .limit(0);
    this.end = at;
  }

  /** The place of the next byte. */
  long position() { return end - window.remaining(); }

  /** How many bytes are left. */
  long remaining() { return source.length() - position(); }

  /** Goes to a place. */
  void seek(long at) {
    source.checkRange(at, 0);
    window.limit(0);
    end = at;
  }

  int unsignedByte() { return Byte.toUnsignedInt(next(1).get()); }

  int unsignedShort() { return Short.toUnsignedInt(next(2).getShort()); }

  int int32() { return next(4).getInt(); }

  long unsignedInt() { return Integer.toUnsignedLong(int32()); }

  long int64() { return next(8).getLong(); }

  /** A binary64, its bytes in reverse. */
  double bigEndianDouble() { return Double.longBitsToDouble(Long.reverseBytes(int64())); }

  /** So many bytes; what they are, for the sentence when they are not there. */
  byte[] bytes(long length, String what) {
    checkLeft(length, what);
    if (length > Integer.MAX_VALUE - 8)
      throw new WeightsException(what + " at byte " + position() + " is too long: " + length + " bytes");
    long from = position();
    byte[] bytes = source.copy(from, (int) length);
    seek(from + length);
    return bytes;
  }

  void skip(long length, String what) {
    checkLeft(length, what);
    seek(position() + length);
  }

  /** The text up to the next line feed, which is read too. */
  String line(int longest, String what) {
    StringBuilder line = new StringBuilder();
    for (int b = unsignedByte(); b != '\n'; b = unsignedByte()) {
      if (line.length() == longest)
        throw new WeightsException(what + " at byte " + position() + " is longer than " + longest + " letters");
      line.append((char) b);
    }
    return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void checkLeft(long length, String what) {
    if (length < 0 || length > remaining())
      throw new WeightsException(
          "the file is cut off or damaged: " + what + " at byte " + position() + " has " + length + " bytes, and " + remaining()
              + " are left");
  }

  private ByteBuffer next(int length) {
    if (window.remaining() >= length) return window;
    long from = position();
    long left = source.length() - from;
    if (left < length)
      throw new WeightsException(
          "the file is cut off or damaged: it ends at byte " + source.length() + " in the middle of something");
    window.clear().limit((int) Math.min(window.capacity(), left));
    source.read(from, window);
    end = from + window.flip().limit();
    return window;
  }
}
