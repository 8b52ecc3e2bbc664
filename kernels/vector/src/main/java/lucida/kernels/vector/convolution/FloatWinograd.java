package lucida.kernels.vector.convolution;

import java.util.concurrent.atomic.AtomicBoolean;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatLanes;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMatrices;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Correlation with filters of 3 × 3 taps by Winograd's minimal filtering F(4 × 4, 3 × 3) — Lavin, Gray, Fast Algorithms for
 * Convolutional Neural Networks, CVPR 2016, arXiv 1509.09308.
 *
 * <p>Y = Aᵀ[Σ_c (G w Gᵀ) ⊙ (Bᵀ d B)] A for every tile of 4 × 4 places, d the 6 × 6 cells under it. The sum over channels is one product of
 * matrices for each of the 36 points, filters × channels times channels × tiles; 36 multiplications stand for 144.
 *
 * <p>The values of some tiles, packed into panels as they are made, stay in the cache while all filters pass over them, a few filters
 * at a time, whose products become places at once. Where tiles are many, each such chunk is one task; else the work on one chunk is
 * shared out.
 *
 * <p>A cell that is infinite or NaN spoils the whole tile, and differences can overflow; either makes a place that is not finite, and
 * then the result is not used.
 */
final class FloatWinograd {
  private static final int POINTS = FloatWinogradTransform.POINTS * FloatWinogradTransform.POINTS;
  private static final int TAPS = 3;
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Fewer channels or filters leave the products too little to do beside the transforms. */
  private static final int DEEP = 64;
  /** So many tiles pay for the values of the filters. */
  private static final int MANY = 32;
  /** Channels times filters, at most: their values take 144 MB. */
  private static final int ROOM = 1 << 20;
  /** Tiles of one chunk, at most. */
  private static final int CHUNK = 128;
  /** Products of one task at one point: at all points half of the second cache. */
  private static final int PRODUCTS = 4096;
  /** Channels whose values are made by one task. */
  private static final int CHANNELS = 8;
  private static final int ENOUGH_TASKS = 8;

  private final Workers workers;
  private final FloatScratch scratch;

  FloatWinograd(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** Whether it is a correlation of this kind for which that is faster: a question of extents alone. */
  static boolean suits(Stencil rows, Stencil columns, int items, int filters, int channels) {
    if (!FloatLanes.MINIMAL || !isDense(rows) || !isDense(columns) || channels < DEEP || filters < DEEP) return false;
    int tiles = FloatWinogradTiles.along(rows) * FloatWinogradTiles.along(columns);
    boolean full = 4 * rows.places() * columns.places() >= 3 * FloatWinogradTiles.AREA * tiles;
    return full && items * tiles >= MANY && (long) filters * channels <= ROOM;
  }

  /** Three neighbouring cells for each place. */
  private static boolean isDense(Stencil course) {
    return course.step() == 1 && course.taps().length == TAPS && course.high() - course.low() == TAPS - 1;
  }

  /** One call's extents. Point p of the filters is at p·filterApart, row after row of channels. */
  private record Job(Stencil rows, Stencil columns, int items, int filters, int channels) {
    int tiles() { return items * FloatWinogradTiles.along(rows) * FloatWinogradTiles.along(columns); }

    int plane() { return rows.extent() * columns.extent(); }

    int stride() { return (channels + L - 1) / L * L; }

    int filterApart() { return filters * stride() + WIDTH; }

    /** The deeper the sums are the more tiles, for the values of the filters are read once for each chunk. */
    int chunk() {
      return Math.max(WIDTH, Math.min(CHUNK, channels / 2 / WIDTH * WIDTH));
    }

    int chunks() { return (tiles() + chunk() - 1) / chunk(); }

    boolean isTaskPerChunk() { return chunks() >= ENOUGH_TASKS; }

    /** Filters of one task. */
    int block() {
      return isTaskPerChunk() ? PRODUCTS / chunk() : Math.max(4, Math.min(32, filters / 32 * 4));
    }
  }

  /** target[n] = Σ_c filter[·, c] ∗ source[n, c]; false if something is not finite: then the target is arbitrary. */
  boolean correlate(FloatMatrices filter, float[] source, int[] starts, Stencil rows, Stencil columns, FloatMatrices target,
      int items,
      int filters, int channels) {
    Job job = new Job(rows, columns, items, filters, channels);
    AtomicBoolean finite = new AtomicBoolean(true);
    float[] values = scratch.take(POINTS * job.filterApart());
    workers.run(filters, row -> filterValues(job, filter, row, values));
    if (job.isTaskPerChunk()) workers.run(job.chunks(), chunk -> chunk(job, values, source, starts, target, chunk, finite));
    else for (int chunk = 0; chunk < job.chunks(); chunk++) chunk(job, values, source, starts, target, chunk, finite);
    scratch.give(values);
    return finite.get();
  }

  /** G w Gᵀ of one filter, all its channels. */
  private void filterValues(Job job, FloatMatrices filter, int row, float[] to) {
    int side = FloatWinogradTransform.POINTS;
    int stride = job.stride();
    float[] taps = scratch.take(TAPS * (TAPS + side) * stride);
    int half = TAPS * TAPS * stride;
    int from = filter.starts()[0] + row * filter.stride();
    for (int u = 0; u < TAPS; u++)
      for (int v = 0; v < TAPS; v++) {
        int at = ((job.rows.taps()[u] - job.rows.low()) * TAPS + job.columns.taps()[v] - job.columns.low()) * stride;
        for (int c = 0, w = from + u * TAPS + v; c < job.channels; c++, w += TAPS * TAPS) taps[at + c] = filter.array()[w];
      }
    for (int u = 0; u < TAPS; u++)
      FloatWinogradTransform.filter(taps, u * TAPS * stride, stride, taps, half + u * side * stride, stride, stride);
    for (int j = 0; j < side; j++)
      FloatWinogradTransform.filter(taps, half + j * stride, side * stride, to, j * job.filterApart() + row * stride,
          side * job.filterApart(), stride);
    scratch.give(taps);
  }

  private void chunk(Job job, float[] filters, float[] source, int[] starts, FloatMatrices target, int chunk,
      AtomicBoolean finite) {
    int t0 = chunk * job.chunk();
    FloatWinogradTiles tiles = new FloatWinogradTiles(job.rows, job.columns, t0, Math.min(job.tiles(), t0 + job.chunk()));
    int apart = tiles.panels() * job.channels * WIDTH + WIDTH;
    float[] values = scratch.take(POINTS * apart);
    workers.run((job.channels + CHANNELS - 1) / CHANNELS, task -> {
      float[] room = scratch.take(tiles.room());
      for (int c = task * CHANNELS; c < Math.min(job.channels, (task + 1) * CHANNELS); c++)
        for (int panel = 0; panel < tiles.panels(); panel++)
          tiles.values(source, starts, c * job.plane(), panel, values, (panel * job.channels + c) * WIDTH, apart, room);
      scratch.give(room);
    });
    int block = job.block();
    workers.run((job.filters + block - 1) / block, task -> {
      if (!products(job, filters, task * block, tiles, values, apart, target)) finite.set(false);
    });
    scratch.give(values);
  }

  /** The planes of some filters at the tiles of a chunk. */
  private boolean products(Job job, float[] filters, int first, FloatWinogradTiles tiles, float[] values, int apart,
      FloatMatrices target) {
    int rows = Math.min(job.block(), job.filters - first);
    int wide = tiles.panels() * WIDTH;
    int between = rows * wide + WIDTH;
    float[] products = scratch.take(POINTS * between);
    float[] room = scratch.take(tiles.room());
    for (int p = 0; p < POINTS; p++) {
      int filter = p * job.filterApart() + first * job.stride();
      for (int panel = 0; panel < tiles.panels(); panel++)
        FloatMicroKernel.multiply(rows, tiles.lanes(panel), job.channels, filters, filter, job.stride(), values,
            p * apart + panel * job.channels * WIDTH, products, p * between + panel * WIDTH, wide, true, room);
    }
    boolean finite = true;
    for (int row = 0; row < rows; row++)
      for (int panel = 0; panel < tiles.panels(); panel++)
        finite &= tiles.places(products, row * wide + panel * WIDTH, between, panel, target.array(), target.starts(),
            (first + row) * target.stride(), room);
    scratch.give(room);
    scratch.give(products);
    return finite;
  }
}
