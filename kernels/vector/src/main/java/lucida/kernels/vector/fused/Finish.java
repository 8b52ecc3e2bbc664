package lucida.kernels.vector.fused;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.Floats;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FiniteWatch;
import lucida.kernels.vector.cellwise.FloatCellwise;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * An epilogue at work: sums of some places, a run of their channels, become cells of the result. An array without cells stands for what is absent.
 *
 * @param stride cells from one place of the result to the next
 * @param channel the cell of a place at which its channels begin
 */
record Finish(float[] scale, float[] bias, float[] addend, float[] selector, Pass activation, Optional<OnePass> once,
    Optional<FiniteWatch> watch, int stride, int channel) {
  /**
   * The last step: z[to + i] from s[at + i] and the selector's x[by + i], for 0 ≤ i < count, a multiple of L. A class for each, so that the compiler
   * has few vectors before it at a time. No method here returns a vector: one that is not inlined returns it as an object.
   */
  private sealed interface Pass {
    void run(float[] x, int by, float[] s, int at, float[] z, int to, int count);

    /** The same, with the same bits, as long as loops over vectors are not compiled. */
    default void early(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      run(x, by, s, at, z, to, count);
    }
  }

  /** One that is so simple that it is written for a single cell too. */
  private sealed interface CellPass extends Pass {
    @Override
    default void early(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      for (int i = 0; i < count; i++) z[to + i] = cell(x[by + i], s[at + i]);
    }

    float cell(float x, float s);
  }

  private static final float[] ABSENT = {};
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  /** Cells of some places that stay in the first cache. */
  private static final int NEAR = 4096;

  /** Of a result with these extents. */
  static Finish of(Epilogue e, ChannelsLast g) {
    float[] selector = e.activation().orElse(null) instanceof Epilogue.Gating(double _, double _, var x)
        ? x.orElse(ABSENT)
        : ABSENT;
    return new Finish(e.scale().orElse(ABSENT), e.bias().orElse(ABSENT), e.addend().orElse(ABSENT), selector,
        e.activation().map(Finish::pass).orElse(new CopyPass()), OnePass.of(e), e.watch(),
        e.slice().map(Epilogue.Slice::stride).orElse(g.stride()), e.slice().map(Epilogue.Slice::from).orElse(0));
  }

  private static Pass pass(Epilogue.Activation activation) {
    return switch (activation) {
      case Epilogue.Gating(double below, double above, var _) when below == 0 -> new OpenPass((float) above);
      case Epilogue.Gating(double below, double above, var _) when above == 0 -> new ClosePass((float) below);
      case Epilogue.Gating(double below, double above, var _) -> new ChoosePass((float) below, (float) above);
      case Epilogue.Clip(double low, double high) -> new ClipPass((float) low, (float) high);
      case Epilogue.Silu() -> new SiluPass();
    };
  }

  /**
   * Channels from … from + count − 1, a multiple of L, of the places place, place + step, …: the sums of the p-th begin at sums[at + p·apart]. Where there is no loop for all of the epilogue, one pass for each part of it, on as many places as stay in the first cache: no vector
   * is chosen between, so that none becomes an object. Cell by cell as long as loops over vectors are not compiled. The sums are modified.
   */
  void store(float[] sums, int at, int apart, int from, int count, int places, float[] z, int place, int step) {
    int to = place * stride + channel + from;
    int next = step * stride;
    if (!FloatWarmUp.over()) {
      for (int p = 0; p < places; p++) early(sums, at + p * apart, from, count, z, to + p * next);
      return;
    }
    if (once.isPresent()) {
      boolean finite = once.get().store(sums, at, apart, from, count, places, z, to, next);
      if (watch.isPresent()) watch.get().saw(finite);
      return;
    }
    int some = Math.clamp(NEAR / count, 1, places);
    for (int p = 0; p < places; p += some) {
      int n = Math.min(some, places - p);
      scaleAndShift(sums, at + p * apart, apart, from, count, n);
      if (apart == count && next == count) store(sums, at + p * apart, z, to + p * next, n * count);
      else for (int q = p; q < p + n; q++) store(sums, at + q * apart, z, to + q * next, count);
    }
  }

  private void early(float[] sums, int at, int from, int count, float[] z, int to) {
    if (scale.length > 0) FloatCellwise.multiply(sums, at, scale, from, sums, at, count);
    if (bias.length > 0) FloatCellwise.add(sums, at, bias, from, sums, at, count);
    if (addend.length > 0) FloatCellwise.add(sums, at, addend, to, sums, at, count);
    if (watch.isPresent()) watch.get().saw(Floats.areFinite(sums, at, at + count));
    boolean apart = selector.length > 0;
    activation.early(apart ? selector : sums, apart ? to : at, sums, at, z, to, count);
  }

  /** Vector after vector of the channels, for all places: short loops cost more to enter than to run. */
  private void scaleAndShift(float[] sums, int at, int apart, int from, int count, int places) {
    for (int c = 0; c < count; c += L) {
      if (scale.length > 0) scale(sums, at + c, apart, scale, from + c, places);
      if (bias.length > 0) shift(sums, at + c, apart, bias, from + c, places);
    }
  }

  private static void scale(float[] sums, int at, int apart, float[] scale, int c, int places) {
    FloatVector a = FloatVector.fromArray(S, scale, c);
    for (int p = 0, i = at; p < places; p++, i += apart) FloatVector.fromArray(S, sums, i).mul(a).intoArray(sums, i);
  }

  private static void shift(float[] sums, int at, int apart, float[] bias, int c, int places) {
    FloatVector b = FloatVector.fromArray(S, bias, c);
    for (int p = 0, i = at; p < places; p++, i += apart) FloatVector.fromArray(S, sums, i).add(b).intoArray(sums, i);
  }

  /** Cells side by side in both. */
  private void store(float[] sums, int at, float[] z, int to, int count) {
    if (addend.length > 0) add(sums, at, addend, to, count);
    if (watch.isPresent()) watch.get().saw(allFinite(sums, at, count));
    boolean apart = selector.length > 0;
    activation.run(apart ? selector : sums, apart ? to : at, sums, at, z, to, count);
  }

  private static void add(float[] sums, int at, float[] x, int from, int count) {
    for (int i = 0; i < count; i += L)
      FloatVector.fromArray(S, sums, at + i).add(FloatVector.fromArray(S, x, from + i)).intoArray(sums, at + i);
  }

  private record CopyPass() implements Pass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) { System.arraycopy(s, at, z, to, count); }
  }

  /** A NaN is neither less nor more. */
  private record ClipPass(float low, float high) implements CellPass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      for (int i = 0; i < count; i += L) {
        FloatVector v = FloatVector.fromArray(S, s, at + i);
        v.blend(low, v.compare(VectorOperators.LT, low)).blend(high, v.compare(VectorOperators.GT, high)).intoArray(z, to + i);
      }
    }

    @Override
    public float cell(float x, float s) { return s < low ? low : s > high ? high : s; }
  }

  private record SiluPass() implements Pass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) { Silu.of(s, at, z, to, count); }
  }

  /** z = [x > 0] · above · s. */
  private record OpenPass(float above) implements CellPass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      for (int i = 0; i < count; i += L) {
        FloatVector v = FloatVector.fromArray(S, x, by + i);
        FloatVector open = FloatVector.fromArray(S, s, at + i).mul(above);
        FloatVector.zero(S).blend(open, v.compare(VectorOperators.GT, 0f)).blend(v, v.compare(VectorOperators.NE, v))
            .intoArray(z, to + i);
      }
    }

    @Override
    public float cell(float x, float s) { return x > 0 ? s * above : x <= 0 ? 0 : x; }
  }

  /** z = [x ≤ 0] · below · s. */
  private record ClosePass(float below) implements CellPass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      for (int i = 0; i < count; i += L) {
        FloatVector v = FloatVector.fromArray(S, x, by + i);
        FloatVector closed = FloatVector.fromArray(S, s, at + i).mul(below);
        closed.blend(0f, v.compare(VectorOperators.GT, 0f)).blend(v, v.compare(VectorOperators.NE, v)).intoArray(z, to + i);
      }
    }

    @Override
    public float cell(float x, float s) { return x > 0 ? 0 : x <= 0 ? s * below : x; }
  }

  /** z = ([x > 0] · above + [x ≤ 0] · below) · s. */
  private record ChoosePass(float below, float above) implements CellPass {
    @Override
    public void run(float[] x, int by, float[] s, int at, float[] z, int to, int count) {
      for (int i = 0; i < count; i += L) {
        FloatVector v = FloatVector.fromArray(S, x, by + i);
        FloatVector w = FloatVector.fromArray(S, s, at + i);
        w.mul(below).blend(w.mul(above), v.compare(VectorOperators.GT, 0f)).blend(v, v.compare(VectorOperators.NE, v))
            .intoArray(z, to + i);
      }
    }

    @Override
    public float cell(float x, float s) { return s * (x > 0 ? above : x <= 0 ? below : x); }
  }

  /** Whether some cells, a multiple of L, are neither infinite nor NaN. Four sums, for none waits for the one before it. */
  static boolean allFinite(float[] x, int at, int count) {
    if (!FloatWarmUp.over()) return Floats.areFinite(x, at, at + count);
    FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
    int i = at, end = at + count;
    for (; i + 4 * L <= end; i += 4 * L) {
      FloatVector x0 = FloatVector.fromArray(S, x, i), x1 = FloatVector.fromArray(S, x, i + L),
          x2 = FloatVector.fromArray(S, x, i + 2 * L), x3 = FloatVector.fromArray(S, x, i + 3 * L);
      s0 = x0.sub(x0).add(s0);
      s1 = x1.sub(x1).add(s1);
      s2 = x2.sub(x2).add(s2);
      s3 = x3.sub(x3).add(s3);
    }
    for (; i < end; i += L) {
      FloatVector x0 = FloatVector.fromArray(S, x, i);
      s0 = x0.sub(x0).add(s0);
    }
    return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD) == 0;
  }
}
