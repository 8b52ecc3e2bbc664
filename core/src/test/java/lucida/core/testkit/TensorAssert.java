package lucida.core.testkit;

import lucida.core.Tensor;

/** Assertions on whole tensors, whose failures say where and how far. */
public final class TensorAssert {
  private TensorAssert() {}

  /** No cell is farther off than so much times the largest magnitude expected. The precisions may differ. */
  public static void assertClose(Tensor expected, Tensor actual, double relativeToLargest) {
    check(TensorDifference.relative(expected, actual, relativeToLargest));
  }

  /** No cell is farther off than so much. The precisions may differ. */
  public static void assertWithin(Tensor expected, Tensor actual, double tolerance) {
    check(TensorDifference.of(expected, actual, tolerance));
  }

  private static void check(TensorDifference difference) {
    if (!difference.isWithin()) throw new AssertionError(difference.toString());
  }

  /** Shape, precision and every bit are the same. */
  public static void assertSame(Tensor expected, Tensor actual) {
    if (expected.sameAs(actual)) return;
    TensorDifference difference = TensorDifference.of(expected, actual);
    String precisions = expected.precision() == actual.precision()
        ? difference.isWithin() ? " but for signs of 0" : ""
        : ", in " + actual.precision() + " instead of " + expected.precision();
    throw new AssertionError(difference + precisions);
  }
}
