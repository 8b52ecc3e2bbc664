package lucida.kernels.vector.fused;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Convolution with 3 × 3 taps at stride 1 by Winograd's minimal filtering — Lavin, Gray, CVPR 2016, arXiv 1509.09308.
 *
 * <p>Y = Aᵀ[Σ_c (G w Gᵀ) ⊙ (Bᵀ d B)] A for every tile. The sum over channels is one product of matrices for each point, tiles × channels times
 * channels × filters. Where the values and products of some tiles fit into the second cache, all steps on them are one task; else the steps
 * are shared among the threads in turn, on enough tiles to make reading the filters' values pay.
 *
 * <p>A cell that is infinite or NaN spoils its whole tile, and differences can overflow: either makes a place that is not finite. Then the
 * result is not used.
 */
final class WinogradConvolution {
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Values and products of one task, at most: the larger part of the second cache. */
  private static final int CACHE = 100_000;
  /** Tiles whose values are made before they are multiplied, where they do not fit, at most. */
  private static final int MANY = 192;
  private static final int FEWEST = 6;
  /** Values of filters, at most, that are read once for each few tiles: they stay in the third cache. */
  private static final int NEAR = 2_000_000;
  /** Cells of a cache line. */
  private static final int LINE = 16;

  private final Workers workers;
  private final FloatScratch scratch;

  WinogradConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** Point after point, panel after panel, channel after channel: the values of the filters of 2·L output channels side by side. */
  Packed pack(ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w) {
    double[][] G = FilterTransform.matrix(algorithm);
    Phase phase = Phase.of(face).getFirst();
    int sources = face.source().channels();
    int targets = face.target().channels();
    int apart = PanelProduct.panels(targets) * sources * WIDTH;
    float[] values = new float[G.length * G.length * apart];
    workers.run(PanelProduct.panels(targets) * sources, values.length, task -> {
      int panel = task / sources;
      int s = task % sources;
      double[] taps = new double[9 * WIDTH];
      for (int f = 0; f < Math.min(WIDTH, targets - panel * WIDTH); f++) {
        int t = panel * WIDTH + f;
        int from = 9 * (face.adjoint() ? s * targets + t : t * sources + s);
        for (int u = 0; u < 3; u++)
          for (int v = 0; v < 3; v++)
            taps[((phase.rows().taps()[u] - phase.rows().low()) * 3 + phase.columns().taps()[v] - phase.columns().low()) * WIDTH
                + f] = w[from + u * 3 + v];
      }
      FilterTransform.values(G, taps, new double[3 * G.length * WIDTH], WIDTH, values, task * WIDTH, apart);
    });
    return new Packed(algorithm, Optional.of(w), List.of(values));
  }

  /** Whether the result is finite before its epilogue; if not it is arbitrary. */
  boolean convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    Phase phase = Phase.of(face).getFirst();
    TileGrid grid = TileGrid.of(face.source(), face.target(), phase, w.algorithm());
    return new Job(grid, w.arrays().getFirst(), x, finish, z).run();
  }

  /** One call. */
  private final class Job {
    private final TileGrid grid;
    private final float[] filters;
    private final float[] x;
    private final Finish finish;
    private final float[] z;
    private final int channels;
    private final int panels;
    private final int width;
    private final AtomicBoolean finite = new AtomicBoolean(true);

    Job(TileGrid grid, float[] filters, float[] x, Finish finish, float[] z) {
      this.grid = grid;
      this.filters = filters;
      this.x = x;
      this.finish = finish;
      this.z = z;
      this.channels = grid.source().stride();
      this.panels = PanelProduct.panels(grid.target().channels());
      this.width = panels * WIDTH;
    }

    boolean run() {
      int fit = CACHE / (grid.points() * (channels + width)) / FEWEST * FEWEST;
      if (fit >= FEWEST && grid.tiles() >= 4 * fit && filters.length <= NEAR) small(fit);
      else large();
      return finite.get();
    }

    /** Each task all steps on a few tiles. */
    private void small(int chunk) {
      workers.run((grid.tiles() + chunk - 1) / chunk, task -> {
        int first = task * chunk;
        int n = Math.min(chunk, grid.tiles() - first);
        float[] V = scratch.take(grid.points() * apart(n, channels));
        float[] M = scratch.take(grid.points() * apart(n, width));
        float[] room = scratch.take(grid.room());
        grid.values(x, first, n, V, 0, apart(n, channels), room);
        for (int p = 0; p < grid.points(); p++) products(p, n, V, M);
        if (!grid.places(M, first, n, 0, apart(n, width), width, finish, z, room)) finite.set(false);
        scratch.give(room);
        scratch.give(M);
        scratch.give(V);
      });
    }

    /** As few passes over the filters as can be, of the same length. */
    private void large() {
      int passes = (grid.tiles() + MANY - 1) / MANY;
      for (int p = 0; p < passes; p++) {
        int first = (int) ((long) grid.tiles() * p / passes);
        large(first, (int) ((long) grid.tiles() * (p + 1) / passes) - first);
      }
    }

    /** Each step shared out, on many tiles. */
    private void large(int first, int n) {
      float[] V = scratch.take(grid.points() * apart(n, channels));
      float[] M = scratch.take(grid.points() * apart(n, width));
      workers.run(n, t -> {
        float[] room = scratch.take(grid.room());
        grid.values(x, first + t, 1, V, t * channels, apart(n, channels), room);
        scratch.give(room);
      });
      workers.run(grid.points(), p -> products(p, n, V, M));
      workers.run(n, t -> {
        float[] room = scratch.take(grid.room());
        if (!grid.places(M, first + t, 1, t * width, apart(n, width), width, finish, z, room)) finite.set(false);
        scratch.give(room);
      });
      scratch.give(M);
      scratch.give(V);
    }

    /** From one point to the next: not a multiple of a page, at whose distance cells displace each other from the cache. */
    private static int apart(int n, int count) {
      return n * count + LINE;
    }

    private void products(int p, int n, float[] V, float[] M) {
      int depth = grid.source().channels();
      for (int panel = 0; panel < panels; panel++) {
        int columns = Math.min(WIDTH, grid.target().stride() - panel * WIDTH);
        PanelProduct.multiply(n, columns, depth, V, p * apart(n, channels), channels, filters, (p * panels + panel) * depth * WIDTH,
            M,
            p * apart(n, width) + panel * WIDTH, width);
      }
    }
  }
}
