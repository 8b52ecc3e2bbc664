package lucida.kernels.vector.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import lucida.core.kernel.Epilogue;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** An epilogue at work: sums of one place, a run of its channels, become cells of the result. An array without cells stands for what is absent. */
record Finish(float[] scale, float[] bias, float[] addend, float[] selector, Kind kind, float low, float high) {
  private enum Kind {
    NONE, GATE, CLIP, SILU
  }

  private static final float[] ABSENT = {};
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

  /** Channels from … from + count − 1, a multiple of L, of the place whose channel {@code from} is z[to]. */
  void store(float[] sums, int at, int from, int count, float[] z, int to) {
    for (int c = 0; c < count; c += L) {
      FloatVector s = load(sums, at + c);
      if (scale.length > 0) s = s.mul(load(scale, from + c));
      if (bias.length > 0) s = s.add(load(bias, from + c));
      if (addend.length > 0) s = s.add(load(addend, to + c));
      if (kind == Kind.GATE) s = gate(selector.length > 0 ? load(selector, to + c) : s, s);
      else if (kind == Kind.CLIP) s = clip(s);
      s.intoArray(z, to + c);
    }
    if (kind == Kind.SILU) Silu.inPlace(z, to, to + count);
  }

  /** A NaN is neither less nor more. */
  private FloatVector clip(FloatVector s) {
    return s.blend(low, s.compare(VectorOperators.LT, low)).blend(high, s.compare(VectorOperators.GT, high));
  }

  private FloatVector gate(FloatVector x, FloatVector s) {
    VectorMask<Float> open = x.compare(VectorOperators.GT, 0f);
    VectorMask<Float> unknown = x.compare(VectorOperators.NE, x);
    return times(low, s).blend(times(high, s), open).blend(x, unknown);
  }

  private static FloatVector times(float factor, FloatVector s) {
    return factor == 1 ? s : factor == 0 ? FloatVector.zero(FloatMicroKernel.S) : s.mul(factor);
  }

  /** Whether the first cells, a multiple of L, are neither infinite nor NaN. */
  static boolean allFinite(float[] x, int count) {
    FloatVector sum = FloatVector.zero(FloatMicroKernel.S);
    for (int i = 0; i < count; i += L) {
      FloatVector v = load(x, i);
      sum = sum.add(v.sub(v));
    }
    return sum.reduceLanes(VectorOperators.ADD) == 0;
  }

  private static FloatVector load(float[] x, int at) { return FloatVector.fromArray(FloatMicroKernel.S, x, at); }
}
