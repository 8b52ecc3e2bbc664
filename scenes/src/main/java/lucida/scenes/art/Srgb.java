package lucida.scenes.art;

/** Converts linear light to 8-bit sRGB. */
final class Srgb {
  private static final int STEPS = 8191;
  private static final byte[] ENCODED = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double v = (double) i / STEPS;
      double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
      ENCODED[i] = (byte) (int) (255 * encoded + 0.5);
    }
  }

  private Srgb() {}

  /** The byte of a linear value, which is clipped to 0 … 1. */
  static byte encode(double light) {
    return ENCODED[(int) (STEPS * Math.clamp(light, 0, 1) + 0.5)];
  }
}
