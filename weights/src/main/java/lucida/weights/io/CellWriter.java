package lucida.weights.io;

import java.nio.ByteBuffer;
import lucida.core.Floats;
import lucida.core.Storage;
import lucida.weights.NamedTensor;
import lucida.weights.WeightsException;

/** Turns cells into bytes: the inverse of {@link CellReader}. */
public final class CellWriter {
  private CellWriter() {}

  /** Puts n cells of a tensor from cell i on. */
  public static void encode(NamedTensor t, int from, int n, ByteBuffer out) {
    Storage cells = t.tensor().cells();
    for (int i = from; i < from + n; i++) {
      switch (t.dtype()) {
        case F64 -> out.putDouble(cells.get(i));
        case F32 -> out.putFloat(single(cells, i));
        case F16 -> out.putShort(Float.floatToFloat16(single(cells, i)));
        case BF16 -> out.putShort(bfloat16(single(cells, i)));
        case I64 -> out.putLong((long) integer(t, i, -0x1p63, 0x1p63));
        case I32 -> out.putInt((int) integer(t, i, -0x1p31, 0x1p31 - 1));
        case I16 -> out.putShort((short) integer(t, i, -0x1p15, 0x1p15 - 1));
        case I8 -> out.put((byte) integer(t, i, -0x1p7, 0x1p7 - 1));
        case U64 -> out.putLong(unsigned(integer(t, i, 0, 0x1p64)));
        case U32 -> out.putInt((int) (long) integer(t, i, 0, 0x1p32 - 1));
        case U16 -> out.putShort((short) (int) integer(t, i, 0, 0x1p16 - 1));
        case U8 -> out.put((byte) (int) integer(t, i, 0, 0x1p8 - 1));
        case BOOL -> out.put((byte) integer(t, i, 0, 1));
      }
    }
  }

  /** Not through a double, which would quieten a NaN. */
  private static float single(Storage cells, int i) {
    return cells instanceof Floats(float[] x) ? x[i] : (float) cells.get(i);
  }

  /** To nearest, ties to even; a NaN stays one. */
  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) return (short) (bits >>> 16 | 0x40);
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }

  /** 2⁶³ and 2⁶⁴ are what the largest integers of 64 bits are rounded to when they are read: they are written as those. */
  private static double integer(NamedTensor t, int i, double least, double most) {
    double value = t.tensor().cell(i);
    if (value != Math.rint(value) || !(value >= least && value <= most))
      throw new WeightsException(
          "tensor '" + t.name() + "' has the value " + value + " in cell " + i + ", which " + t.dtype() + " cannot store");
    return value;
  }

  private static long unsigned(double value) { return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) | Long.MIN_VALUE; }
}
