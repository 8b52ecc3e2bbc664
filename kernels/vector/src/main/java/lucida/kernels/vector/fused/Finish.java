package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Epilogue;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** An epilogue at work: sums of one place, a run of its channels, become cells of the result. An array without cells stands for what is absent. */
record Finish(float[] scale, float[] bias, float[] addend, float[] selector, Kind kind, float low, float high) {
  private enum Kind {
    NONE, GATE, CLIP, SILU
  }

  private static final float[] ABSENT = {};
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  static Finish of(Epilogue e) {
    float[] scale = e.scale().orElse(ABSENT);
    float[] bias = e.bias().orElse(ABSENT);
    float[] addend = e.addend().orElse(ABSENT);
    if (e.activation().isEmpty()) return new Finish(scale, bias, addend, ABSENT, Kind.NONE, 0, 0);
    return switch (e.activation().get()) {
      case Epilogue.Gating(double below, double above, var selector) ->
        new Finish(scale, bias, addend, selector.orElse(ABSENT), Kind.GATE, (float) below, (float) above);
      case Epilogue.Clip(double low, double high) -> new Finish(scale, bias, addend, ABSENT, Kind.CLIP, (float) low, (float) high);
      case Epilogue.Silu() -> new Finish(scale, bias, addend, ABSENT, Kind.SILU, 0, 0);
    };
  }

  /**
   * Channels from … from + count − 1, a multiple of L, of the place whose channel {@code from} is z[to]. One pass for each part of the epilogue:
   * the cells of a place stay in the first cache, and no vector is chosen between, so that none becomes an object.
   */
  void store(float[] sums, int at, int from, int count, float[] z, int to) {
    if (scale.length > 0 && bias.length > 0) scaleAndShift(sums, at, scale, bias, from, count, z, to);
    else if (scale.length > 0) scale(sums, at, scale, from, count, z, to);
    else if (bias.length > 0) add(sums, at, bias, from, count, z, to);
    else System.arraycopy(sums, at, z, to, count);
    if (addend.length > 0) add(z, to, addend, to, count, z, to);
    switch (kind) {
      case NONE -> {}
      case CLIP -> clip(z, to, count, low, high);
      case SILU -> Silu.inPlace(z, to, to + count);
      case GATE -> {
        float[] x = selector.length > 0 ? selector : z;
        if (low == 0) open(x, z, to, count, high);
        else if (high == 0) close(x, z, to, count, low);
        else choose(x, z, to, count, low, high);
      }
    }
  }

  private static void scaleAndShift(float[] sums, int at, float[] scale, float[] bias, int from, int count, float[] z, int to) {
    for (int c = 0; c < count; c += L)
      load(sums, at + c).mul(load(scale, from + c)).add(load(bias, from + c)).intoArray(z, to + c);
  }

  private static void scale(float[] sums, int at, float[] scale, int from, int count, float[] z, int to) {
    for (int c = 0; c < count; c += L) load(sums, at + c).mul(load(scale, from + c)).intoArray(z, to + c);
  }

  private static void add(float[] x, int at, float[] y, int from, int count, float[] z, int to) {
    for (int c = 0; c < count; c += L) load(x, at + c).add(load(y, from + c)).intoArray(z, to + c);
  }

  /** A NaN is neither less nor more. */
  private static void clip(float[] z, int to, int count, float low, float high) {
    for (int i = to; i < to + count; i += L) {
      FloatVector s = load(z, i);
      s.blend(low, s.compare(VectorOperators.LT, low)).blend(high, s.compare(VectorOperators.GT, high)).intoArray(z, i);
    }
  }

  /** z = [x > 0] · above · z. */
  private static void open(float[] x, float[] z, int to, int count, float above) {
    for (int i = to; i < to + count; i += L) {
      FloatVector by = load(x, i);
      FloatVector s = load(z, i).mul(above);
      FloatVector.zero(S).blend(s, by.compare(VectorOperators.GT, 0f)).blend(by, by.compare(VectorOperators.NE, by))
          .intoArray(z, i);
    }
  }

  /** z = [x ≤ 0] · below · z. */
  private static void close(float[] x, float[] z, int to, int count, float below) {
    for (int i = to; i < to + count; i += L) {
      FloatVector by = load(x, i);
      FloatVector s = load(z, i).mul(below);
      s.blend(0f, by.compare(VectorOperators.GT, 0f)).blend(by, by.compare(VectorOperators.NE, by)).intoArray(z, i);
    }
  }

  /** z = ([x > 0] · above + [x ≤ 0] · below) · z. */
  private static void choose(float[] x, float[] z, int to, int count, float below, float above) {
    for (int i = to; i < to + count; i += L) {
      FloatVector by = load(x, i);
      FloatVector s = load(z, i);
      s.mul(below).blend(s.mul(above), by.compare(VectorOperators.GT, 0f)).blend(by, by.compare(VectorOperators.NE, by))
          .intoArray(z, i);
    }
  }

  /** Whether the first cells, a multiple of L, are neither infinite nor NaN. */
  static boolean allFinite(float[] x, int count) {
    FloatVector sum = FloatVector.zero(S);
    for (int i = 0; i < count; i += L) {
      FloatVector v = load(x, i);
      sum = sum.add(v.sub(v));
    }
    return sum.reduceLanes(VectorOperators.ADD) == 0;
  }

  private static FloatVector load(float[] x, int at) { return FloatVector.fromArray(S, x, at); }
}
