package lucida.kernels.vector.matmul;

import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;

/**
 * C = A B for a number of items: A and C matrices as they lie, B whatever can be packed into panels.
 *
 * <p>The depth is cut into blocks of about DEPTH. A block of B some panels wide is packed and stays in the second cache while rows of A,
 * as many as the registers hold and short enough for the first cache, pass over all of it. A cell of C is the sum over blocks, in order, of
 * fused sums over their rows, in order: its bits depend on the depth alone, not on how rows and columns are shared out.
 */
public final class FloatBlockedProduct {
  /** Rows of a packed block: 128 kB panels where vectors have 512 bits. */
  private static final int DEPTH = 4096 / Float.BYTES;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Columns of one task: what is packed of them stays in half the second cache. */
  private static final int COLUMNS = 4 * WIDTH;
  /** Columns that are packed together when there are too few for one task each. */
  private static final int CHUNK = 8 * COLUMNS;
  /** Rows of one task on a common packed block. */
  private static final int ROWS = 4 * FloatMicroKernel.HEIGHT;
  /** Rows that are packed by one of those who pack together. */
  private static final int PIECE = 64;
  private static final int ENOUGH_TASKS = 32;
  /** So few multiplications are not shared out. */
  private static final long ALONE = 1 << 18;

  private final Workers workers;
  private final FloatScratch scratch;

  public FloatBlockedProduct(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** C[t] = A[t] B[t] for every item t; A is m × k, B k × n, C m × n. None of the extents is 0. */
  public void run(FloatMatrices a, FloatPanels b, FloatMatrices c, int items, int m, int n, int k) {
    int blocks = (n + COLUMNS - 1) / COLUMNS;
    long work = (long) items * m * n * k;
    if (work < ALONE || items * blocks >= ENOUGH_TASKS)
      workers.run(items * blocks, work / 8, task -> strip(a, b, c, task / blocks, task % blocks * COLUMNS, m, n, k));
    else for (int item = 0; item < items; item++)
        for (int j = 0; j < n; j += CHUNK) chunk(a, b, c, item, j, Math.min(n, j + CHUNK), m, k);
  }

  private static int depth(FloatPanels b) { return Math.max(1, DEPTH / b.grain()) * b.grain(); }

  /** All rows of a few columns, packed by who multiplies them. */
  private void strip(FloatMatrices a, FloatPanels b, FloatMatrices c, int item, int j0, int m, int n, int k) {
    int j1 = Math.min(n, j0 + COLUMNS);
    int depth = Math.min(k, depth(b));
    float[] packed = scratch.take((j1 - j0 + WIDTH - 1) / WIDTH * depth * WIDTH);
    float[] edge = scratch.take(FloatMicroKernel.HEIGHT * WIDTH);
    for (int k0 = 0; k0 < k; k0 += depth) {
      int k1 = Math.min(k, k0 + depth);
      b.pack(item, k0, k1, j0, j1, packed, 0, k1 - k0);
      multiply(a, item, k0, 0, m, k1 - k0, packed, 0, c, j0, j1, k0 == 0, edge);
    }
    scratch.give(edge);
    scratch.give(packed);
  }

  /** A chunk of columns: as many blocks of the depth as a full chunk has cells are packed by all and then multiplied by all. */
  private void chunk(FloatMatrices a, FloatPanels b, FloatMatrices c, int item, int j0, int j1, int m, int k) {
    int depth = Math.min(k, depth(b));
    int wide = (j1 - j0 + WIDTH - 1) / WIDTH * WIDTH;
    int stretch = Math.min(k, Math.max(1, CHUNK * DEPTH / wide / depth) * depth);
    float[] packed = scratch.take(wide * stretch);
    int blocks = (j1 - j0 + COLUMNS - 1) / COLUMNS;
    for (int from = 0; from < k; from += stretch) {
      int s0 = from;
      int s1 = Math.min(k, from + stretch);
      pack(b, item, s0, s1, depth, j0, j1, packed, wide);
      workers.run((m + ROWS - 1) / ROWS * blocks, task -> {
        float[] edge = scratch.take(FloatMicroKernel.HEIGHT * WIDTH);
        int row = task / blocks * ROWS;
        int column = task % blocks * COLUMNS;
        for (int k0 = s0; k0 < s1; k0 += depth) {
          int rows = Math.min(depth, s1 - k0);
          multiply(a, item, k0, row, Math.min(m, row + ROWS), rows, packed, (k0 - s0) * wide + column * rows, c, j0 + column,
              Math.min(j1, j0 + column + COLUMNS), k0 == 0, edge);
        }
        scratch.give(edge);
      });
    }
    scratch.give(packed);
  }

  /** Rows s0 … s1 of a chunk, packed as consecutive blocks of {@code depth} rows. */
  private void pack(FloatPanels b, int item, int s0, int s1, int depth, int j0, int j1, float[] packed, int wide) {
    int piece = Math.max(1, PIECE / b.grain()) * b.grain();
    int pieces = (depth + piece - 1) / piece;
    workers.run((s1 - s0 + depth - 1) / depth * pieces, (long) (s1 - s0) * (j1 - j0), task -> {
      int k0 = s0 + task / pieces * depth;
      int k1 = Math.min(s1, k0 + depth);
      int first = k0 + task % pieces * piece;
      if (first < k1)
        b.pack(item, first, Math.min(k1, first + piece), j0, j1, packed, (k0 - s0) * wide + (first - k0) * WIDTH, k1 - k0);
    });
  }

  /** Some rows of A, from depth k0 on, times one packed block of panels. C gets the product if it is fresh, else it is added. */
  public static void multiply(FloatMatrices a, int item, int k0, int row0, int row1, int depth, float[] packed, int at,
      FloatMatrices c, int j0,
      int j1,
      boolean fresh, float[] edge) {
    for (int row = row0; row < row1; row += FloatMicroKernel.HEIGHT) {
      int rows = Math.min(FloatMicroKernel.HEIGHT, row1 - row);
      int ao = a.starts()[item] + row * a.stride() + k0;
      int co = c.starts()[item] + row * c.stride();
      for (int j = j0, bo = at; j < j1; j += WIDTH, bo += depth * WIDTH)
        FloatMicroKernel.multiply(rows, Math.min(WIDTH, j1 - j), depth, a.array(), ao, a.stride(), packed, bo, c.array(), co + j,
            c.stride(),
            fresh, edge);
    }
  }
}
