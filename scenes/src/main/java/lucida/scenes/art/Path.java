package lucida.scenes.art;

import java.util.Arrays;

/** An outline written as a pen moves: straight lines and Bézier curves, with corners where they meet. */
public final class Path {
  private static final int STEPS = 8;

  private double[] points = new double[64];
  private int used;

  private Path() {}

  /** Starts a path at (x, y). */
  public static Path from(double x, double y) { return new Path().line(x, y); }

  /** Draws a straight line to (x, y). */
  public Path line(double x, double y) {
    if (used == points.length) points = Arrays.copyOf(points, 2 * used);
    points[used++] = x;
    points[used++] = y;
    return this;
  }

  /** Draws a quadratic Bézier curve to (x, y) with the control point (cx, cy). */
  public Path bend(double cx, double cy, double x, double y) {
    double x0 = points[used - 2];
    double y0 = points[used - 1];
    for (int s = 1; s <= STEPS; s++) {
      double t = (double) s / STEPS;
      double u = 1 - t;
      line(u * u * x0 + 2 * u * t * cx + t * t * x, u * u * y0 + 2 * u * t * cy + t * t * y);
    }
    return this;
  }

  /** Draws a cubic Bézier curve to (x, y) with the control points (ax, ay) and (bx, by). */
  public Path curl(double ax, double ay, double bx, double by, double x, double y) {
    double x0 = points[used - 2];
    double y0 = points[used - 1];
    for (int s = 1; s <= STEPS; s++) {
      double t = (double) s / STEPS;
      double u = 1 - t;
      double p = u * u * u;
      double q = 3 * u * u * t;
      double r = 3 * u * t * t;
      double w = t * t * t;
      line(p * x0 + q * ax + r * bx + w * x, p * y0 + q * ay + r * by + w * y);
    }
    return this;
  }

  /** Closes the path, drawn from top to bottom, with its mirror image about x = 0. */
  public Outline mirrored() {
    double[] both = Arrays.copyOf(points, 2 * used);
    for (int i = 0; i < used; i += 2) {
      both[2 * used - 2 - i] = -points[i];
      both[2 * used - 1 - i] = points[i + 1];
    }
    return new Outline(both);
  }

  /** Closes the path with a straight line to its start. */
  public Outline closed() {
    return new Outline(Arrays.copyOf(points, used));
  }
}
