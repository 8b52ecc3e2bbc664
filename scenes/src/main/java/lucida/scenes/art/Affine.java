package lucida.scenes.art;

/** The map (x, y) → (a x + b y + c, d x + e y + f). */
public record Affine(double a, double b, double c, double d, double e, double f) {
  /** The identity. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /** Translates the origin to (x, y). */
  public static Affine move(double x, double y) { return new Affine(1, 0, x, 0, 1, y); }

  /** Scales along the axes; a negative factor mirrors. */
  public static Affine scale(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  /** Rotates about the origin by an angle in radians, clockwise on the screen. */
  public static Affine turn(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  /** Rotates about (x, y). */
  public static Affine turn(double angle, double x, double y) {
    return move(x, y).after(turn(angle)).after(move(-x, -y));
  }

  /** Composes: the inner map first, then this one. */
  public Affine after(Affine inner) {
    return new Affine(
        a * inner.a + b * inner.d, a * inner.b + b * inner.e, a * inner.c + b * inner.f + c,
        d * inner.a + e * inner.d, d * inner.b + e * inner.e, d * inner.c + e * inner.f + f);
  }

  /** The inverse map. */
  public Affine inverse() {
    double det = a * e - b * d;
    return new Affine(e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det);
  }

  /** The first coordinate of the image of a point. */
  public double x(double x, double y) { return a * x + b * y + c; }

  /** The second coordinate of the image of a point. */
  public double y(double x, double y) { return d * x + e * y + f; }
}
