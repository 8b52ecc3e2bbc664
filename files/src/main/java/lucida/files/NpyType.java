package lucida.files;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import lucida.core.Precision;

/** The types of cell that are read from NumPy files, each with the precision it becomes. */
enum NpyType {
  F2(2, Precision.FLOAT32),
  F4(4, Precision.FLOAT32),
  F8(8, Precision.FLOAT64),
  I1(1, Precision.FLOAT64),
  I2(2,
      Precision.FLOAT64),
  I4(4, Precision.FLOAT64),
  I8(8, Precision.FLOAT64),
  U1(1,
      Precision.FLOAT64),
  U2(2, Precision.FLOAT64),
  U4(4, Precision.FLOAT64),
  B1(1, Precision.FLOAT64);

  private static final long EXACT = 1L << 53;

  private final int bytes;
  private final Precision precision;

  NpyType(int bytes, Precision precision) {
    this.bytes = bytes;
    this.precision = precision;
  }

  /** What cells of this precision are written as. */
  static NpyType of(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> F4;
      case FLOAT64 -> F8;
    };
  }

  /** By NumPy's name without the byte order. */
  static NpyType named(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("cells of type '" + code + "' are not read, only "
            + Arrays.stream(values()).map(NpyType::code).collect(Collectors.joining(", "))));
  }

  String code() { return name().toLowerCase(Locale.ROOT); }

  int bytes() { return bytes; }

  Precision precision() { return precision; }

  /** The cell at the buffer's position, which moves on. */
  double next(ByteBuffer buffer) {
    return switch (this) {
      case F2 -> Float.float16ToFloat(buffer.getShort());
      case F4 -> buffer.getFloat();
      case F8 -> buffer.getDouble();
      case I1 -> buffer.get();
      case I2 -> buffer.getShort();
      case I4 -> buffer.getInt();
      case I8 -> exactly(buffer.getLong());
      case U1 -> Byte.toUnsignedInt(buffer.get());
      case U2 -> Short.toUnsignedInt(buffer.getShort());
      case U4 -> Integer.toUnsignedLong(buffer.getInt());
      case B1 -> buffer.get() == 0 ? 0 : 1;
    };
  }

  private static double exactly(long value) {
    if (value < -EXACT || value > EXACT)
      throw new IllegalArgumentException("the integer " + value + " lies beyond ±2^53, where float64 no longer counts one by one");
    return value;
  }
}
