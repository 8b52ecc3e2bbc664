package lucida.weights;

import lucida.core.Precision;

/**
 * How a file stores the cells of a tensor, by the names that safetensors gives them. In memory F16, BF16 and F32 become float32,
 * all others float64, every value exactly but for integers beyond 2⁵³, which are rounded to nearest.
 */
public enum Dtype {
  /** IEEE 754 binary64. */
  F64(8),
  /** IEEE 754 binary32. */
  F32(4),
  /** IEEE 754 binary16. */
  F16(2),
  /** The upper half of a binary32. */
  BF16(2),
  /** Signed integer of 64 bits. */
  I64(8),
  /** Signed integer of 32 bits. */
  I32(4),
  /** Signed integer of 16 bits. */
  I16(2),
  /** Signed integer of 8 bits. */
  I8(1),
  /** Unsigned integer of 64 bits. */
  U64(8),
  /** Unsigned integer of 32 bits. */
  U32(4),
  /** Unsigned integer of 16 bits. */
  U16(2),
  /** Unsigned integer of 8 bits. */
  U8(1),
  /** One byte, false where it is 0. */
  BOOL(1);

  private final int bytes;

  Dtype(int bytes) { this.bytes = bytes; }

  /** The bytes of one cell in the file. */
  public int bytes() { return bytes; }

  /** The bytes of one cell of the tensor that it is read into. */
  public int bytesInMemory() {
    return precision() == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  /** The precision of the tensor that it is read into. */
  public Precision precision() {
    return switch (this) {
      case F32, F16, BF16 -> Precision.FLOAT32;
      case F64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> Precision.FLOAT64;
    };
  }

  /** Whether NaN and infinity can be stored. */
  public boolean isFloat() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }
}
