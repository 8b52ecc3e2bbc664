package lucida.weights.onnx;

import lucida.core.Tensor;
import lucida.weights.Dtype;

/** Constants as a floating-point type holds them: rounded to nearest, ties to even; beyond its range ±∞. */
final class Rounding {
  private Rounding() {}

  static Tensor to(Dtype type, Tensor t) {
    return (switch (type) {
      case F16 -> t.map(v -> Float.float16ToFloat(Float.floatToFloat16((float) v)));
      case BF16 -> t.map(v -> bfloat16((float) v));
      case F32, F64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> t;
    }).to(type.precision());
  }

  /** The lower half goes; adding 0x7FFF and the last bit that stays carries into the upper half where it is more than a tie, or an odd tie. */
  private static float bfloat16(float v) {
    if (Float.isNaN(v)) return v;
    int bits = Float.floatToRawIntBits(v);
    return Float.intBitsToFloat(bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF_0000);
  }
}
