package lucida.kernels.vector.fused;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.Stencil;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Convolution as a product of matrices: a row for each place with the cells under its window, offset after offset, channel after channel,
 * times the filters, a column for each output channel. The rows are unfolded block by block and some of their cells at a time, so that they
 * stay in the cache while all filters pass over them. Where a window is one cell at its own place the picture itself is the matrix; where there
 * are few channels, as in the picture that a network is given, each row of a window is one run of a padded copy.
 */
final class ProductConvolution implements PackedConvolution {
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Places of a block, at most: a multiple of the tallest register block. */
  private static final int ROWS = 48;
  /** The same of a picture read in place, where there are more filters than cells: they pass through the cache once for each block. Maps of 14 × 14 are one. */
  private static final int MANY = 200;
  /** Cells of a row that are unfolded at a time, at most: a panel of filters that deep stays in the first cache. */
  private static final int DEPTH = 256;
  private static final int ENOUGH_TASKS = 8;
  private static final int FEW = 8;

  private final Workers workers;
  private final FloatScratch scratch;

  ProductConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** For each phase panel after panel, offset after offset, channel after channel: the filters of 2·L output channels side by side. */
  @Override
  public Packed pack(ConvolutionFace face, float[] w) {
    List<float[]> arrays = Phase.of(face).stream().map(phase -> packed(face, phase, w)).toList();
    return new Packed(ConvolutionAlgorithm.PRODUCT, Optional.empty(), arrays);
  }

  private float[] packed(ConvolutionFace face, Phase phase, float[] w) {
    Convolution g = face.extents();
    int sources = face.source().channels();
    int targets = face.target().channels();
    int depth = phase.taps() * sources;
    int area = g.rows().size() * g.columns().size();
    int far = g.inputs() * area;
    float[] to = new float[PanelProduct.panels(targets) * depth * WIDTH];
    int taps = phase.taps();
    int V = phase.vs().length;
    workers.run(PanelProduct.panels(targets) * taps, to.length, task -> {
      int panel = task / taps;
      int tap = phase.us()[task % taps / V] * g.columns().size() + phase.vs()[task % taps % V];
      for (int s = 0; s < sources; s++) {
        int at = (task * sources + s) * WIDTH;
        for (int f = 0; f < Math.min(WIDTH, targets - panel * WIDTH); f++) {
          int t = panel * WIDTH + f;
          to[at + f] = w[(face.adjoint() ? t * area + s * far : t * far + s * area) + tap];
        }
      }
    });
    return to;
  }

  @Override
  public void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    List<Phase> phases = Phase.of(face);
    for (int p = 0; p < phases.size(); p++) {
      Job job = new Job(face, phases.get(p), w.arrays().get(p), x, finish, z);
      if (PaddedRuns.suit(face, phases.get(p))) job.runs(PaddedRuns.of(face.source(), 1, phases.get(p), false));
      else job.run();
    }
  }

  /** Of a row-major x, where padded runs suit the only phase. */
  void convolveRows(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    Phase phase = Phase.of(face).getFirst();
    new Job(face, phase, w.arrays().getFirst(), x, finish, z).runs(PaddedRuns.of(face.source(), 1, phase, true));
  }

  /** One phase of one call. */
  private final class Job {
    private final ChannelsLast source;
    private final ChannelsLast target;
    private final Phase phase;
    private final float[] filters;
    private final float[] x;
    private final Finish finish;
    private final float[] z;
    private final int places;
    private final int depth;

    Job(ConvolutionFace face, Phase phase, float[] filters, float[] x, Finish finish, float[] z) {
      this.source = face.source();
      this.target = face.target();
      this.phase = phase;
      this.filters = filters;
      this.x = x;
      this.finish = finish;
      this.z = z;
      this.places = source.batch() * phase.places();
      this.depth = phase.taps() * source.channels();
    }

    void run() {
      int panels = PanelProduct.panels(target.channels());
      // threads take runs of tasks: of what is larger, filters or pictures, each should read a part
      boolean byFilters = (long) panels * WIDTH * depth > source.size();
      int most = byFilters && phase.readsInPlace() ? MANY : ROWS;
      int blocks = (places + most - 1) / most;
      int parts = Math.min(panels, (ENOUGH_TASKS + blocks - 1) / blocks);
      int perPart = (panels + parts - 1) / parts;
      workers.run(blocks * parts, (long) places * depth * panels, task -> {
        int first = (byFilters ? task / blocks : task % parts) * perPart;
        int block = byFilters ? task % blocks : task / parts;
        if (first < panels)
          block((int) ((long) places * block / blocks), (int) ((long) places * (block + 1) / blocks), first,
              Math.min(panels, first + perPart));
      });
    }

    /** A row of places at a time. */
    void runs(PaddedRuns runs) {
      float[] padded = scratch.take(runs.size());
      workers.run(source.batch() * runs.height(), runs.size(), r -> runs.fill(r, x, padded));
      int rows = phase.rows().places();
      workers.run(source.batch() * rows, (long) places * depth * target.channels(),
          task -> row(runs, padded, task / rows, task % rows));
      scratch.give(padded);
    }

    private void row(PaddedRuns runs, float[] padded, int n, int i) {
      int panels = PanelProduct.panels(target.channels());
      int columns = phase.columns().places();
      float[] cells = scratch.take(runs.room(Math.min(columns, ROWS)));
      float[] sums = scratch.take(Math.min(columns, ROWS) * panels * WIDTH);
      for (int j = 0; j < columns; j += ROWS) {
        int some = Math.min(ROWS, columns - j);
        runs.unfold(padded, n, i, j, some, cells, 0);
        multiply(some, 0, panels, 0, depth, cells, 0, depth, sums);
        store((n * phase.rows().places() + i) * columns + j, some, 0, panels * WIDTH, sums);
      }
      scratch.give(sums);
      scratch.give(cells);
    }

    /** Places from … to − 1, the output channels of some panels. */
    private void block(int from, int to, int first, int last) {
      int rows = to - from;
      int width = (last - first) * WIDTH;
      float[] sums = scratch.take(rows * width);
      if (depth == 0) Arrays.fill(sums, 0, rows * width, 0);
      else if (phase.readsInPlace()) inPlace(from, rows, first, last, sums);
      else unfolded(from, rows, first, last, sums);
      store(from, rows, first, width, sums);
      scratch.give(sums);
    }

    private void store(int from, int rows, int first, int width, float[] sums) {
      int count = Math.min(width, target.stride() - first * WIDTH);
      int some = phase.down() * phase.across() == 1 ? rows : 1;
      for (int r = 0; r < rows; r += some)
        finish.store(sums, r * width, width, first * WIDTH, count, some, z, place(from + r), 1);
    }

    private int place(int p) { return phase.place(target, p / phase.places(), p % phase.places()); }

    private void inPlace(int from, int rows, int first, int last, float[] sums) {
      for (int k = 0; k < depth; k += DEPTH)
        multiply(rows, first, last, k, Math.min(DEPTH, depth - k), x, from * source.stride() + k, source.stride(), sums);
    }

    private void unfolded(int from, int rows, int first, int last, float[] sums) {
      int channels = Math.min(source.channels(), DEPTH);
      int taps = Math.min(phase.taps(), DEPTH / channels);
      float[] cells = scratch.take(rows * taps * channels);
      for (int t = 0; t < phase.taps(); t += taps)
        for (int c = 0; c < source.channels(); c += channels) {
          int some = Math.min(channels, source.channels() - c);
          int deep = Math.min(taps, phase.taps() - t) * some;
          unfold(from, rows, t, Math.min(phase.taps(), t + taps), c, some, cells, deep);
          multiply(rows, first, last, t * source.channels() + c, deep, cells, 0, deep, sums);
        }
      scratch.give(cells);
    }

    /** Of each place the channels c … c + some − 1 under the offsets t0 … t1 − 1, 0 in the padding. */
    private void unfold(int from, int rows, int t0, int t1, int c, int some, float[] cells, int deep) {
      Stencil down = phase.rows();
      Stencil across = phase.columns();
      int V = across.taps().length;
      for (int r = 0; r < rows; r++) {
        int p = from + r;
        int n = p / phase.places();
        int i = p % phase.places() / across.places();
        int j = p % across.places();
        for (int t = t0, at = r * deep; t < t1; t++, at += some) {
          int a = i * down.step() + down.taps()[t / V];
          int b = j * across.step() + across.taps()[t % V];
          if (a < 0 || b < 0 || a >= down.extent() || b >= across.extent()) Arrays.fill(cells, at, at + some, 0);
          else copy(((n * down.extent() + a) * across.extent() + b) * source.stride() + c, cells, at, some);
        }
      }
    }

    /** A few cells one by one: a call of arraycopy takes longer. */
    private void copy(int from, float[] cells, int at, int count) {
      if (count > FEW) System.arraycopy(x, from, cells, at, count);
      else for (int c = 0; c < count; c++) cells[at + c] = x[from + c];
    }

    /** sums += A · filters[k … k + deep − 1], or = where k is 0. */
    private void multiply(int rows, int first, int last, int k, int deep, float[] a, int ao, int lda, float[] sums) {
      float[] edge = scratch.take(FloatMicroKernel.HEIGHT * WIDTH);
      for (int panel = first; panel < last; panel++) {
        int columns = target.channels() - panel * WIDTH <= L ? L : WIDTH;
        int at = (panel - first) * WIDTH;
        int apart = (last - first) * WIDTH;
        PanelProduct.multiply(rows, columns, deep, a, ao, lda, filters, (panel * depth + k) * WIDTH, sums, at, apart, k == 0, edge);
        int stored = Math.min(WIDTH, target.stride() - panel * WIDTH);
        if (k == 0 && columns < stored) empty(rows, stored - columns, sums, at + columns, apart);
      }
      scratch.give(edge);
    }

    /** Sums that are stored but belong to no channel are 0: whether what an activation reads is finite is asked of them, too. */
    private static void empty(int rows, int count, float[] sums, int at, int apart) {
      for (int r = 0, from = at; r < rows; r++, from += apart) Arrays.fill(sums, from, from + count, 0);
    }
  }
}
