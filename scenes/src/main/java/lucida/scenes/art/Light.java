package lucida.scenes.art;

/** Shading of a mark: linear in x and y, brighter towards the upper left. */
record Light(double slopeX, double slopeY, double offset) {
  static Light over(Mark mark) {
    double[] p = mark.outline().points();
    double x0 = p[0];
    double x1 = p[0];
    double y0 = p[1];
    double y1 = p[1];
    for (int i = 2; i < p.length; i += 2) {
      x0 = Math.min(x0, p[i]);
      x1 = Math.max(x1, p[i]);
      y0 = Math.min(y0, p[i + 1]);
      y1 = Math.max(y1, p[i + 1]);
    }
    double slope = -mark.paint().light() / (0.5 * Math.max(x1 - x0, y1 - y0) + 1e-9);
    double slopeX = 0.55 * slope;
    double slopeY = 0.85 * slope;
    return new Light(slopeX, slopeY, 1 - 0.5 * (slopeX * (x0 + x1) + slopeY * (y0 + y1)));
  }

  double at(double x, double y) { return slopeX * x + slopeY * y + offset; }
}
