package lucida.scenes.art;

import java.util.Arrays;

/**
 * A closed polygon; curves consist of many short edges, the same at every picture size.
 *
 * @param points x0, y0, x1, y1, …
 */
public record Outline(double[] points) {
  private static final int STEPS = 6;

  /** The polygon with these corners x0, y0, x1, y1, … */
  public static Outline polygon(double... corners) {
    return new Outline(corners.clone());
  }

  /** Its image under a map. */
  public Outline moved(Affine map) {
    double[] moved = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      moved[i] = map.x(points[i], points[i + 1]);
      moved[i + 1] = map.y(points[i], points[i + 1]);
    }
    return new Outline(moved);
  }

  /** An ellipse about (x, y). */
  public static Outline ellipse(double x, double y, double rx, double ry) {
    int n = 28;
    double[] points = new double[2 * n];
    for (int i = 0; i < n; i++) {
      points[2 * i] = x + rx * Circle.cos(i, n);
      points[2 * i + 1] = y + ry * Circle.sin(i, n);
    }
    return new Outline(points);
  }

  /** A disc about (x, y). */
  public static Outline disc(double x, double y, double r) { return ellipse(x, y, r, r); }

  /** A rectangle between two corners. */
  public static Outline box(double x0, double y0, double x1, double y1) {
    return polygon(x0, y0, x1, y0, x1, y1, x0, y1);
  }

  /** A rectangle with rounded corners. */
  public static Outline round(double x0, double y0, double x1, double y1, double r) {
    return Path.from(x0 + r, y0).line(x1 - r, y0).bend(x1, y0, x1, y0 + r).line(x1, y1 - r).bend(x1, y1, x1 - r, y1)
        .line(x0 + r, y1).bend(x0, y1, x0, y1 - r).line(x0, y0 + r).bend(x0, y0, x0 + r, y0).closed();
  }

  /** A smooth closed curve through these points (Catmull and Rom). */
  public static Outline smooth(double... through) {
    int n = through.length / 2;
    double[] points = new double[2 * n * STEPS];
    for (int i = 0; i < n; i++)
      for (int s = 0; s < STEPS; s++)
        for (int axis = 0; axis < 2; axis++)
          points[2 * (i * STEPS + s) + axis] = spline(through, i + n - 1, i, i + 1, i + 2, n, axis, (double) s / STEPS);
    return new Outline(points);
  }

  /**
   * A smooth closed curve, symmetric about x = 0, through these points of its right half, from the top (x = 0) to the bottom (x =
   * 0).
   */
  public static Outline symmetric(double... right) {
    int n = right.length / 2;
    double[] through = Arrays.copyOf(right, 2 * (2 * n - 2));
    for (int i = 1; i < n - 1; i++) {
      through[2 * (n + i - 1)] = -right[2 * (n - 1 - i)];
      through[2 * (n + i - 1) + 1] = right[2 * (n - 1 - i) + 1];
    }
    return smooth(through);
  }

  private static double spline(double[] p, int a, int b, int c, int d, int n, int axis, double t) {
    double p0 = p[2 * (a % n) + axis];
    double p1 = p[2 * (b % n) + axis];
    double p2 = p[2 * (c % n) + axis];
    double p3 = p[2 * (d % n) + axis];
    return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
  }

  /** A brush stroke with round ends along a smooth curve through these points, its width changing from one value to another. */
  public static Outline stroke(double from, double to, double... through) {
    double[] line = curve(through);
    int n = line.length / 2;
    int cap = 5;
    double[] points = new double[2 * (2 * n + 2 * cap)];
    int at = 0;
    for (int i = 0; i < n; i++) at = beside(points, at, line, i, from + (to - from) * i / (n - 1), 1);
    at = cap(points, at, line, n - 1, to, cap);
    for (int i = n - 1; i >= 0; i--) at = beside(points, at, line, i, from + (to - from) * i / (n - 1), -1);
    cap(points, at, line, 0, from, cap);
    return new Outline(points);
  }

  private static double[] curve(double[] through) {
    int n = through.length / 2;
    if (n == 2) return through;
    double[] padded = new double[2 * (n + 2)];
    System.arraycopy(through, 0, padded, 2, 2 * n);
    for (int axis = 0; axis < 2; axis++) {
      padded[axis] = 2 * through[axis] - through[2 + axis];
      padded[2 * (n + 1) + axis] = 2 * through[2 * (n - 1) + axis] - through[2 * (n - 2) + axis];
    }
    double[] line = new double[2 * ((n - 1) * STEPS + 1)];
    for (int i = 0; i < n - 1; i++)
      for (int s = 0; s < STEPS; s++)
        for (int axis = 0; axis < 2; axis++)
          line[2 * (i * STEPS + s) + axis] = spline(padded, i, i + 1, i + 2, i + 3, n + 2, axis, (double) s / STEPS);
    line[line.length - 2] = through[2 * n - 2];
    line[line.length - 1] = through[2 * n - 1];
    return line;
  }

  private static int beside(double[] points, int at, double[] line, int i, double width, int side) {
    int before = Math.max(0, i - 1);
    int behind = Math.min(line.length / 2 - 1, i + 1);
    double dx = line[2 * behind] - line[2 * before];
    double dy = line[2 * behind + 1] - line[2 * before + 1];
    double half = side * 0.5 * width / Math.sqrt(dx * dx + dy * dy);
    points[at] = line[2 * i] - half * dy;
    points[at + 1] = line[2 * i + 1] + half * dx;
    return at + 2;
  }

  private static int cap(double[] points, int at, double[] line, int end, double width, int steps) {
    int inner = end == 0 ? 1 : end - 1;
    double dx = line[2 * end] - line[2 * inner];
    double dy = line[2 * end + 1] - line[2 * inner + 1];
    double half = 0.5 * width / Math.sqrt(dx * dx + dy * dy);
    for (int s = 1; s <= steps; s++) {
      double cos = Circle.cos(s, 2 * (steps + 1));
      double sin = Circle.sin(s, 2 * (steps + 1));
      points[at + 2 * (s - 1)] = line[2 * end] + half * (dx * sin - dy * cos);
      points[at + 2 * (s - 1) + 1] = line[2 * end + 1] + half * (dy * sin + dx * cos);
    }
    return at + 2 * steps;
  }
}
