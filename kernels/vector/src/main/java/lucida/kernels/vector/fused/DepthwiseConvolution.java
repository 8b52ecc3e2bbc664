package lucida.kernels.vector.fused;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** Convolution with one filter for each channel: vectors along the channels, all taps of a 3 × 3 window at once, else a row of the filter at a time. */
final class DepthwiseConvolution implements PackedConvolution {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  private final Workers workers;
  private final FloatScratch scratch;

  DepthwiseConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** For each phase offset after offset, channel after channel. */
  @Override
  public Packed pack(ConvolutionFace face, float[] w) {
    return new Packed(ConvolutionAlgorithm.DEPTHWISE, Optional.empty(),
        Phase.of(face).stream().map(phase -> packed(face, phase, w)).toList());
  }

  private static float[] packed(ConvolutionFace face, Phase phase, float[] w) {
    int stride = face.source().stride();
    int V = face.extents().columns().size();
    int area = face.extents().rows().size() * V;
    float[] to = new float[phase.taps() * stride];
    int at = 0;
    for (int u : phase.us())
      for (int v : phase.vs()) {
        for (int c = 0; c < face.source().channels(); c++) to[at + c] = w[c * area + u * V + v];
        at += stride;
      }
    return to;
  }

  @Override
  public void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    ChannelsLast source = face.source();
    ChannelsLast target = face.target();
    List<Phase> phases = Phase.of(face);
    for (int p = 0; p < phases.size(); p++) {
      Phase phase = phases.get(p);
      float[] filters = w.arrays().get(p);
      int rows = phase.rows().places();
      long work = (long) source.batch() * phase.places() * phase.taps() * source.stride();
      workers.run(source.batch() * rows, work, task -> row(source, target, phase, filters, x, task / rows, task % rows, finish, z));
    }
  }

  private void row(ChannelsLast source, ChannelsLast target, Phase phase, float[] filters, float[] x, int n, int i, Finish finish,
      float[] z) {
    int stride = source.stride();
    int places = phase.columns().places();
    float[] sums = scratch.take(places * stride);
    int top = i * phase.rows().step() - 1;
    if (top >= 0 && top + 3 <= source.height() && SquareWindow.suits(phase))
      SquareWindow.of(phase, filters, x, sums, stride).sum((n * source.height() + top) * source.width() * stride);
    else rows(source, phase, filters, x, n, i, sums);
    int line = (n * target.height() + phase.a() + i * phase.down()) * target.width() + phase.b();
    finish.store(sums, 0, stride, 0, stride, places, z, line, phase.across());
    scratch.give(sums);
  }

  /** One row of the filter after another, those whose cells are there. */
  private static void rows(ChannelsLast source, Phase phase, float[] filters, float[] x, int n, int i, float[] sums) {
    int stride = source.stride();
    Arrays.fill(sums, 0, phase.columns().places() * stride, 0);
    int[] taps = phase.rows().taps();
    int V = phase.columns().taps().length;
    for (int u = 0; u < taps.length; u++) {
      int a = i * phase.rows().step() + taps[u];
      int cells = (n * source.height() + a) * source.width() * stride;
      if (a >= 0 && a < source.height()) new Row(phase.columns(), filters, u * V * stride, x, cells, sums, stride).add();
    }
  }

  /**
   * One row of the filter on one row of cells: sums[j] += Σ_v w[v] x[j·step + tap v] for every place j and channel. The filter's cells begin at
   * w[f], the row at x[p], their channels are a stride apart.
   */
  private record Row(Stencil columns, float[] w, int f, float[] x, int p, float[] sums, int stride) {
    void add() {
      int[] taps = columns.taps();
      int V = taps.length;
      if (V == 0) return;
      int places = columns.places();
      boolean rises = taps[0] == columns.low();
      int from = rises ? f : f + (V - 1) * stride;
      int next = rises ? stride : -stride;
      boolean isDense = columns.high() - columns.low() == V - 1;
      boolean same = isDense && columns.step() == 1 && columns.low() == -(V / 2) && places == columns.extent() && places >= V;
      boolean half = isDense && columns.step() == 2 && columns.low() == -1 && 2 * places == columns.extent();
      for (int c = 0; c < stride; c += L)
        if (same && V == 3) three(from + c, next, c);
        else if (same && V == 5) five(from + c, next, c);
        else if (half && V == 3) half(from + c, next, c);
        else any(c);
    }

    /** Tap after tap, at the places where it meets no padding. */
    private void any(int c) {
      int step = columns.step();
      for (int v = 0; v < columns.taps().length; v++) {
        int tap = columns.taps()[v];
        int first = Math.max(0, Math.ceilDiv(-tap, step));
        int end = Math.min(columns.places(), Math.floorDiv(columns.extent() - 1 - tap, step) + 1);
        FloatVector weight = FloatVector.fromArray(S, w, f + v * stride + c);
        int at = p + (first * step + tap) * stride + c;
        for (int j = first, to = first * stride + c; j < end; j++, to += stride, at += step * stride)
          FloatVector.fromArray(S, x, at).fma(weight, FloatVector.fromArray(S, sums, to)).intoArray(sums, to);
      }
    }

    /** Taps −1, 0, 1. The filter's cells and those under the window stay in registers: each cell of x is read once. */
    private void three(int f, int next, int c) {
      FloatVector w0 = FloatVector.fromArray(S, w, f);
      FloatVector w1 = FloatVector.fromArray(S, w, f + next);
      FloatVector w2 = FloatVector.fromArray(S, w, f + 2 * next);
      FloatVector x0 = FloatVector.fromArray(S, x, p + c);
      FloatVector x1 = FloatVector.fromArray(S, x, p + stride + c);
      x1.fma(w2, x0.fma(w1, FloatVector.fromArray(S, sums, c))).intoArray(sums, c);
      int to = stride + c;
      for (int end = (columns.places() - 1) * stride; to < end; to += stride) {
        FloatVector x2 = FloatVector.fromArray(S, x, p + to + stride);
        x2.fma(w2, x1.fma(w1, x0.fma(w0, FloatVector.fromArray(S, sums, to)))).intoArray(sums, to);
        x0 = x1;
        x1 = x2;
      }
      x1.fma(w1, x0.fma(w0, FloatVector.fromArray(S, sums, to))).intoArray(sums, to);
    }

    /** The same at stride 2. */
    private void half(int f, int next, int c) {
      FloatVector w0 = FloatVector.fromArray(S, w, f);
      FloatVector w1 = FloatVector.fromArray(S, w, f + next);
      FloatVector w2 = FloatVector.fromArray(S, w, f + 2 * next);
      FloatVector x0 = FloatVector.fromArray(S, x, p + stride + c);
      x0.fma(w2, FloatVector.fromArray(S, x, p + c).fma(w1, FloatVector.fromArray(S, sums, c))).intoArray(sums, c);
      int at = p + 2 * stride + c;
      for (int to = stride + c, end = columns.places() * stride; to < end; to += stride, at += 2 * stride) {
        FloatVector x1 = FloatVector.fromArray(S, x, at);
        FloatVector x2 = FloatVector.fromArray(S, x, at + stride);
        x2.fma(w2, x1.fma(w1, x0.fma(w0, FloatVector.fromArray(S, sums, to)))).intoArray(sums, to);
        x0 = x2;
      }
    }

    /** Taps −2 … 2. */
    private void five(int f, int next, int c) {
      FloatVector w0 = FloatVector.fromArray(S, w, f);
      FloatVector w1 = FloatVector.fromArray(S, w, f + next);
      FloatVector w2 = FloatVector.fromArray(S, w, f + 2 * next);
      FloatVector w3 = FloatVector.fromArray(S, w, f + 3 * next);
      FloatVector w4 = FloatVector.fromArray(S, w, f + 4 * next);
      FloatVector x0 = FloatVector.fromArray(S, x, p + c);
      FloatVector x1 = FloatVector.fromArray(S, x, p + stride + c);
      FloatVector x2 = FloatVector.fromArray(S, x, p + 2 * stride + c);
      FloatVector x3 = FloatVector.fromArray(S, x, p + 3 * stride + c);
      x2.fma(w4, x1.fma(w3, x0.fma(w2, FloatVector.fromArray(S, sums, c)))).intoArray(sums, c);
      int to = stride + c;
      FloatVector second = x1.fma(w2, x0.fma(w1, FloatVector.fromArray(S, sums, to)));
      x3.fma(w4, x2.fma(w3, second)).intoArray(sums, to);
      to += stride;
      for (int end = (columns.places() - 2) * stride; to < end; to += stride) {
        FloatVector x4 = FloatVector.fromArray(S, x, p + to + 2 * stride);
        FloatVector sum = x2.fma(w2, x1.fma(w1, x0.fma(w0, FloatVector.fromArray(S, sums, to))));
        x4.fma(w4, x3.fma(w3, sum)).intoArray(sums, to);
        x0 = x1;
        x1 = x2;
        x2 = x3;
        x3 = x4;
      }
      FloatVector last = x1.fma(w1, x0.fma(w0, FloatVector.fromArray(S, sums, to)));
      x3.fma(w3, x2.fma(w2, last)).intoArray(sums, to);
      to += stride;
      x3.fma(w2, x2.fma(w1, x1.fma(w0, FloatVector.fromArray(S, sums, to)))).intoArray(sums, to);
    }
  }
}
