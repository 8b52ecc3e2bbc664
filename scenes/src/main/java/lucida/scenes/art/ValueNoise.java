package lucida.scenes.art;

/** Smooth random fields on the plane, from hashed lattice points. */
public final class ValueNoise {
  private ValueNoise() {}

  /** Uniform in [0, 1) for every lattice point and seed. */
  public static double hash(int i, int j, long seed) {
    long h = seed + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
    h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
    return ((h ^ h >>> 32) >>> 11) * 0x1p-53;
  }

  /** Smooth noise between 0 and 1, with features about one unit large. */
  public static double value(double x, double y, long seed) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    double u = ease(x - i);
    double v = ease(y - j);
    double top = hash(i, j, seed) * (1 - u) + hash(i + 1, j, seed) * u;
    double bottom = hash(i, j + 1, seed) * (1 - u) + hash(i + 1, j + 1, seed) * u;
    return top + v * (bottom - top);
  }

  /** The weighted sum of three octaves, with features of size 1, ½ and ¼; between 0 and 1. */
  public static double cloud(double x, double y, long seed) {
    return (4 * value(x, y, seed) + 2 * value(2 * x + 17.3, 2 * y - 9.1, seed + 1) + value(4 * x - 5.7, 4 * y + 3.9, seed + 2)) / 7;
  }

  /** Smoothstep: 0 below 0, 1 above 1, smooth between. */
  public static double ease(double t) {
    double c = Math.clamp(t, 0, 1);
    return c * c * (3 - 2 * c);
  }
}
