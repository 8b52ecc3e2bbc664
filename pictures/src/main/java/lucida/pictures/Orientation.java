package lucida.pictures;

import java.util.List;

/** How a camera was held: where the pixels of the upright picture lie in the stored one. In the order of the EXIF numbers 1 … 8. */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, false, true),
  TRANSVERSE(true, true, true),
  THREE_QUARTER_TURN(true, true, false);

  /** The stored pixel (u, v) is (y, x) or (x, y), and then counted from the right or from the bottom. */
  private final boolean swap;

  private final boolean fromRight;
  private final boolean fromBottom;

  Orientation(boolean swap, boolean fromRight, boolean fromBottom) {
    this.swap = swap;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation with this EXIF number; upright for every number but 1 … 8, as cameras write 0 for "unknown". */
  static Orientation numbered(int exif) {
    return exif < 1 || exif > 8 ? UPRIGHT : List.of(values()).get(exif - 1);
  }

  /** Its EXIF number, 1 … 8. */
  int number() { return List.of(values()).indexOf(this) + 1; }

  /** The upright picture of a stored one. */
  Picture upright(Picture stored) {
    if (this == UPRIGHT) return stored;
    int w = stored.width(), h = stored.height();
    return Picture.painted(swap ? h : w, swap ? w : h, (x, y) -> {
      int u = swap ? y : x, v = swap ? x : y;
      return stored.rgb(fromRight ? w - 1 - u : u, fromBottom ? h - 1 - v : v);
    });
  }
}
