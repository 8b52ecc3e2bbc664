package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;

/** Comparisons of cells that name the first cell that is wrong. */
public final class Agreement {
  private static final int[] THREADS = {2, 5};

  private Agreement() {}

  /** Every cell is the same: all NaNs are one, 0 and −0 are two. */
  public static void identical(String what, Storage expected, Storage actual) {
    assertEquals(expected.length(), actual.length(), what);
    for (int i = 0; i < expected.length(); i++)
      if (Double.compare(expected.get(i), actual.get(i)) != 0)
        fail(what + ": cell " + i + " is " + actual.get(i) + ", not " + expected.get(i));
  }

  /** Every cell is so: the closed form of a result, with 0 and −0 alike. */
  public static void exactly(String what, IntToDoubleFunction expected, Storage actual) {
    within(what, Samples.of(Precision.FLOAT64, actual.length(), expected), actual, i -> 0);
  }

  /** Every finite cell is as near as its bound says; where NaN or an infinity is expected there is one. */
  public static void within(String what, Storage expected, Storage actual, IntToDoubleFunction bound) {
    assertEquals(expected.length(), actual.length(), what);
    for (int i = 0; i < expected.length(); i++) {
      double e = expected.get(i);
      double a = actual.get(i);
      boolean good = Double.isFinite(e) ? Math.abs(a - e) <= bound.applyAsDouble(i) : Double.compare(a, e) == 0;
      if (!good) fail(what + ": cell " + i + " is " + a + ", not " + e + " ± " + bound.applyAsDouble(i));
    }
  }

  /** A call that rounds nothing, or rounds once: exactly the cells of the scalar kernels, on any number of threads. */
  public static void withDefinitionExactly(Subject subject, Call call) {
    Storage actual = onAnyThreads(subject, call);
    identical(call.name(), call.on(new ScalarKernels()), actual);
  }

  /**
   * A call that sums products of its inputs: near the scalar kernels, on any number of threads.
   *
   * <p>The bound of a cell with n terms. Any order of summation, with or without fused multiply-add, errs by at most n·u·Σ|terms| to
   * first order, u = ε/2 being half an ulp of 1 (Higham, Accuracy and Stability of Numerical Algorithms, 3.1); the definition does so
   * too in double, and rounds once when it stores. Together (2n + 1)·u·Σ|terms| ≤ (n + 1)·ε·Σ|terms|, where the last half ε covers
   * the higher orders. A kernel that rounds more often says how many more times per term. n and Σ|terms| are what the scalar kernels
   * return on inputs that are all 1 and on the absolute values.
   */
  public static void withDefinition(Subject subject, Call call, int moreRoundings) {
    Storage actual = onAnyThreads(subject, call);
    Storage terms = call.with(x -> Samples.of(Precision.FLOAT64, x.length(), i -> 1)).on(new ScalarKernels());
    Storage magnitudes = call.with(x -> Samples.of(Precision.FLOAT64, x.length(), i -> Math.abs(x.get(i)))).on(new ScalarKernels());
    double epsilon = call.precision().ulp(1);
    within(call.name(), call.on(new ScalarKernels()), actual,
        i -> (terms.get(i) + 1 + moreRoundings) * epsilon * magnitudes.get(i));
  }

  /** The cells on one thread, after others gave the very same. */
  static Storage onAnyThreads(Subject subject, Call call) {
    Storage one = call.on(subject.kernels(1));
    for (int threads : THREADS) identical(call.name() + " on " + threads + " threads", one, call.on(subject.kernels(threads)));
    return one;
  }

  /** The choice is the same on any number of threads, and this one. */
  public static void choosesLike(Subject subject, String what, int[] expected, Choosing choosing) {
    for (int threads : new int[]{1, 2, 5}) {
      int[] actual = new int[expected.length];
      Arrays.fill(actual, -7);
      choosing.run(subject.kernels(threads), actual);
      assertArrayEquals(expected, actual, what + " on " + threads + " threads");
    }
  }

  /** Fills a choice. */
  public interface Choosing {
    /** Runs on these kernels. */
    void run(Kernels kernels, int[] choice);
  }
}
