package lucida.pictures;

/**
 * A colour in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020), in which equal distances look about equal.
 *
 * @param lightness 0 black … 1 white
 * @param a green to red
 * @param b blue to yellow
 */
record OkLab(double lightness, double a, double b) {
  /** Red, green and blue of sRGB, inside 0..1 if a screen can show the colour. */
  double[] rgb() {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b), m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[]{encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
  }

  private static double encoded(double v) { return v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055; }

  private static double cube(double v) { return v * v * v; }
}
