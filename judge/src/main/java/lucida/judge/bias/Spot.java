package lucida.judge.bias;

/**
 * A square part of a picture, in pixels of the size in which cues are searched.
 *
 * @param left its first column
 * @param top its first row
 * @param side how many of both
 */
public record Spot(int left, int top, int side) {
  /** The middle, from the left. */
  double x() { return left + side / 2.0; }

  /** The middle, from the top. */
  double y() { return top + side / 2.0; }

  /** The same spot, larger on all sides by some pixels, as far as a picture of this extent has them. */
  Spot wider(int by) {
    return new Spot(left - by, top - by, side + 2 * by);
  }

  /** Whether the middle of another one is in it. */
  boolean holds(Spot other) {
    return other.x() >= left && other.x() < left + side && other.y() >= top && other.y() < top + side;
  }
}
