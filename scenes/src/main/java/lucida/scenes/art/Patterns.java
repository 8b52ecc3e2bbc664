package lucida.scenes.art;

import java.util.List;

/** The available patterns. Their edges are soft, to limit aliasing. */
public final class Patterns {
  private Patterns() {}

  /** A family of seeded patterns of any size. */
  @FunctionalInterface
  public interface Kind {
    /** The pattern whose features repeat after about the given length. */
    Pattern of(double period, long seed);
  }

  private static final List<Kind> KINDS = List.of(Patterns::stripes, Patterns::spots, Patterns::checks, Patterns::scales,
      Patterns::mottled, Patterns::waves, Patterns::crosses);

  /** Draws a pattern and an angle. */
  public static Pattern any(Chance chance, double period) {
    return chance.oneOf(KINDS).of(period, chance.bits()).through(Affine.turn(chance.between(0, Math.PI)));
  }

  /** Bands of equal width. */
  public static Pattern stripes(double period, long seed) {
    double shift = ValueNoise.hash(0, 0, seed);
    return (x, y) -> edge(Math.abs(fraction(x / period + shift) - 0.5) - 0.25, 0.06);
  }

  /** Bands that meander. */
  public static Pattern waves(double period, long seed) {
    return (x, y) -> edge(
        Math.abs(fraction(x / period + 1.2 * ValueNoise.value(0.4 * x / period, 0.9 * y / period, seed)) - 0.5) - 0.25, 0.08);
  }

  /** A chessboard. */
  public static Pattern checks(double period, long seed) {
    double shift = ValueNoise.hash(0, 0, seed);
    return (x, y) -> {
      double u = edge(Math.abs(fraction(0.5 * x / period + shift) - 0.5) - 0.25, 0.04);
      double v = edge(Math.abs(fraction(0.5 * y / period) - 0.5) - 0.25, 0.04);
      return u + v - 2 * u * v;
    };
  }

  /** Dots of different sizes, one in every cell of a grid. */
  public static Pattern spots(double period, long seed) {
    return (x, y) -> {
      double u = x / period;
      double v = y / period;
      int i = (int) Math.floor(u);
      int j = (int) Math.floor(v);
      double r = 0.2 + 0.16 * ValueNoise.hash(i, j, seed);
      double dx = u - i - 0.36 - 0.28 * ValueNoise.hash(i, j, seed + 1);
      double dy = v - j - 0.36 - 0.28 * ValueNoise.hash(i, j, seed + 2);
      return edge(r - Math.sqrt(dx * dx + dy * dy), 0.08);
    };
  }

  /** Overlapping rows of arcs, as of a fish or a roof. */
  public static Pattern scales(double period, long seed) {
    double shift = ValueNoise.hash(0, 0, seed);
    return (x, y) -> {
      double v = y / (0.5 * period) + shift;
      int row = (int) Math.floor(v);
      double u = fraction(x / period + 0.5 * (row & 1)) - 0.5;
      double t = v - row;
      double arc = 1 - Math.sqrt(Math.max(0, 1 - 4 * u * u));
      return 1 - ValueNoise.ease(1.6 * Math.abs(t - 0.15 - 0.7 * (1 - arc)) / 0.5);
    };
  }

  /** Clouds with fairly sharp edges. */
  public static Pattern mottled(double period, long seed) {
    return (x, y) -> edge(ValueNoise.cloud(x / period, y / period, seed) - 0.5, 0.1);
  }

  /** Soft clouds. */
  public static Pattern clouds(double period, long seed) {
    return (x, y) -> ValueNoise.cloud(x / period, y / period, seed);
  }

  /** Plus signs. */
  public static Pattern crosses(double period, long seed) {
    double shift = ValueNoise.hash(0, 0, seed);
    return (x, y) -> {
      double u = Math.abs(fraction(x / period + shift) - 0.5);
      double v = Math.abs(fraction(y / period) - 0.5);
      return Math.max(edge(Math.min(0.13 - u, 0.36 - v), 0.06), edge(Math.min(0.36 - u, 0.13 - v), 0.06));
    };
  }

  /** A gradient from the first colour at one point to the second at another. */
  public static Pattern gradient(double x0, double y0, double x1, double y1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double scale = 1 / (dx * dx + dy * dy);
    return (x, y) -> Math.clamp(scale * ((x - x0) * dx + (y - y0) * dy), 0, 1);
  }

  private static double edge(double distance, double softness) { return ValueNoise.ease(0.5 + 0.5 * distance / softness); }

  private static double fraction(double t) { return t - Math.floor(t); }
}
