package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * s · σ(s) in float32. With z = e^−|s| it is s/(1 + z) where s ≥ 0, s·z/(1 + z) elsewhere: no digit is lost and nothing overflows.
 *
 * <p>e^−|s| = 2ⁿ·eʳ with n the integer nearest to −|s|/ln 2 and |r| ≤ ½ ln 2 = 0.3466; eʳ = Σ rᵏ/k! to k = 7, whose remainder r⁸/8!·e^|r| is
 * below 8·10⁻⁹ of the result, an eighth of a unit in the last place. ln 2 is split in two so that n times its first part is exact.
 */
final class Silu {
  private static final int L = FloatMicroKernel.L;
  private static final float LOG2_E = 1.442695f;
  /** The first 15 bits of ln 2: times an integer of 8 bits it is exact. */
  private static final float LN2_HIGH = 0x1.62e4p-1f;
  private static final float LN2_LOW = (float) (0x1.62e42fefa39efp-1 - 0x1.62e4p-1);
  /** Added to a number below 2²² it leaves the nearest integer in the last bits. */
  private static final float ROUND = 0x1.8p23f;
  /** Beyond it e^−|s| is 0 in float32. */
  private static final float FAR = 104;

  private Silu() {}

  /** x[i] = x[i] · σ(x[i]) for from ≤ i < to, a multiple of L. */
  static void inPlace(float[] x, int from, int to) {
    for (int i = from; i < to; i += L) {
      FloatVector s = FloatVector.fromArray(FloatMicroKernel.S, x, i);
      FloatVector size = s.abs();
      FloatVector t = size.blend(FAR, size.compare(VectorOperators.GT, FAR)).neg();
      FloatVector rounded = t.fma(broadcast(LOG2_E), broadcast(ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), t));
      FloatVector p = r.fma(broadcast(1f / 5040), broadcast(1f / 720));
      p = p.fma(r, broadcast(1f / 120));
      p = p.fma(r, broadcast(1f / 24));
      p = p.fma(r, broadcast(1f / 6));
      p = p.fma(r, broadcast(0.5f));
      p = p.fma(r, broadcast(1)).fma(r, broadcast(1));
      // in two steps, so that only the last rounds where the result is subnormal
      IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 10).lanewise(VectorOperators.ASHR, 10);
      IntVector first = exponent.lanewise(VectorOperators.ASHR, 1);
      FloatVector z = p.mul(power(first)).mul(power(exponent.sub(first)));
      FloatVector above = s.blend(s.mul(z), s.compare(VectorOperators.LT, 0));
      above.div(z.add(1)).intoArray(x, i);
    }
  }

  /** 2ⁿ for −127 < n < 128. */
  private static FloatVector power(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector broadcast(float a) { return FloatVector.broadcast(FloatMicroKernel.S, a); }
}
