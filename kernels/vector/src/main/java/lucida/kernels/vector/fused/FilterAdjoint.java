package lucida.kernels.vector.fused;

import java.util.Arrays;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * The filter's face of a convolution with one group: for each offset of the window w̄ is Xᵀ Z, where X has a row for each place, the cells at that offset from
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
    int panels = PanelProduct.panels(g.outputs());
    int shares = Math.clamp(ROOM / Math.max(1, panels * job.panel()), 1, Math.min(SHARES, Math.max(1, job.lines())));
    float[] sums = scratch.take(shares * panels * job.panel());
    workers.run(shares * panels, g.multiplications() / WIDTH, task -> {
      int share = task / panels;
      Arrays.fill(sums, task * job.panel(), (task + 1) * job.panel(), 0);
      for (int line = (int) ((long) job.lines() * share / shares); line < (long) job.lines() * (share + 1) / shares; line++)
        job.add(line, task % panels * WIDTH, sums, task * job.panel());
    });
    workers.run(panels, (long) shares * panels * job.panel(), panel -> {
      for (int share = 1; share < shares; share++)
        for (int i = 0, from = (share * panels + panel) * job.panel(), to = panel * job.panel(); i < job.panel(); i++)
          sums[to + i] += sums[from + i];
      job.store(sums, panel, w);
    });
    scratch.give(sums);
  }

  /** One call: sums lie panel after panel of output channels, offset after offset, input channel after input channel. */
  private record Job(Convolution g, Stencil rows, Stencil columns, float[] x, float[] z) {
    int lines() { return g.batch() * rows.places(); }

    int taps() { return rows.taps().length * columns.taps().length; }

    /** Cells of the sums of a panel. */
    int panel() { return taps() * g.inputs() * WIDTH; }

    void add(int line, int output, float[] sums, int at) {
      int n = line / rows.places();
      int V = columns.taps().length;
      int wide = g.outputs() - output <= FloatMicroKernel.L ? FloatMicroKernel.L : WIDTH;
      int xs = ChannelsLast.aligned(g.inputs());
      int zs = ChannelsLast.aligned(g.outputs());
      for (int t = 0; t < taps(); t++) {
        int a = line % rows.places() * rows.step() + rows.taps()[t / V];
        int tap = columns.taps()[t % V];
        int first = Math.max(0, Math.ceilDiv(-tap, columns.step()));
        int end = Math.min(columns.places(), Math.floorDiv(columns.extent() - 1 - tap, columns.step()) + 1);
        if (a >= 0 && a < rows.extent() && first < end)
          TransposedKernel.add(g.inputs(), wide, end - first, x,
              ((n * rows.extent() + a) * columns.extent() + first * columns.step() + tap) * xs,
              columns.step() * xs, z, (line * columns.places() + first) * zs + output, zs, sums, at + t * g.inputs() * WIDTH);
      }
    }

    void store(float[] sums, int panel, float[] w) {
      int taps = taps();
      for (int o = panel * WIDTH; o < Math.min(g.outputs(), (panel + 1) * WIDTH); o++)
        for (int c = 0; c < g.inputs(); c++)
          for (int t = 0; t < taps; t++)
            w[(o * g.inputs() + c) * taps + t] = sums[panel * panel() + (t * g.inputs() + c) * WIDTH + o % WIDTH];
    }
  }
}
