package lucida.core.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/**
 * How far a tensor is from the one that was expected. Its text is one sentence: "differ most at [0, 3, 5, 5]: 1.2345 instead of
 * 1.2346, 1.0e-04 apart, 838 ulps; relative L2 3.6e-06; 1 of 512 cells beyond 1.0e-06".
 *
 * <p>A NaN agrees with a NaN and an infinity with the same one. Distances are taken over the cells that are finite on both sides.
 *
 * @param shape of both
 * @param cell where they are farthest apart, counted row-major; −1 if no cell is finite on both sides
 * @param expected the value expected there
 * @param actual the value found there
 * @param ulps how far apart these are, in steps of the coarser of both precisions at the expected value
 * @param relativeL2 ‖actual − expected‖ / ‖expected‖; 0 if both norms are 0
 * @param tolerance how far apart cells may be
 * @param beyond how many cells are farther apart, or NaN or infinite on one side only
 * @param unlike how many cells are NaN or infinite on one side only, or infinite with opposite signs
 */
public record TensorDifference(Shape shape, int cell, double expected, double actual, double ulps, double relativeL2,
    double tolerance, int beyond, int unlike) {

  /** With tolerance 0: every cell that differs counts. 0 and −0 do not differ. */
  public static TensorDifference of(Tensor expected, Tensor actual) {
    return of(expected, actual, 0);
  }

  /** With a tolerance of {@code toLargest} times the largest finite magnitude expected. */
  public static TensorDifference relative(Tensor expected, Tensor actual, double toLargest) {
    double largest = Arrays.stream(expected.toDoubles()).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    return of(expected, actual, toLargest * largest);
  }

  /**
   * With an absolute tolerance. The precisions may differ.
   *
   * @throws ShapeException if the shapes differ
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public static TensorDifference of(Tensor expected, Tensor actual, double tolerance) {
    Shape shape = expected.shape();
    if (!shape.equals(actual.shape()))
      throw new ShapeException("a tensor of shape " + shape + " was expected, not of shape " + actual.shape());
    if (!(tolerance >= 0)) throw new IllegalArgumentException("a tolerance is at least 0, not " + tolerance);
    double[] e = expected.toDoubles();
    double[] a = actual.toDoubles();
    int[] finite = IntStream.range(0, e.length).filter(i -> Double.isFinite(e[i]) && Double.isFinite(a[i])).toArray();
    Tensor wanted = Tensor.vector(Arrays.stream(finite).mapToDouble(i -> e[i]).toArray());
    Tensor apart = Tensor.vector(Arrays.stream(finite).mapToDouble(i -> Math.abs(a[i] - e[i])).toArray());
    int same = (int) IntStream.range(0, e.length).filter(i -> !Double.isFinite(e[i]) && Double.compare(e[i], a[i]) == 0).count();
    int unlike = e.length - finite.length - same;
    int beyond = unlike + (int) Arrays.stream(apart.toDoubles()).filter(distance -> distance > tolerance).count();
    double relativeL2 = apart.norm() == 0 ? 0 : apart.norm() / wanted.norm();
    if (finite.length == 0) return new TensorDifference(shape, -1, 0, 0, 0, relativeL2, tolerance, beyond, unlike);
    int cell = finite[apart.argmax()];
    double ulp = Math.max(expected.precision().ulp(e[cell]), actual.precision().ulp(e[cell]));
    return new TensorDifference(shape, cell, e[cell], a[cell], apart.max() / ulp, relativeL2, tolerance, beyond, unlike);
  }

  /** The largest distance; 0 if no cell is finite on both sides. */
  public double largest() { return Math.abs(actual - expected); }

  /** Where that is, one number per axis; none if no cell is finite on both sides. */
  public int[] index() {
    return cell < 0 ? new int[0] : shape.index(cell);
  }

  /** Whether no cell is beyond the tolerance. */
  public boolean isWithin() { return beyond == 0; }

  @Override
  public String toString() {
    if (shape.size() == 0) return "no cells to compare in shape " + shape;
    if (unlike == 0 && largest() == 0) return "the same in all " + shape.size() + " cells";
    return place() + "; " + beyond + " of " + shape.size() + " cells " + (tolerance > 0 ? "beyond " + brief(tolerance) : "differ")
        + (unlike > 0 ? "; " + unlike + " NaN or infinite otherwise than expected" : "");
  }

  private String place() {
    if (cell < 0) return "no cell is finite on both sides";
    return "differ most at " + Arrays.toString(index()) + ": " + text(actual) + " instead of " + text(expected) + ", "
        + brief(largest()) + " apart, "
        + (ulps < 1e6 ? String.format(Locale.ROOT, ulps < 10 ? "%.1f" : "%.0f", ulps) : brief(ulps)) + " ulps; relative L2 "
        + brief(relativeL2);
  }

  private static String text(double x) {
    return Tensor.scalar((float) x == x ? Precision.FLOAT32 : Precision.FLOAT64, x).toString();
  }

  private static String brief(double x) { return String.format(Locale.ROOT, "%.1e", x); }
}
