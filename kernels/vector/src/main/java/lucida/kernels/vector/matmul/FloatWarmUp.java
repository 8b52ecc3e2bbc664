package lucida.kernels.vector.matmul;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Products before the just-in-time compiler has reached {@link FloatMicroKernel}. Until then each of its vectors is an object and each operation
 * some calls, a hundred times slower than compiled. The loops here are over single cells and compiled within milliseconds. They do the same
 * fused multiplications and additions in the same order, so the bits are the same and nobody sees which ran.
 *
 * <p>After some work of this kind, or when as much is known to come, a thread runs the micro-kernel on small matrices until it is the faster one, and ends. A command that is
 * over before is not slowed by what it has no time to gain from. This is state of the process, as its compiled code is.
 */
public final class FloatWarmUp {
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  private static final int HEIGHT = FloatMicroKernel.HEIGHT;
  /** Multiplications and additions, done or expected, before the thread starts: some hundredths of a second. */
  private static final long ENOUGH = 200_000_000;
  /** Rounds of the thread with few steps each, after which the first compiler has reached what runs in them. */
  private static final int FIRST = 250;
  /** Rounds in succession that the micro-kernel must win. */
  private static final int WINS = 8;
  /** Rounds after which it is believed that it never will, as where vectors are not compiled at all. */
  private static final int LAST = 50_000;

  private static final LongAdder work = new LongAdder();
  private static final AtomicBoolean begun = new AtomicBoolean();
  private static volatile boolean over;

  private FloatWarmUp() {}

  /** Whether loops over vectors are compiled. */
  public static boolean over() { return over; }

  /** Takes note of multiplications and additions that are done, or to come soon. */
  public static void expect(long multiplications) {
    if (begun.get()) return;
    work.add(multiplications);
    if (work.sum() > ENOUGH && begun.compareAndSet(false, true)) begin();
  }

  /** Returns when {@link #over()}, or when it will never be. For tests and whoever measures. */
  public static void complete() {
    if (!over) rounds();
  }

  /** As in a new process. For tests. */
  static void forget() {
    over = false;
    work.reset();
  }

  /** C = A B, L or 2·L columns. */
  static void product(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
    cells(rows, columns, depth, a, ao, lda, b, bo, c, co, ldc);
    expect((long) rows * columns * depth);
  }

  private static void begin() {
    Thread thread = new Thread(FloatWarmUp::rounds, "lucida-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void rounds() {
    float[] a = new float[HEIGHT * 32];
    float[] b = new float[32 * WIDTH];
    float[] c = new float[HEIGHT * WIDTH];
    int wins = 0;
    for (int round = 0; round < LAST && wins < WINS && !over; round++) {
      int depth = round < FIRST ? 4 : 32;
      long start = System.nanoTime();
      for (int rows : new int[]{1, 4, 6}) {
        FloatMicroKernel.product(rows, WIDTH, depth, a, 0, depth, b, 0, c, 0, WIDTH);
        FloatMicroKernel.product(rows, FloatMicroKernel.L, depth, a, 0, depth, b, 0, c, 0, WIDTH);
      }
      long middle = System.nanoTime();
      for (int rows : new int[]{1, 4, 6}) {
        cells(rows, WIDTH, depth, a, 0, depth, b, 0, c, 0, WIDTH);
        cells(rows, FloatMicroKernel.L, depth, a, 0, depth, b, 0, c, 0, WIDTH);
      }
      wins = middle - start < System.nanoTime() - middle ? wins + 1 : 0;
    }
    if (wins == WINS) over = true;
  }

  private static void cells(int rows, int columns, int depth, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co,
      int ldc) {
    for (int r = 0; r < rows; r++) row(columns, depth, a, ao + r * lda, b, bo, c, co + r * ldc);
  }

  private static void row(int columns, int depth, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int j = 0;
    for (; j + 8 <= columns; j += 8) eight(depth, a, ao, b, bo + j, c, co + j);
    for (; j < columns; j++) one(depth, a, ao, b, bo + j, c, co + j);
  }

  /** In registers, for sums that do not wait for each other. */
  private static void eight(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    for (int k = 0; k < depth; k++, bo += WIDTH) {
      float x = a[ao + k];
      s0 = Math.fma(x, b[bo], s0);
      s1 = Math.fma(x, b[bo + 1], s1);
      s2 = Math.fma(x, b[bo + 2], s2);
      s3 = Math.fma(x, b[bo + 3], s3);
      s4 = Math.fma(x, b[bo + 4], s4);
      s5 = Math.fma(x, b[bo + 5], s5);
      s6 = Math.fma(x, b[bo + 6], s6);
      s7 = Math.fma(x, b[bo + 7], s7);
    }
    c[co] = s0;
    c[co + 1] = s1;
    c[co + 2] = s2;
    c[co + 3] = s3;
    c[co + 4] = s4;
    c[co + 5] = s5;
    c[co + 6] = s6;
    c[co + 7] = s7;
  }

  private static void one(int depth, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    float s = 0;
    for (int k = 0; k < depth; k++, bo += WIDTH) s = Math.fma(a[ao + k], b[bo], s);
    c[co] = s;
  }
}
