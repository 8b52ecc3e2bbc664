package lucida.judge.faithfulness;

import lucida.core.Tensor;

/**
 * The pixels of a map in groups of equal size, in an order. Where pixels of equal saliency share a place, each is in a group by its part.
 *
 * @param order of the pixels
 * @param n how many groups
 */
record PixelGroups(PixelOrder order, int n) {
  /** Into this many groups, or one for each pixel where there are fewer. */
  static PixelGroups of(PixelOrder order, int most) {
    return new PixelGroups(order, Math.min(most, order.values().size()));
  }

  /** How much of each pixel is in a group, [H, W]; the mean is 1/n. */
  Tensor members(int group) {
    return reached(group + 1).minus(reached(group));
  }

  /** How much of each pixel is in the first groups, [H, W]. */
  Tensor reached(int groups) {
    return order.kept((double) groups / n);
  }
}
