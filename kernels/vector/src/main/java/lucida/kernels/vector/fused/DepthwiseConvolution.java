package lucida.kernels.vector.fused;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** Convolution with one filter for each channel: vectors along the channels, a sum over the offsets in registers. */
final class DepthwiseConvolution {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  private final Workers workers;
  private final FloatScratch scratch;

  DepthwiseConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** For each phase offset after offset, channel after channel. */
  Packed pack(ConvolutionFace face, float[] w) {
    return new Packed(ConvolutionAlgorithm.DEPTHWISE, w, Phase.of(face).stream().map(phase -> packed(face, phase, w)).toList());
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

  void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
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
    new Row(source, phase, filters, x, sums, n, i).run();
    int line = (n * target.height() + phase.a() + i * phase.down()) * target.width() + phase.b();
    finish.store(sums, 0, stride, 0, stride, places, z, line * stride, phase.across() * stride);
    scratch.give(sums);
  }

  /** The sums of one row of places. Where no column of a window is padding, four places are summed at a time. */
  private static final class Row {
    private static final int ABREAST = 4;

    private final int stride;
    private final int width;
    private final Stencil columns;
    private final int V;
    /** Where the taps of place 0 are in x, those of the filter's rows that are padding left out. */
    private final int[] at;
    /** The filter's cells under the first of them. */
    private final int first;
    private final float[] filters;
    private final float[] x;
    private final float[] sums;

    Row(ChannelsLast source, Phase phase, float[] filters, float[] x, float[] sums, int n, int i) {
      this.stride = source.stride();
      this.width = source.width();
      this.columns = phase.columns();
      this.V = columns.taps().length;
      this.filters = filters;
      this.x = x;
      this.sums = sums;
      int[] taps = phase.rows().taps();
      int[] inside = IntStream.range(0, taps.length).filter(u -> isRow(source, i * phase.rows().step() + taps[u])).toArray();
      this.first = inside.length == 0 ? 0 : inside[0] * V * stride;
      this.at = new int[inside.length * V];
      for (int t = 0; t < at.length; t++) {
        int a = i * phase.rows().step() + taps[inside[t / V]];
        at[t] = ((n * source.height() + a) * width + columns.taps()[t % V]) * stride;
      }
    }

    private static boolean isRow(ChannelsLast source, int a) { return a >= 0 && a < source.height(); }

    void run() {
      int j = 0;
      while (j < columns.places()) {
        boolean isWide = j + ABREAST <= columns.places() && isInside(j) && isInside(j + ABREAST - 1);
        if (isWide) for (int c = 0; c < stride; c += L) four(j, c);
        else for (int c = 0; c < stride; c += L) one(j, c);
        j += isWide ? ABREAST : 1;
      }
    }

    private boolean isInside(int j) {
      int b = j * columns.step();
      return V > 0 && b + columns.low() >= 0 && b + columns.high() < width;
    }

    private void four(int j, int c) {
      FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
      int apart = columns.step() * stride;
      int from = j * apart + c;
      int w = first + c;
      for (int t = 0; t < at.length; t++, w += stride) {
        int p = from + at[t];
        FloatVector filter = FloatVector.fromArray(S, filters, w);
        s0 = FloatVector.fromArray(S, x, p).fma(filter, s0);
        s1 = FloatVector.fromArray(S, x, p + apart).fma(filter, s1);
        s2 = FloatVector.fromArray(S, x, p + 2 * apart).fma(filter, s2);
        s3 = FloatVector.fromArray(S, x, p + 3 * apart).fma(filter, s3);
      }
      int to = j * stride + c;
      s0.intoArray(sums, to);
      s1.intoArray(sums, to + stride);
      s2.intoArray(sums, to + 2 * stride);
      s3.intoArray(sums, to + 3 * stride);
    }

    private void one(int j, int c) {
      FloatVector sum = FloatVector.zero(S);
      int w = first + c;
      for (int t = 0; t < at.length; t++, w += stride) {
        int b = j * columns.step() + columns.taps()[t % V];
        if (b >= 0 && b < width)
          sum = FloatVector.fromArray(S, x, at[t] + j * columns.step() * stride + c).fma(FloatVector.fromArray(S, filters, w), sum);
      }
      sum.intoArray(sums, j * stride + c);
    }
  }
}
