package lucida.kernels.vector.convolution;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/**
 * Some of the tiles of 4 × 4 places into which the planes of all pictures are cut, one tile to a lane: how the cells under them become
 * values at 36 points, and the values of their places cells again. Tiles are counted picture by picture, row by row.
 */
final class FloatWinogradTiles {
  static final int POINTS = FloatWinogradTransform.POINTS;
  static final int PLACES = FloatWinogradTransform.PLACES;
  /** Places of a tile. */
  static final int AREA = PLACES * PLACES;
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;

  private final Stencil rows;
  private final Stencil columns;
  private final int count;
  private final RowRuns runs;
  /** Panel p has the runs first[p] … first[p + 1]. */
  private final int[] first;

  /** Tiles t0 … t1. */
  FloatWinogradTiles(Stencil rows, Stencil columns, int t0, int t1) {
    this.rows = rows;
    this.columns = columns;
    this.count = t1 - t0;
    this.runs = RowRuns.of(t0, t1, along(columns), WIDTH);
    this.first = new int[panels() + 1];
    for (int r = 0; r < runs.count(); r++) first[runs.panel()[r] + 1] = r + 1;
  }

  static int along(Stencil course) { return (course.places() + PLACES - 1) / PLACES; }

  int panels() { return (count + WIDTH - 1) / WIDTH; }

  /** Lanes in use of a panel, whole vectors. */
  int lanes(int panel) {
    return Math.min(WIDTH, (count - panel * WIDTH + L - 1) / L * L);
  }

  /** Cells of the room that values() and places() work in. */
  int room() { return POINTS * POINTS * WIDTH + PLACES * WIDTH + 2; }

  /** Bᵀ d B of the tiles of one panel: d from the plane at x[starts[n] + plane], point p to to[at + p·apart …]. */
  void values(float[] x, int[] starts, int plane, int panel, float[] to, int at, int apart, float[] room) {
    if ((panel + 1) * WIDTH > count) Arrays.fill(room, 0, POINTS * POINTS * WIDTH, 0);
    for (int r = first[panel]; r < first[panel + 1]; r++) gather(x, starts, plane, r, room);
    int lanes = lanes(panel);
    for (int i = 0; i < POINTS; i++)
      FloatWinogradTransform.input(room, i * POINTS * WIDTH, WIDTH, room, i * POINTS * WIDTH, WIDTH, lanes);
    for (int j = 0; j < POINTS; j++)
      FloatWinogradTransform.input(room, j * WIDTH, POINTS * WIDTH, to, at + j * apart, POINTS * apart, lanes);
  }

  /** Cell (i, j) of the tiles of one run to room[(i·6 + j)·WIDTH + lane …], 0 for padding. */
  private void gather(float[] x, int[] starts, int plane, int run, float[] room) {
    int down = along(rows);
    int start = starts[runs.row()[run] / down] + plane;
    int a = runs.row()[run] % down * PLACES + rows.low();
    int b = runs.column()[run] * PLACES + columns.low();
    int length = runs.length()[run];
    int span = (length - 1) * PLACES + POINTS;
    int line = POINTS * POINTS * WIDTH;
    boolean inside = b >= 0 && b + span <= columns.extent();
    for (int i = 0; i < POINTS; i++) {
      int lane = i * POINTS * WIDTH + runs.at()[run];
      int from = start + (a + i) * columns.extent() + b;
      if (a + i < 0 || a + i >= rows.extent()) blank(room, lane, length);
      else if (inside) spread(x, from, length, room, lane);
      else {
        int begin = Math.clamp(-b, 0, span);
        int end = Math.clamp(columns.extent() - b, begin, span);
        Arrays.fill(room, line, line + begin, 0);
        System.arraycopy(x, from + begin, room, line + begin, end - begin);
        Arrays.fill(room, line + end, line + span, 0);
        spread(room, line, length, room, lane);
      }
    }
  }

  private static void blank(float[] room, int lane, int length) {
    for (int j = 0; j < POINTS; j++) Arrays.fill(room, lane + j * WIDTH, lane + j * WIDTH + length, 0);
  }

  /** One row of the tiles of a run. */
  private static void spread(float[] x, int from, int length, float[] room, int lane) {
    for (int t = lane; t < lane + length; t++, from += PLACES) {
      room[t] = x[from];
      room[t + WIDTH] = x[from + 1];
      room[t + 2 * WIDTH] = x[from + 2];
      room[t + 3 * WIDTH] = x[from + 3];
      room[t + 4 * WIDTH] = x[from + 4];
      room[t + 5 * WIDTH] = x[from + 5];
    }
  }

  /** Aᵀ m A of the tiles of one panel, point p from m[at + p·apart …], to the planes at z[starts[n] + plane]; whether all is finite. */
  boolean places(float[] m, int at, int apart, int panel, float[] z, int[] starts, int plane, float[] room) {
    int lanes = lanes(panel);
    for (int j = 0; j < POINTS; j++)
      FloatWinogradTransform.output(m, at + j * apart, POINTS * apart, room, j * WIDTH, POINTS * WIDTH, lanes);
    FloatVector zero = FloatVector.zero(FloatMicroKernel.S);
    FloatVector sum = zero;
    for (int i = 0; i < PLACES; i++) {
      int row = i * POINTS * WIDTH;
      FloatWinogradTransform.output(room, row, WIDTH, room, row, WIDTH, lanes);
      for (int j = 0; j < PLACES; j++)
        for (int lane = 0; lane < lanes; lane += L)
          sum = FloatVector.fromArray(FloatMicroKernel.S, room, row + j * WIDTH + lane).fma(zero, sum);
    }
    for (int r = first[panel]; r < first[panel + 1]; r++) scatter(room, r, z, starts, plane);
    return sum.eq(zero).allTrue();
  }

  /** The places of the tiles of one run that are inside the plane. */
  private void scatter(float[] room, int run, float[] z, int[] starts, int plane) {
    int down = along(rows);
    int start = starts[runs.row()[run] / down] + plane;
    int a = runs.row()[run] % down * PLACES;
    int b = runs.column()[run] * PLACES;
    int length = runs.length()[run];
    int whole = Math.min(length, (columns.places() - b) / PLACES);
    for (int i = 0; i < Math.min(PLACES, rows.places() - a); i++) {
      int lane = i * POINTS * WIDTH + runs.at()[run];
      int to = start + (a + i) * columns.places() + b;
      for (int t = lane; t < lane + whole; t++, to += PLACES) {
        z[to] = room[t];
        z[to + 1] = room[t + WIDTH];
        z[to + 2] = room[t + 2 * WIDTH];
        z[to + 3] = room[t + 3 * WIDTH];
      }
      if (whole < length)
        for (int j = 0; j < columns.places() - b - whole * PLACES; j++) z[to + j] = room[lane + whole + j * WIDTH];
    }
  }
}
