package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * s · σ(s) in float32. With z = e^−|s| it is s/(1 + z) where s ≥ 0, s·z/(1 + z) elsewhere: no digit is lost and nothing overflows.
 *
 * <p>e^−|s| = 2ⁿ·eʳ with n the integer nearest to −|s|/ln 2 and |r| ≤ ½ ln 2 = 0.3466; eʳ = Σ rᵏ/k! to k = 7, whose remainder r⁸/8!·e^|r| is
 * below 8·10⁻⁹ of the result, an eighth of a unit in the last place. ln 2 is split in two so that n times its first part is exact.
 */
final class Silu {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
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

  /** y[to + i] = x[at + i] · σ(x[at + i]) for 0 ≤ i < count, a multiple of L. */
  static void of(float[] x, int at, float[] y, int to, int count) {
    for (int i = 0; i < count; i += L) {
      FloatVector s = FloatVector.fromArray(S, x, at + i);
      FloatVector size = s.abs();
      FloatVector t = size.blend(FAR, size.compare(VectorOperators.GT, FAR)).neg();
      FloatVector rounded = t.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
      FloatVector n = rounded.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), t));
      FloatVector p = r.fma(FloatVector.broadcast(S, 1f / 5040), FloatVector.broadcast(S, 1f / 720));
      p = p.fma(r, FloatVector.broadcast(S, 1f / 120));
      p = p.fma(r, FloatVector.broadcast(S, 1f / 24));
      p = p.fma(r, FloatVector.broadcast(S, 1f / 6));
      p = p.fma(r, FloatVector.broadcast(S, 0.5f));
      p = p.fma(r, FloatVector.broadcast(S, 1)).fma(r, FloatVector.broadcast(S, 1));
      // 2ⁿ in two steps, so that only the last rounds where the result is subnormal
      IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 10).lanewise(VectorOperators.ASHR, 10);
      IntVector first = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector second = exponent.sub(first);
      FloatVector z = p.mul(first.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .mul(second.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      FloatVector above = s.blend(s.mul(z), s.compare(VectorOperators.LT, 0));
      above.div(z.add(1)).intoArray(y, to + i);
    }
  }
}
