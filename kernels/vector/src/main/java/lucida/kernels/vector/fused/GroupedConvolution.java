package lucida.kernels.vector.fused;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Convolution of channels in groups: a product of matrices for each group, a row for each place with the group's cells under its window, unfolded from
 * {@link PaddedRuns}. Sums of as many groups as fill whole vectors lie side by side before they are finished. A group of fewer channels than a vector has
 * cells leaves the rest of it idle.
 */
final class GroupedConvolution implements PackedConvolution {
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Places of a block, at most: a multiple of the tallest register block. */
  private static final int ROWS = 48;
  /** Cells of a row that are multiplied at a time, at most: a panel of filters that deep stays in the first cache. */
  private static final int DEPTH = 256;
  /** Channels of the groups that are finished together, if one group has not more. */
  private static final int CHANNELS = 64;

  private final Workers workers;
  private final FloatScratch scratch;

  GroupedConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** For each phase group after group, panel after panel, offset after offset, channel after channel: the filters of 2·L output channels side by side. */
  @Override
  public Packed pack(ConvolutionFace face, float[] w) {
    return new Packed(ConvolutionAlgorithm.PRODUCT, Optional.empty(),
        Phase.of(face).stream().map(phase -> packed(face, phase, w)).toList());
  }

  private float[] packed(ConvolutionFace face, Phase phase, float[] w) {
    Convolution g = face.extents();
    int sources = face.source().channels() / g.groups();
    int targets = face.target().channels() / g.groups();
    int panels = PanelProduct.panels(targets);
    int cells = phase.taps() * sources * WIDTH;
    float[] to = new float[g.groups() * panels * cells];
    if (cells == 0) return to;
    int[] order = PaddedRuns.order(phase.columns());
    int V = g.columns().size();
    int area = g.rows().size() * V;
    int far = g.inputsPerGroup() * area;
    workers.run(g.groups() * panels, to.length, task -> {
      int group = task / panels * g.outputsPerGroup() * far;
      int first = task % panels * WIDTH;
      int at = task * cells;
      for (int u : phase.us())
        for (int v : order)
          for (int s = 0; s < sources; s++, at += WIDTH)
            for (int f = 0; f < Math.min(WIDTH, targets - first); f++) {
              int t = first + f;
              to[at + f] = w[group + (face.adjoint() ? s * far + t * area : t * far + s * area) + u * V + phase.vs()[v]];
            }
    });
    return to;
  }

  @Override
  public void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    List<Phase> phases = Phase.of(face);
    for (int p = 0; p < phases.size(); p++) new Job(face, phases.get(p), w.arrays().get(p), finish, z).run(x);
  }

  /** One phase of one call. */
  private final class Job {
    private final ChannelsLast source;
    private final ChannelsLast target;
    private final Phase phase;
    private final float[] filters;
    private final Finish finish;
    private final float[] z;
    private final int groups;
    private final int targets;
    private final int depth;
    private final int together;

    Job(ConvolutionFace face, Phase phase, float[] filters, Finish finish, float[] z) {
      this.source = face.source();
      this.target = face.target();
      this.phase = phase;
      this.filters = filters;
      this.finish = finish;
      this.z = z;
      this.groups = face.extents().groups();
      this.targets = target.channels() / groups;
      this.depth = phase.taps() * (source.channels() / groups);
      int whole = 1;
      while (whole * targets % L > 0) whole++;
      this.together = Math.min(groups, whole * Math.max(1, CHANNELS / (whole * targets)));
    }

    void run(float[] x) {
      PaddedRuns runs = PaddedRuns.of(source, groups, phase, false);
      float[] padded = scratch.take(runs.size());
      workers.run(source.batch() * runs.height(), runs.size(), r -> runs.fill(r, x, padded));
      int places = phase.places();
      int blocks = (places + ROWS - 1) / ROWS;
      int parts = (groups + together - 1) / together;
      workers.run(source.batch() * blocks * parts, (long) source.batch() * places * depth * target.channels(), task -> {
        int block = task / parts % blocks;
        int first = task % parts * together;
        block(runs, padded, task / parts / blocks, (int) ((long) places * block / blocks),
            (int) ((long) places * (block + 1) / blocks),
            first, Math.min(groups, first + together));
      });
      scratch.give(padded);
    }

    /** Places from … to − 1 of a picture, some groups. */
    private void block(PaddedRuns runs, float[] padded, int n, int from, int to, int first, int last) {
      int rows = to - from;
      int channels = (last - first) * targets;
      int count = last < groups ? channels : target.stride() - first * targets;
      int apart = count + WIDTH;
      float[] sums = scratch.take(rows * apart);
      float[] cells = scratch.take(runs.room(rows));
      float[] edge = scratch.take(FloatMicroKernel.HEIGHT * WIDTH);
      for (int group = first; group < last; group++) {
        int columns = phase.columns().places();
        for (int p = from, some; p < to; p += some) {
          some = Math.min(to - p, columns - p % columns);
          runs.unfold(padded, n * groups + group, p / columns, p % columns, some, cells, (p - from) * depth);
        }
        multiply(group, rows, cells, sums, (group - first) * targets, apart, edge);
      }
      int summed = depth == 0 ? 0 : channels;
      for (int r = 0; r < rows; r++) Arrays.fill(sums, r * apart + summed, r * apart + count, 0);
      store(n, from, rows, first * targets, count, sums, apart);
      scratch.give(edge);
      scratch.give(cells);
      scratch.give(sums);
    }

    /** The sums of a group; what whole vectors hold behind them the next one overwrites. */
    private void multiply(int group, int rows, float[] cells, float[] sums, int at, int apart, float[] edge) {
      int panels = PanelProduct.panels(targets);
      for (int panel = 0; panel < panels; panel++) {
        int columns = targets - panel * WIDTH <= L ? L : WIDTH;
        int filter = (group * panels + panel) * depth;
        for (int k = 0; k < depth; k += DEPTH)
          PanelProduct.multiply(rows, columns, Math.min(DEPTH, depth - k), cells, k, depth, filters, (filter + k) * WIDTH, sums,
              at + panel * WIDTH, apart, k == 0, edge);
      }
    }

    private void store(int n, int from, int rows, int channel, int count, float[] sums, int apart) {
      int some = phase.down() * phase.across() == 1 ? rows : 1;
      for (int r = 0; r < rows; r += some)
        finish.store(sums, r * apart, apart, channel, count, some, z, phase.place(target, n, from + r), 1);
    }
  }
}
