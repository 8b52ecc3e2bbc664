package lucida.kernels.vector.cellwise;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.ErrorFunction;

/**
 * Elementary functions of doubles, by additions, multiplications, divisions and fused multiply-adds alone, which IEEE 754 defines to the
 * last bit: the same bits on every machine and in every lane. float32 is computed here too and rounded once.
 *
 * <p>All rest on two series. With x = n·ln 2 + r, |r| ≤ ½ ln 2 = 0.3466: eʳ = Σ rᵏ/k! to k = 13, whose remainder r¹⁴/14!·e^|r| is below
 * 6·10⁻¹⁸ of the result. With s = f/(2 + f), |s| ≤ 0.1716 for 1 + f between √½ and √2: log(1 + f) = 2 artanh s = 2s·Σ s²ᵏ/(2k + 1) to
 * k = 10, whose remainder s²²/23·1.03 is below 10⁻¹⁸ of the result. ln 2 is split in two so that n·LN2_HIGH is exact.
 *
 * <p>ElementaryFunctions work on strips of cells, stage after stage: a function of one vector would be compiled for itself when it is called often,
 * and then no longer be inlined.
 */
public final class ElementaryFunctions {
  public static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  /** Cells of a strip. */
  static final int STRIP = 512;
  private static final int D = S.length();
  private static final double LOG2_E = 1.4426950408889634;
  /** The first 31 bits of ln 2: times an exponent of 11 bits it is exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  /** Added to a number below 2⁵⁰ it leaves the nearest integer in the last bits. */
  private static final double ROUND = 0x1.8p52;
  /** From here on erf x rounds to 1. */
  private static final double ERF_IS_ONE = 6;
  private static final double[] POWERS = ErrorFunction.powerSeries();
  private static final double[] CHEBYSHEV = ErrorFunction.chebyshevSeries();
  private static final double ROOT_HALF = 0.7071067811865476;

  private ElementaryFunctions() {}

  /**
   * y_i = f(x_i) for i < n. Also computes what follows up to a whole vector. x, y, and the work arrays f and k hold a strip each; x is not
   * modified.
   */
  static void map(Elementary function, double[] x, double[] y, double[] f, double[] k, int n) {
    switch (function) {
      case EXP -> exp(x, y, n);
      case LOG -> {
        split(x, f, k, n);
        logOnePlus(f, k, y, n);
        limits(x, y, n);
      }
      case TANH -> tanh(x, y, n);
      case SECH -> {
        negativeSize(x, f, n);
        exp(f, y, n);
        sech(y, n);
      }
      case SIGMOID -> {
        negativeSize(x, f, n);
        exp(f, y, n);
        sigmoid(x, y, n);
      }
      case SOFTPLUS -> {
        negativeSize(x, f, n);
        exp(f, y, n);
        splitSmall(y, f, k, n);
        logOnePlus(f, k, y, n);
        addPositive(x, y, n);
      }
      case ERF -> {
        negativeSquare(x, f, n);
        exp(f, y, n);
        chebyshev(x, k, n);
        erf(x, k, y, n);
      }
      default -> {
        for (int i = 0; i < n; i++) y[i] = function.of(x[i]);
      }
    }
  }

  // ---- erf x

  /** −x², as far as erf is not 1. */
  private static void negativeSquare(double[] from, double[] to, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i).abs().min(ERF_IS_ONE);
      x.mul(x).neg().intoArray(to, i);
    }
  }

  /** Σ_j c_j T_j(t) = (1 + 2x) · e^(x²) · erfc x of |x|, with t = (x − 3.75)/(x + 3.75), by Clenshaw's recurrence, two of its steps a round. */
  private static void chebyshev(double[] from, double[] to, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i).abs().min(ERF_IS_ONE);
      DoubleVector t = x.sub(3.75).div(x.add(3.75));
      DoubleVector twice = t.add(t);
      DoubleVector b = DoubleVector.zero(S);
      DoubleVector next = b;
      for (int j = CHEBYSHEV.length - 1; j > 0; j -= 2) {
        next = twice.fma(b, broadcast(CHEBYSHEV[j]).sub(next));
        b = twice.fma(next, broadcast(CHEBYSHEV[j - 1]).sub(b));
      }
      t.fma(b, broadcast(CHEBYSHEV[0]).sub(next)).intoArray(to, i);
    }
  }

  /** From e^(−x²), which is overwritten, and the Chebyshev series; near 0 by the power series. */
  private static void erf(double[] from, double[] series, double[] y, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i);
      DoubleVector size = x.abs().min(ERF_IS_ONE);
      DoubleVector tail = DoubleVector.fromArray(S, y, i)
          .mul(DoubleVector.fromArray(S, series, i).div(size.fma(broadcast(2), broadcast(1))));
      DoubleVector far = broadcast(1).sub(tail);
      DoubleVector square = size.mul(size);
      DoubleVector sum = broadcast(POWERS[POWERS.length - 1]);
      for (int j = POWERS.length - 2; j >= 0; j--) sum = sum.fma(square, broadcast(POWERS[j]));
      far.blend(far.neg(), x.compare(VectorOperators.LT, 0)).blend(sum.mul(x), size.compare(VectorOperators.LT, 0.5))
          .intoArray(y, i);
    }
  }

  // ---- eˣ

  private static void exp(double[] from, double[] to, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i);
      DoubleVector rounded = x.fma(broadcast(LOG2_E), broadcast(ROUND));
      DoubleVector r = remainder(x, rounded);
      DoubleVector y = r.fma(r.fma(half(r), broadcast(1)), broadcast(1));
      // in two steps, so that only the last rounds where the result is subnormal
      LongVector exponent = integer(rounded);
      LongVector first = exponent.lanewise(VectorOperators.ASHR, 1);
      y = y.mul(power(first)).mul(power(exponent.sub(first)));
      y = y.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 709.782712893384));
      y.blend(0, x.compare(VectorOperators.LT, -745.1332191019412)).intoArray(to, i);
    }
  }

  /** x − n·ln 2. */
  private static DoubleVector remainder(DoubleVector x, DoubleVector rounded) {
    DoubleVector n = rounded.sub(ROUND);
    return n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), x));
  }

  /** (eʳ − 1 − r)/r² = 1/2! + r/3! + … + r¹¹/13!. */
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

  /** The n in the last bits. */
  private static LongVector integer(DoubleVector rounded) {
    return rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).lanewise(VectorOperators.ASHR, 32);
  }

  /** 2ⁿ for −1023 < n < 1024. */
  private static DoubleVector power(LongVector n) {
    return n.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
  }

  // ---- log x

  /** x = 2ᵏ·(1 + f) with 1 + f between √½ and √2. */
  private static void split(double[] from, double[] f, double[] k, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i);
      VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
      LongVector bits = x.mul(broadcast(1).blend(0x1p54, tiny)).reinterpretAsLongs();
      LongVector exponent = bits.sub(Double.doubleToRawLongBits(ROOT_HALF)).lanewise(VectorOperators.ASHR, 52);
      bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1).intoArray(f, i);
      // an integer to a double without a conversion that not all processors have
      DoubleVector whole = exponent.add(Double.doubleToRawLongBits(ROUND)).reinterpretAsDoubles().sub(ROUND);
      whole.sub(broadcast(0).blend(54, tiny)).intoArray(k, i);
    }
  }

  /** k·ln 2 + log(1 + f): f is exact, all else is small beside it: f − (f²/2 − s·(f²/2 + R) − k·LN2_LOW), R = s²·(2/3 + 2s²/5 + …). */
  private static void logOnePlus(double[] fs, double[] ks, double[] to, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector f = DoubleVector.fromArray(S, fs, i);
      DoubleVector k = DoubleVector.fromArray(S, ks, i);
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
      k.fma(broadcast(LN2_HIGH), f.sub(square.sub(small))).intoArray(to, i);
    }
  }

  /** log 0 = −∞, log ∞ = ∞, NaN for NaN and below 0. */
  private static void limits(double[] from, double[] to, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i);
      DoubleVector y = DoubleVector.fromArray(S, to, i);
      y = y.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
      y = y.blend(Double.NaN, x.compare(VectorOperators.LT, 0));
      y = y.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      y.blend(x, x.test(VectorOperators.IS_NAN)).intoArray(to, i);
    }
  }

  // ---- made from these, with e = e^(−|x|)

  private static void negativeSize(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += D) DoubleVector.fromArray(S, x, i).abs().neg().intoArray(y, i);
  }

  /** 2e/(1 + e²). */
  private static void sech(double[] y, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector e = DoubleVector.fromArray(S, y, i);
      e.add(e).div(e.fma(e, broadcast(1))).intoArray(y, i);
    }
  }

  /** 1/(1 + e), or e/(1 + e) below 0. */
  private static void sigmoid(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector e = DoubleVector.fromArray(S, y, i);
      VectorMask<Double> negative = DoubleVector.fromArray(S, x, i).compare(VectorOperators.LT, 0);
      broadcast(1).blend(e, negative).div(e.add(1)).intoArray(y, i);
    }
  }

  /** 1 + e as for {@link #split}: where it is above √2 it is 2·(1 + (e − 1)/2). */
  private static void splitSmall(double[] es, double[] f, double[] k, int n) {
    for (int i = 0; i < n; i += D) {
      DoubleVector e = DoubleVector.fromArray(S, es, i);
      VectorMask<Double> large = e.compare(VectorOperators.GT, 0.41421356237309503);
      e.blend(e.sub(1).mul(0.5), large).intoArray(f, i);
      broadcast(0).blend(1, large).intoArray(k, i);
    }
  }

  private static void addPositive(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += D)
      DoubleVector.fromArray(S, y, i).add(DoubleVector.fromArray(S, x, i).lanewise(VectorOperators.MAX, 0)).intoArray(y, i);
  }

  /**
   * t/(t + 2) with t = e^(2|x|) − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), which keeps its digits near 0; 1 from 22 on. What rounding takes from t, from
   * t + 2 and from the quotient is put back.
   */
  private static void tanh(double[] from, double[] to, int count) {
    for (int i = 0; i < count; i += D) {
      DoubleVector x = DoubleVector.fromArray(S, from, i);
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
      withSign(q.add(rest.div(d)), x).intoArray(to, i);
    }
  }

  private static DoubleVector withSign(DoubleVector size, DoubleVector sign) {
    LongVector bit = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
    return size.reinterpretAsLongs().and(Long.MAX_VALUE).or(bit).reinterpretAsDoubles();
  }

  private static DoubleVector broadcast(double a) { return DoubleVector.broadcast(S, a); }
}
