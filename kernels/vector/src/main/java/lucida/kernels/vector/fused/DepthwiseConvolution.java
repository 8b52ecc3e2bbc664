package lucida.kernels.vector.fused;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.lanes.FloatScratch;

/** Convolution with one filter for each channel: vectors along the channels, a sum over the offsets in registers. */
final class DepthwiseConvolution {
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
    Stencil down = phase.rows();
    int V = phase.columns().taps().length;
    int u0 = 0;
    int u1 = down.taps().length;
    for (int j = 0; j < places; j++) {
      int column = j * phase.columns().step();
      for (int c = 0; c < stride; c += L) {
        FloatVector sum = FloatVector.zero(FloatMicroKernel.S);
        for (int u = u0; u < u1; u++) {
          int a = i * down.step() + down.taps()[u];
          if (a < 0 || a >= source.height()) continue;
          int line = (n * source.height() + a) * source.width();
          for (int v = 0; v < V; v++) {
            int b = column + phase.columns().taps()[v];
            if (b < 0 || b >= source.width()) continue;
            FloatVector cell = FloatVector.fromArray(FloatMicroKernel.S, x, (line + b) * stride + c);
            sum = cell.fma(FloatVector.fromArray(FloatMicroKernel.S, filters, (u * V + v) * stride + c), sum);
          }
        }
        sum.intoArray(sums, j * stride + c);
      }
    }
    int line = (n * target.height() + phase.a() + i * phase.down()) * target.width() + phase.b();
    for (int j = 0; j < places; j++)
      finish.store(sums, j * stride, 0, stride, z, (line + j * phase.across()) * stride);
    scratch.give(sums);
  }
}
