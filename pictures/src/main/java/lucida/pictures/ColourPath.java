package lucida.pictures;

/**
 * A path through OKLab that looks uniform: the lightness rises linearly, and the colour walks at constant speed along a Bézier curve in
 * the plane of a and b. So every step in t is the same step of lightness, and the same distance of colour.
 *
 * @param dark lightness at t = 0
 * @param light lightness at t = 1
 * @param stations the control points, each a chroma and a hue in degrees
 */
record ColourPath(double dark, double light, double[][] stations) {
  private static final int PIECES = 4096;

  /** n colours at equal distances. */
  OkLab[] colours(int n) {
    double[] a = new double[PIECES + 1], b = new double[PIECES + 1], length = new double[PIECES + 1];
    for (int k = 0; k <= PIECES; k++) {
      double[] point = point((double) k / PIECES);
      a[k] = point[0];
      b[k] = point[1];
      if (k > 0) length[k] = length[k - 1] + Math.hypot(a[k] - a[k - 1], b[k] - b[k - 1]);
    }
    OkLab[] colours = new OkLab[n];
    for (int i = 0, k = 0; i < n; i++) {
      double t = i / (n - 1.0), walked = t * length[PIECES];
      while (k < PIECES - 1 && length[k + 1] < walked) k++;
      double part = length[k + 1] == length[k] ? 0 : (walked - length[k]) / (length[k + 1] - length[k]);
      colours[i] = new OkLab(dark + (light - dark) * t, a[k] + part * (a[k + 1] - a[k]), b[k] + part * (b[k + 1] - b[k]));
    }
    return colours;
  }

  /** de Casteljau: halfway points of halfway points, at u instead of a half. */
  private double[] point(double u) {
    double[][] p = new double[stations.length][];
    for (int i = 0; i < p.length; i++) {
      double hue = Math.toRadians(stations[i][1]);
      p[i] = new double[]{stations[i][0] * Math.cos(hue), stations[i][0] * Math.sin(hue)};
    }
    for (int n = p.length - 1; n > 0; n--)
      for (int i = 0; i < n; i++) for (int c = 0; c < 2; c++) p[i][c] += u * (p[i + 1][c] - p[i][c]);
    return p[0];
  }
}
