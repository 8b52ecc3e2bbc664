package lucida.judge.neurons;

import lucida.core.Tensor;
import lucida.scenes.Box;

/**
 * Receptive fields of the graph against gradients: outside of a unit's field its gradient is 0, and of many units together gradients reach all four sides of their fields. A fast convolution
 * (Winograd) rounds in whole tiles: what is below 1e-5 of a gradient's largest cell counts as 0, since float32 rounds to 6e-8 and a sweep has some ten convolutions.
 *
 * @param units that were looked at
 * @param cut of how many of them there are pixels outside of the field
 * @param outside how many cells of gradients are not 0 outside of the field: 0, or the field is wrong
 * @param top whether a gradient is not 0 in the first row of its field
 * @param left in its first column
 * @param bottom in its last row
 * @param right in its last column
 */
public record FieldCheck(int units, int cut, long outside, boolean top, boolean left, boolean bottom, boolean right) {
  private static final double ROUNDING = 1e-5;

  /** Of no unit. */
  public static final FieldCheck NONE = new FieldCheck(0, 0, 0, false, false, false, false);

  /** With a unit more, whose gradient is [C, H, W]. */
  public FieldCheck with(Tensor gradient, Box field) {
    int H = gradient.shape().extent(1), W = gradient.shape().extent(2);
    double least = ROUNDING * gradient.abs().max();
    long beyond = 0;
    boolean first = top, before = left, last = bottom, behind = right;
    for (int e = 0; e < gradient.size(); e++) {
      if (Math.abs(gradient.cell(e)) <= least) continue;
      int i = e / W % H, j = e % W;
      if (!field.contains(i, j)) beyond++;
      first |= i == field.top();
      before |= j == field.left();
      last |= i == field.bottom();
      behind |= j == field.right();
    }
    return new FieldCheck(units + 1, cut + (field.area() < H * W ? 1 : 0), outside + beyond, first, before, last, behind);
  }

  /** Whether all four sides are reached. */
  public boolean reachesItsSides() { return top && left && bottom && right; }
}
