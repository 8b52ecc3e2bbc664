package lucida.weights.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import lucida.weights.WeightsException;

/** Bytes that can be read at any place, by several threads: a file, an array, or a part of one. */
public sealed interface Bytes {
  /** How many there are. */
  long length();

  /** Fills the buffer with the bytes from a place on. */
  void read(long at, ByteBuffer into);

  /** A part of these bytes. */
  default Bytes slice(long from, long length) {
    checkRange(from, length);
    return new Part(this, from, length);
  }

  /** A copy of a part: only for lengths that are known to be small or allowed. */
  default byte[] copy(long from, int length) {
    checkRange(from, length);
    byte[] copy = new byte[length];
    read(from, ByteBuffer.wrap(copy));
    return copy;
  }

  /** Checks that a part lies inside. */
  default void checkRange(long from, long length) {
    if (from < 0 || length < 0 || from > length() - length)
      throw new WeightsException(
          "the file is cut off or damaged: " + length + " bytes from byte " + from + " on are wanted, and there are "
              + length());
  }

  /** A file that is open. */
  record OfFile(FileChannel channel, long length) implements Bytes {
    @Override
    public void read(long at, ByteBuffer into) {
      checkRange(at, into.remaining());
      try {
        for (long position = at; into.hasRemaining();) {
          int n = channel.read(into, position);
          if (n < 0) throw new WeightsException("the file became shorter while it was read: byte " + position + " is gone");
          position += n;
        }
      } catch (IOException e) {
        throw WeightsException.because("reading failed at byte " + at + " (" + e + ")", e);
      }
    }
  }

  /** An array. Not modified. */
  record OfArray(byte[] array) implements Bytes {
    @Override
    public long length() { return array.length; }

    @Override
    public void read(long at, ByteBuffer into) {
      checkRange(at, into.remaining());
      into.put(array, (int) at, into.remaining());
    }
  }

  /** What remains in a buffer. Not modified. */
  record OfBuffer(ByteBuffer buffer) implements Bytes {
    /** From its position on. */
    public OfBuffer {
      buffer = buffer.slice();
    }

    @Override
    public long length() { return buffer.limit(); }

    @Override
    public void read(long at, ByteBuffer into) {
      checkRange(at, into.remaining());
      into.put(buffer.slice((int) at, into.remaining()));
    }
  }

  /** A part of other bytes. */
  record Part(Bytes whole, long from, long length) implements Bytes {
    @Override
    public void read(long at, ByteBuffer into) {
      checkRange(at, into.remaining());
      whole.read(from + at, into);
    }
  }
}
