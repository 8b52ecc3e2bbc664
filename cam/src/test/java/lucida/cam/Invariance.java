package lucida.cam;

import static lucida.core.testkit.TensorAssert.assertClose;
import static lucida.core.testkit.TensorAssert.assertSame;

import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.kernel.KernelChoice;

/** What every method that computes in batches keeps to. */
public final class Invariance {
  /** Sums of some hundred products in float64, relative to the largest, in another order. */
  private static final double ROUNDING = 1e-12;

  private Invariance() {}

  /** The map is the same to rounding whatever the batch: of 1, of what does not divide the samples, of more than there are. */
  public static void ofTheBatch(Method method) {
    for (Example example : Example.values()) {
      SaliencyMap expected = method.explain(example.probe());
      for (int batch : new int[]{1, 3, 1000})
        assertClose(expected.map(),
            method.explain(example.subject().inBatchesOf(batch).probe(Example.picture(0), Target.ofClass(1))).map(), ROUNDING);
    }
  }

  /** The map has the same bits on 1 and on 2 threads, and every time. */
  public static void ofTheThreads(Method method) {
    for (Precision precision : Precision.values()) {
      SaliencyMap expected = method.explain(probe(precision, 1));
      assertSame(expected.map(), method.explain(probe(precision, 2)).map());
      assertSame(expected.map(), method.explain(probe(precision, 1)).map());
    }
  }

  private static Probe probe(Precision precision, int threads) {
    Executor executor = Executor.of(precision, KernelChoice.named("vector", threads).kernels());
    return Subject.of(Example.DENSE.model(), Example.LAYER, executor).probe(Example.picture(0), Target.ofClass(1));
  }
}
