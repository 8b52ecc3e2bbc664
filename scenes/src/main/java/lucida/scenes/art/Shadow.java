package lucida.scenes.art;

/** A soft dark ellipse on everything that is not an object. */
public record Shadow(double x, double y, double rx, double ry, double depth) {
  double at(double px, double py) {
    double u = (px - x) / rx;
    double v = (py - y) / ry;
    double d = u * u + v * v;
    return d >= 1 ? 1 : 1 - depth * (1 - d) * (1 - d);
  }
}
