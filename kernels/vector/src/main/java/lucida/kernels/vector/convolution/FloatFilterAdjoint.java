package lucida.kernels.vector.convolution;

import java.util.Arrays;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatBlockedProduct;
import lucida.kernels.vector.matmul.FloatMatrices;
import lucida.kernels.vector.matmul.FloatMatrixPanels;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatPanels;
import lucida.kernels.vector.matmul.FloatTransposition;

/**
 * wᵀ = Σ_n unfold(x[n]) · z[n]ᵀ, for each group: rows are channels and taps, columns outputs, and the depth is the places.
 *
 * <p>Stretches of zᵀ are packed by all threads; then each task unfolds a few channels over one stretch and multiplies. Where there are too
 * few channels for many tasks the places are dealt to a fixed number of shares, whose sums are added in order at the end.
 */
final class FloatFilterAdjoint {
  /** Places that are multiplied at once. */
  private static final int DEPTH = 2048 / Float.BYTES;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  private static final int COLUMNS = 8 * WIDTH;
  /** Cells of zᵀ packed together. */
  private static final int PACKED = 1 << 20;
  private static final int ENOUGH_TASKS = 16;
  private static final int STRIDE = DEPTH + 16 + FloatMicroKernel.L;

  private final Workers workers;
  private final FloatScratch scratch;

  FloatFilterAdjoint(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  void run(Convolution g, float[] x, float[] z, float[] w) {
    int taps = g.rows().size() * g.columns().size();
    Job job = new Job(g, taps, channels(taps, g.inputsPerGroup()));
    int cells = job.depth() * job.outputs();
    float[] sums = scratch.take(job.shares() * cells);
    for (int group = 0; group < g.groups(); group++) {
      Arrays.fill(sums, 0, job.shares() * cells, 0);
      for (int n = 0; n < g.batch(); n++) picture(job, x, z, n, group, sums);
      for (int s = 1; s < job.shares(); s++) for (int i = 0; i < cells; i++) sums[i] += sums[s * cells + i];
      FloatTransposition.copy(workers, sums, 0, 1, job.outputs(), w, 0, job.depth(), 1, job.outputs(), job.depth(),
          group * job.outputs() * job.depth());
    }
    scratch.give(sums);
  }

  /** Channels of one task: enough rows for the blocks, and if possible no single rows left over. */
  private static int channels(int taps, int channels) {
    int least = (2 * FloatMicroKernel.HEIGHT + taps) / taps;
    for (int c = least; c <= least + 12; c++) if (c * taps % FloatMicroKernel.HEIGHT == 0) return Math.min(c, channels);
    return Math.min(least, channels);
  }

  private record Job(Convolution g, int taps, int channels) {
    int depth() { return g.inputsPerGroup() * taps; }

    int outputs() { return g.outputsPerGroup(); }

    int places() { return g.rows().places() * g.columns().places(); }

    int strips() { return (g.inputsPerGroup() + channels - 1) / channels; }

    /** The largest number of places that are packed together; every share has the same number of stretches. */
    int stretch() {
      int wide = (outputs() + WIDTH - 1) / WIDTH * WIDTH;
      int stretches = Math.max(shares(), PACKED / wide / DEPTH / shares() * shares());
      return stretches * DEPTH;
    }

    int shares() { return Math.min((ENOUGH_TASKS + strips() - 1) / strips(), (places() + DEPTH - 1) / DEPTH); }
  }

  private void picture(Job job, float[] x, float[] z, int n, int group, float[] sums) {
    Convolution g = job.g;
    int places = job.places();
    int H = g.rows().extent();
    int W = g.columns().extent();
    int input = (n * g.inputs() + group * g.inputsPerGroup()) * H * W;
    FloatUnfolding unfolding = new FloatUnfolding(scratch, x, new int[]{input}, Stencil.of(g.rows()), Stencil.of(g.columns()));
    FloatPanels right = new FloatMatrixPanels(z, new int[]{(n * g.outputs() + group * job.outputs()) * places}, 1, places);
    int wide = (job.outputs() + WIDTH - 1) / WIDTH * WIDTH;
    int stretch = Math.min(job.stretch(), (places + DEPTH - 1) / DEPTH * DEPTH);
    float[] packed = scratch.take(stretch * wide);
    for (int from = 0; from < places; from += stretch) {
      int p0 = from;
      int p1 = Math.min(places, from + stretch);
      int blocks = (p1 - p0 + DEPTH - 1) / DEPTH;
      workers.run(blocks * 4, (long) (p1 - p0) * job.outputs(), task -> {
        int b0 = p0 + task / 4 * DEPTH;
        int depth = Math.min(DEPTH, p1 - b0);
        int k0 = b0 + task % 4 * (DEPTH / 4);
        int k1 = Math.min(b0 + depth, k0 + DEPTH / 4);
        if (k0 < k1) right.pack(0, k0, k1, 0, job.outputs(), packed, (b0 - p0) * wide + (k0 - b0) * WIDTH, depth);
      });
      workers.run(job.strips() * job.shares(), (long) (p1 - p0) * job.depth() * job.outputs() / 8, task -> {
        int share = task / job.strips();
        int c0 = task % job.strips() * job.channels;
        int c1 = Math.min(g.inputsPerGroup(), c0 + job.channels);
        float[] rows = scratch.take((c1 - c0) * job.taps * STRIDE + FloatMicroKernel.L);
        for (int b = share; b < blocks; b += job.shares()) {
          int b0 = p0 + b * DEPTH;
          int b1 = Math.min(p1, b0 + DEPTH);
          unfolding.rows(0, c0 * job.taps, c1 * job.taps, b0, b1, rows, STRIDE);
          multiply(job, rows, c0, c1, packed, (b0 - p0) * wide, b1 - b0, sums, share * job.depth() * job.outputs());
        }
        scratch.give(rows);
      });
    }
    scratch.give(packed);
  }

  /** Adds the unfolded rows of some channels times one packed block. */
  private void multiply(Job job, float[] rows, int c0, int c1, float[] packed, int at, int depth, float[] sums, int so) {
    FloatMatrices left = new FloatMatrices(rows, new int[1], STRIDE);
    FloatMatrices target = new FloatMatrices(sums, new int[]{so + c0 * job.taps * job.outputs()}, job.outputs());
    float[] edge = scratch.take(FloatMicroKernel.HEIGHT * WIDTH);
    for (int j = 0; j < job.outputs(); j += COLUMNS)
      FloatBlockedProduct.multiply(left, 0, 0, 0, (c1 - c0) * job.taps, depth, packed, at + j * depth, target, j,
          Math.min(job.outputs(), j + COLUMNS), false, edge);
    scratch.give(edge);
  }
}
