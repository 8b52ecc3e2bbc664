package lucida.pictures;

import java.util.List;

/**
 * What an eye makes of 0xRRGGBB, computed by another route than {@link OkLab}: linear sRGB → XYZ (IEC 61966-2-1) → the cone responses
 * and the opponent colours as Ottosson defines OKLab, and CIE 1976 lightness.
 */
final class Eye {
  private static final double[][] XYZ = {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
  private static final double[][] CONES = {{0.8189330101, 0.3618667424, -0.1288597137}, {0.0329845436, 0.9293118715, 0.0361456387},
      {0.0482003018, 0.2643662691, 0.6338517070}};
  private static final double[][] OPPONENTS = {{0.2104542553, 0.7936177850, -0.0040720468},
      {1.9779984951, -2.4285922050, 0.4505937099},
      {0.0259040371, 0.7827717662, -0.8086757660}};

  private Eye() {}

  /** An eye that lacks one kind of cones, as matrices on linear sRGB: Viénot, Brettel and Mollon 1999; the last one Machado et al. 2009. */
  record Dichromat(String lacking, double[][] matrix) {
    static final List<Dichromat> ALL = List.of(
        new Dichromat("red", new double[][]{{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}}),
        new Dichromat("green", new double[][]{{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}}),
        new Dichromat("blue",
            new double[][]{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}));

    double[] lab(int rgb) { return Eye.lab(times(matrix, linear(rgb))); }
  }

  /** OKLab's lightness, a and b. */
  static double[] lab(int rgb) { return lab(linear(rgb)); }

  private static double[] lab(double[] linear) {
    double[] cones = times(CONES, times(XYZ, linear));
    for (int k = 0; k < 3; k++) cones[k] = Math.cbrt(cones[k]);
    return times(OPPONENTS, cones);
  }

  /** CIE lightness L*, 0 … 100. */
  static double lightness(int rgb) {
    double y = times(XYZ, linear(rgb))[1];
    return y > 216 / 24389.0 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
  }

  static double distance(double[] p, double[] q) {
    return Math.sqrt(square(p[0] - q[0]) + square(p[1] - q[1]) + square(p[2] - q[2]));
  }

  private static double[] linear(int rgb) {
    double[] linear = new double[3];
    for (int k = 0; k < 3; k++) {
      double v = (rgb >> 16 - 8 * k & 255) / 255.0;
      linear[k] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double[] times(double[][] m, double[] v) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) product[i] += m[i][j] * v[j];
    return product;
  }

  private static double square(double v) { return v * v; }
}
