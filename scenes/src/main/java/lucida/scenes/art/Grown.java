package lucida.scenes.art;

/** Offsets an outline outwards by a width, for the ink around a shape. */
final class Grown {
  private Grown() {}

  static Outline by(Outline outline, double width) {
    double[] p = outline.points();
    int n = p.length / 2;
    double[] grown = new double[2 * n];
    double outward = area(p) > 0 ? width : -width;
    int used = 0;
    for (int i = 0; i < n; i++) {
      int a = neighbour(p, i, n, -1);
      int b = neighbour(p, i, n, 1);
      double[] before = normal(p, a, i);
      double[] behind = normal(p, i, b);
      double mitre = outward / Math.max(0.35, 1 + before[0] * behind[0] + before[1] * behind[1]);
      grown[used++] = p[2 * i] + mitre * (before[0] + behind[0]);
      grown[used++] = p[2 * i + 1] + mitre * (before[1] + behind[1]);
    }
    return new Outline(grown);
  }

  private static int neighbour(double[] p, int i, int n, int step) {
    int k = (i + step + n) % n;
    while (k != i && p[2 * k] == p[2 * i] && p[2 * k + 1] == p[2 * i + 1]) k = (k + step + n) % n;
    return k;
  }

  private static double[] normal(double[] p, int a, int b) {
    double dx = p[2 * b] - p[2 * a];
    double dy = p[2 * b + 1] - p[2 * a + 1];
    double length = Math.sqrt(dx * dx + dy * dy);
    return length == 0 ? new double[2] : new double[]{dy / length, -dx / length};
  }

  private static double area(double[] p) {
    double area = 0;
    for (int a = p.length - 2, b = 0; b < p.length; a = b, b += 2) area += p[a] * p[b + 1] - p[b] * p[a + 1];
    return area;
  }
}
