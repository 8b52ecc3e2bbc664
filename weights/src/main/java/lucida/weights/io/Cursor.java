package lucida.weights.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import lucida.weights.WeightsException;

/** Reads bytes one after the other, numbers little-endian. */
public final class Cursor {
  private static final int WINDOW = 8192;

  private final Bytes source;
  private final ByteBuffer window;
  private long end;

  /** At the first byte. */
  public Cursor(Bytes source) { this(source, 0); }

  /** At a place. */
  public Cursor(Bytes source, long at) {
    this.source = source;
    this.window = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(16, source.length()))).order(ByteOrder.LITTLE_ENDIAN)
        .limit(0);
    this.end = at;
  }

  /** The place of the next byte. */
  public long position() { return end - window.remaining(); }

  /** How many bytes are left. */
  public long remaining() { return source.length() - position(); }

  /** Goes to the byte at a place. */
  public void seek(long at) {
    source.checkRange(at, 0);
    window.limit(0);
    end = at;
  }

  /** Reads an integer of 8 bits without a sign. */
  public int unsignedByte() { return Byte.toUnsignedInt(next(1).get()); }

  /** Reads an integer of 16 bits without a sign. */
  public int unsignedShort() { return Short.toUnsignedInt(next(2).getShort()); }

  /** Reads a signed integer of 32 bits. */
  public int int32() { return next(4).getInt(); }

  /** Reads an integer of 32 bits without a sign. */
  public long unsignedInt() { return Integer.toUnsignedLong(int32()); }

  /** Reads a signed integer of 64 bits. */
  public long int64() { return next(8).getLong(); }

  /** Reads a big-endian binary64. */
  public double bigEndianDouble() { return Double.longBitsToDouble(Long.reverseBytes(int64())); }

  /**
   * Reads bytes.
   *
   * @param what they are, as the subject of a sentence
   * @throws WeightsException if fewer than {@code length} are left
   */
  public byte[] bytes(long length, String what) {
    checkLeft(length, what);
    if (length > Integer.MAX_VALUE - 8)
      throw new WeightsException(what + " at byte " + position() + " is too long: " + length + " bytes");
    long from = position();
    byte[] bytes = source.copy(from, (int) length);
    seek(from + length);
    return bytes;
  }

  /** Skips bytes; throws as {@link #bytes} does. */
  public void skip(long length, String what) {
    checkLeft(length, what);
    seek(position() + length);
  }

  /** Reads the text up to the next line feed, and that too. */
  public String line(int longest, String what) {
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
