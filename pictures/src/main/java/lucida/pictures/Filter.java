package lucida.pictures;

/** How a resized picture weighs the pixels around a point, at distances counted in pixels of the coarser of the two grids. */
public enum Filter {
  /** The pixel the point falls into. Not antialiased. */
  NEAREST(0),
  /** All pixels within half a pixel alike. */
  BOX(0.5),
  /** 1 − |d|. */
  BILINEAR(1),
  /** Keys' cubic with a = −½. */
  BICUBIC(2);

  private static final double A = -0.5;

  private final double support;

  Filter(double support) { this.support = support; }

  /** Pixels farther away than this weigh nothing. */
  double support() { return support; }

  /** The weight at a distance. */
  double weight(double distance) {
    double d = Math.abs(distance);
    return switch (this) {
      case NEAREST -> throw new IllegalArgumentException("The nearest pixel is taken, not weighed");
      case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
      case BILINEAR -> Math.max(0, 1 - d);
      case BICUBIC -> d < 1 ? ((A + 2) * d - (A + 3)) * d * d + 1 : d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
    };
  }
}
