package lucida.kernels.vector.fused;

import java.util.Arrays;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * The filter's face of a convolution: for each group and each offset of the window w̄ is Xᵀ Z, where X has a row for each place, the cells at that offset from
 * it, and Z a row for each place. Both lie in memory as they are wanted, a line of places at a time. The lines are dealt to shares, whose sums are
 * added in order.
 */
final class FilterAdjoint {
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  private static final int SHARES = 16;
  /** Cells of the sums of all shares, at most, if there is more than one. */
  private static final int ROOM = 1 << 22;

  private final Workers workers;
  private final FloatScratch scratch;

  FilterAdjoint(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  void run(Convolution g, float[] x, float[] z, float[] w) {
    Job job = new Job(g, Stencil.of(g.rows()), Stencil.of(g.columns()), x, z);
    int panels = g.groups() * job.panels();
    int shares = Math.clamp(ROOM / Math.max(1, panels * job.panel()), 1, Math.min(SHARES, Math.max(1, job.lines())));
    float[] sums = scratch.take(shares * panels * job.panel());
    workers.run(shares * panels, g.multiplications() / WIDTH, task -> {
      int share = task / panels;
      Arrays.fill(sums, task * job.panel(), (task + 1) * job.panel(), 0);
      for (int line = (int) ((long) job.lines() * share / shares); line < (long) job.lines() * (share + 1) / shares; line++)
        job.add(line, task % panels, sums, task * job.panel());
    });
    workers.run(panels, (long) shares * panels * job.panel(), panel -> {
      for (int share = 1; share < shares; share++)
        for (int i = 0, from = (share * panels + panel) * job.panel(), to = panel * job.panel(); i < job.panel(); i++)
          sums[to + i] += sums[from + i];
      job.store(sums, panel, w);
    });
    scratch.give(sums);
  }

  /** One call: sums lie group after group, panel after panel of output channels, offset after offset, input channel after input channel. */
  private record Job(Convolution g, Stencil rows, Stencil columns, float[] x, float[] z) {
    int lines() { return g.batch() * rows.places(); }

    int taps() { return rows.taps().length * columns.taps().length; }

    /** Panels of a group. */
    int panels() { return PanelProduct.panels(g.outputsPerGroup()); }

    /** Cells of the sums of a panel. */
    int panel() { return taps() * g.inputsPerGroup() * WIDTH; }

    /** The output channels of a panel are from … from + count − 1 of z, read in whole vectors from {@link #read} on. */
    private int from(int panel) {
      return panel / panels() * g.outputsPerGroup() + panel % panels() * WIDTH;
    }

    private int count(int panel) { return Math.min(WIDTH, g.outputsPerGroup() - panel % panels() * WIDTH); }

    private int wide(int panel) { return count(panel) <= FloatMicroKernel.L ? FloatMicroKernel.L : WIDTH; }

    /** No vector reaches beyond the cells of a place. */
    private int read(int panel) {
      return Math.min(from(panel), ChannelsLast.aligned(g.outputs()) - wide(panel));
    }

    void add(int line, int panel, float[] sums, int at) {
      int n = line / rows.places();
      int V = columns.taps().length;
      int xs = ChannelsLast.aligned(g.inputs());
      int zs = ChannelsLast.aligned(g.outputs());
      int inputs = g.inputsPerGroup();
      int channel = panel / panels() * inputs;
      for (int t = 0; t < taps(); t++) {
        int a = line % rows.places() * rows.step() + rows.taps()[t / V];
        int tap = columns.taps()[t % V];
        int first = Math.max(0, Math.ceilDiv(-tap, columns.step()));
        int end = Math.min(columns.places(), Math.floorDiv(columns.extent() - 1 - tap, columns.step()) + 1);
        if (a >= 0 && a < rows.extent() && first < end)
          TransposedKernel.add(inputs, wide(panel), end - first, x,
              ((n * rows.extent() + a) * columns.extent() + first * columns.step() + tap) * xs + channel, columns.step() * xs, z,
              (line * columns.places() + first) * zs + read(panel), zs, sums, at + t * inputs * WIDTH);
      }
    }

    void store(float[] sums, int panel, float[] w) {
      int taps = taps();
      int inputs = g.inputsPerGroup();
      int from = from(panel);
      int shift = from - read(panel);
      for (int o = 0; o < count(panel); o++)
        for (int c = 0; c < inputs; c++)
          for (int t = 0; t < taps; t++)
            w[((from + o) * inputs + c) * taps + t] = sums[panel * panel() + (t * inputs + c) * WIDTH + shift + o];
    }
  }
}
