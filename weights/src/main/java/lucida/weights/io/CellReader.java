package lucida.weights.io;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Storage;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;

/**
 * Turns the bytes of a file into cells, several parts of a large tensor at a time. Each part goes through a buffer that stays in
 * the processor's cache; there is no second copy of the whole.
 */
public final class CellReader {
  private static final int PART = 1 << 19;
  private static final int BUFFER = 1 << 20;
  private static final int MOST_PARTS = 16;

  private CellReader() {}

  /** Reads {@code count} consecutive cells. Allocates the memory, which must have been allowed. */
  public static Storage read(Bytes source, long at, Dtype dtype, int count, ByteOrder order) {
    source.checkRange(at, (long) count * dtype.bytes());
    Storage cells = allocate(dtype, count);
    int parts = Math.clamp(count / PART, 1, MOST_PARTS);
    if (parts == 1)
      readPart(source, at, dtype, order, cells, 0, count);
    else IntStream.range(0, parts).parallel().forEach(
          k -> readPart(source, at, dtype, order, cells, (int) ((long) count * k / parts), (int) ((long) count * (k + 1) / parts)));
    return cells;
  }

  /** What was allowed by the size of the file may still be too much for what is left of the heap. */
  private static Storage allocate(Dtype dtype, int count) {
    try {
      return dtype.precision().allocate(count);
    } catch (OutOfMemoryError e) {
      throw new WeightsException(
          "the heap has no room left for " + count + " · " + dtype.bytesInMemory() + " bytes of a tensor, of "
              + Runtime.getRuntime().maxMemory() + " in all: start this JVM with a larger -Xmx");
    }
  }

  private static void readPart(Bytes source, long at, Dtype dtype, ByteOrder order, Storage cells, int from, int to) {
    try (Arena arena = Arena.ofConfined()) {
      long size = Math.clamp((long) (to - from) * dtype.bytes(), 1, BUFFER);
      ByteBuffer buffer = arena.allocate(size, 8).asByteBuffer().order(order);
      int step = buffer.capacity() / dtype.bytes();
      for (int i = from; i < to; i += step) {
        int n = Math.min(step, to - i);
        source.read(at + (long) i * dtype.bytes(), buffer.clear().limit(n * dtype.bytes()));
        decode(dtype, buffer.flip(), cells, i, n);
      }
    }
  }

  private static void decode(Dtype dtype, ByteBuffer b, Storage cells, int from, int n) {
    switch (cells) {
      case Floats(float[] y) -> decode(dtype, b, FloatBuffer.wrap(y, from, n));
      case Doubles(double[] y) -> decode(dtype, b, DoubleBuffer.wrap(y, from, n));
    }
  }

  private static void decode(Dtype dtype, ByteBuffer b, FloatBuffer y) {
    switch (dtype) {
      case F32 -> y.put(b.asFloatBuffer());
      case F16 -> { while (y.hasRemaining()) y.put(Float.float16ToFloat(b.getShort())); }
      case BF16 -> { while (y.hasRemaining()) y.put(Float.intBitsToFloat(b.getShort() << 16)); }
      case F64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> throw new IllegalArgumentException(dtype + " is not held as float32");
    }
  }

  private static void decode(Dtype dtype, ByteBuffer b, DoubleBuffer y) {
    switch (dtype) {
      case F64 -> y.put(b.asDoubleBuffer());
      case I64 -> each(y, i -> b.getLong(8 * i));
      case I32 -> each(y, i -> b.getInt(4 * i));
      case I16 -> each(y, i -> b.getShort(2 * i));
      case I8 -> each(y, b::get);
      case U64 -> each(y, i -> unsigned(b.getLong(8 * i)));
      case U32 -> each(y, i -> Integer.toUnsignedLong(b.getInt(4 * i)));
      case U16 -> each(y, i -> Short.toUnsignedInt(b.getShort(2 * i)));
      case U8 -> each(y, i -> Byte.toUnsignedInt(b.get(i)));
      case BOOL -> each(y, i -> b.get(i) == 0 ? 0 : 1);
      case F32, F16, BF16 -> throw new IllegalArgumentException(dtype + " is not held as float64");
    }
  }

  private static void each(DoubleBuffer y, IntToDoubleFunction value) {
    int n = y.remaining();
    for (int i = 0; i < n; i++) y.put(value.applyAsDouble(i));
  }

  /** The nearest double. Halving keeps the last bit sticky, so that it is rounded once. */
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
