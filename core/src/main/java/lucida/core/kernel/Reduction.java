package lucida.core.kernel;

import java.util.Arrays;
import lucida.core.Shape;

/**
 * The extents of a sum: the axes of a full shape that stay and those that are summed away, both in their order, each with the distance
 * in cells between neighbours. The result is dense over the axes that stay.
 */
public final class Reduction {
  private final Shape full;
  private final boolean[] summed;

  private Reduction(Shape full, boolean[] summed) {
    this.full = full;
    this.summed = summed;
  }

  /** Of the given axes of a shape. */
  public static Reduction of(Shape full, int... axes) {
    return new Reduction(full, full.marked(axes));
  }

  /** What is summed. */
  public Shape full() { return full; }

  /** Whether an axis is summed away. */
  public boolean isSummed(int axis) { return summed[axis]; }

  /** Cells of the result. */
  public int keptSize() { return product(false); }

  /** Where each cell of the result starts in the full shape, row-major over the axes that stay. */
  public int[] keptOffsets() {
    return offsets(false);
  }

  /** How far each term lies from there, row-major over the axes that are summed. */
  public int[] summedOffsets() {
    return offsets(true);
  }

  private int product(boolean which) {
    int product = 1;
    for (int axis = 0; axis < summed.length; axis++) if (summed[axis] == which) product *= full.extent(axis);
    return product;
  }

  private int[] offsets(boolean which) {
    int[] offsets = new int[product(which)];
    int[] strides = full.strides();
    int done = Math.min(1, offsets.length);
    for (int axis = summed.length - 1; axis >= 0 && offsets.length > 0; axis--)
      if (summed[axis] == which) {
        for (int i = 1; i < full.extent(axis); i++)
          for (int j = 0; j < done; j++) offsets[i * done + j] = offsets[j] + i * strides[axis];
        done *= full.extent(axis);
      }
    return offsets;
  }

  @Override
  public String toString() { return "Reduction of " + full + " " + Arrays.toString(summed); }
}
