package lucida.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions of vectors of doubles, by additions, multiplications, divisions and fused multiply-adds alone, which IEEE 754
 * defines to the last bit: the same bits on every machine and in every lane. float32 is computed here too and rounded once.
 *
 * <p>All rest on two series. With x = n·ln 2 + r, |r| ≤ ½ ln 2 = 0.3466: eʳ = Σ rᵏ/k! to k = 13, whose remainder r¹⁴/14!·e^|r| is below
 * 6·10⁻¹⁸ of the result. With s = f/(2 + f), |s| ≤ 0.1716 for 1 + f between √½ and √2: log(1 + f) = 2 artanh s = 2s·Σ s²ᵏ/(2k + 1) to
 * k = 10, whose remainder s²²/23·1.03 is below 10⁻¹⁸ of the result. ln 2 is split in two so that n·LN2_HIGH is exact.
 */
final class Functions {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final double LOG2_E = 1.4426950408889634;
  /** The first 33 bits of ln 2: times an exponent of 11 bits it is exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  /** Added to a number below 2⁵⁰ it leaves the nearest integer in the last bits. */
  private static final double ROUND = 0x1.8p52;
  private static final double ROOT_HALF = 0.7071067811865476;

  private Functions() {}

  // ---- eˣ

  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounded = x.fma(broadcast(LOG2_E), broadcast(ROUND));
    DoubleVector y = scale(series(remainder(x, rounded)), rounded);
    y = y.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 709.782712893384));
    return y.blend(0, x.compare(VectorOperators.LT, -745.1332191019412));
  }

  /** x − n·ln 2. */
  private static DoubleVector remainder(DoubleVector x, DoubleVector rounded) {
    DoubleVector n = rounded.sub(ROUND);
    return n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), x));
  }

  /** eʳ. */
  private static DoubleVector series(DoubleVector r) { return r.fma(quotient(r), broadcast(1)); }

  /** (eʳ − 1)/r = 1 + r·half(r), half(r) = 1/2! + r/3! + … + r¹¹/13!. */
  private static DoubleVector quotient(DoubleVector r) {
    return r.fma(half(r), broadcast(1));
  }

  private static DoubleVector half(DoubleVector r) {
    DoubleVector p = r.fma(broadcast(1.0 / 6227020800L), broadcast(1.0 / 479001600));
    p = p.fma(r, broadcast(1.0 / 39916800));
    p = p.fma(r, broadcast(1.0 / 3628800));
    p = p.fma(r, broadcast(1.0 / 362880));
    p = p.fma(r, broadcast(1.0 / 40320));
    p = p.fma(r, broadcast(1.0 / 5040));
    p = p.fma(r, broadcast(1.0 / 720));
    p = p.fma(r, broadcast(1.0 / 120));
    p = p.fma(r, broadcast(1.0 / 24));
    p = p.fma(r, broadcast(1.0 / 6));
    return p.fma(r, broadcast(0.5));
  }

  /** p·2ⁿ in two steps, so that only the last rounds where the result is subnormal. */
  private static DoubleVector scale(DoubleVector p, DoubleVector rounded) {
    LongVector n = integer(rounded);
    LongVector first = n.lanewise(VectorOperators.ASHR, 1);
    return p.mul(power(first)).mul(power(n.sub(first)));
  }

  /** The n in the last bits. */
  private static LongVector integer(DoubleVector rounded) {
    return rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).lanewise(VectorOperators.ASHR, 32);
  }

  /** 2ⁿ for −1023 < n < 1024. */
  private static DoubleVector power(LongVector n) {
    return n.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
  }

  // ---- log x

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    DoubleVector scaled = x.mul(broadcast(1).blend(0x1p54, tiny));
    LongVector bits = scaled.reinterpretAsLongs();
    // the exponent that leaves a mantissa between √½ and √2
    LongVector k = bits.sub(Double.doubleToRawLongBits(ROOT_HALF)).lanewise(VectorOperators.ASHR, 52);
    DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
    DoubleVector exponent = asDouble(k).sub(broadcast(0).blend(54, tiny));
    DoubleVector y = logOnePlus(f, exponent);
    y = y.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    y = y.blend(Double.NaN, x.compare(VectorOperators.LT, 0));
    y = y.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    return y.blend(x, x.test(VectorOperators.IS_NAN));
  }

  /** The integer k, |k| < 2³¹, without a conversion that not all processors have. */
  private static DoubleVector asDouble(LongVector k) {
    return k.add(Double.doubleToRawLongBits(ROUND)).reinterpretAsDoubles().sub(ROUND);
  }

  /** k·ln 2 + log(1 + f): f is exact, all else is small beside it: f − (f²/2 − s·(f²/2 + R) − k·LN2_LOW), R = s²·(2/3 + 2s²/5 + …). */
  private static DoubleVector logOnePlus(DoubleVector f, DoubleVector k) {
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector p = z.fma(broadcast(2.0 / 21), broadcast(2.0 / 19));
    p = p.fma(z, broadcast(2.0 / 17));
    p = p.fma(z, broadcast(2.0 / 15));
    p = p.fma(z, broadcast(2.0 / 13));
    p = p.fma(z, broadcast(2.0 / 11));
    p = p.fma(z, broadcast(2.0 / 9));
    p = p.fma(z, broadcast(2.0 / 7));
    p = p.fma(z, broadcast(2.0 / 5));
    p = p.fma(z, broadcast(2.0 / 3));
    DoubleVector square = f.mul(f).mul(0.5);
    DoubleVector small = s.fma(z.fma(p, square), k.mul(LN2_LOW));
    return k.fma(broadcast(LN2_HIGH), f.sub(square.sub(small)));
  }

  // ---- made from these

  /**
   * t/(t + 2) with t = e^(2|x|) − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), which keeps its digits near 0; 1 from 22 on. What rounding takes from t, from
   * t + 2 and from the quotient is put back.
   */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector twice = x.abs().lanewise(VectorOperators.MIN, 22).mul(2);
    DoubleVector rounded = twice.fma(broadcast(LOG2_E), broadcast(ROUND));
    DoubleVector r = remainder(twice, rounded);
    DoubleVector p = r.mul(r).fma(half(r), r);
    DoubleVector power = power(integer(rounded));
    DoubleVector t = power.fma(p, power.sub(1));
    DoubleVector tRest = power.fma(p, power.sub(1).sub(t));
    DoubleVector d = t.add(2);
    DoubleVector dRest = t.sub(d.sub(2)).add(tRest);
    DoubleVector q = t.div(d);
    DoubleVector rest = q.neg().fma(d, t).add(tRest).sub(q.mul(dRest));
    return withSign(q.add(rest.div(d)), x);
  }

  /** 2e/(1 + e²) with e = e^(−|x|). */
  static DoubleVector sech(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    return e.add(e).div(e.fma(e, broadcast(1)));
  }

  /** 1/(1 + e) or e/(1 + e) with e = e^(−|x|). */
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    return broadcast(1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /** max(x, 0) + log(1 + e) with e = e^(−|x|); where 1 + e > √2 it is ln 2 + log(1 + (e − 1)/2). */
  static DoubleVector softplus(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    VectorMask<Double> large = e.compare(VectorOperators.GT, 0.41421356237309503);
    DoubleVector f = e.blend(e.sub(1).mul(0.5), large);
    DoubleVector log = logOnePlus(f, broadcast(0).blend(1, large));
    return log.add(x.lanewise(VectorOperators.MAX, 0));
  }

  private static DoubleVector withSign(DoubleVector size, DoubleVector sign) {
    LongVector bit = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
    return size.reinterpretAsLongs().and(Long.MAX_VALUE).or(bit).reinterpretAsDoubles();
  }

  private static DoubleVector broadcast(double a) { return DoubleVector.broadcast(S, a); }
}
