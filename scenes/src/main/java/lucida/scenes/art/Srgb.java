package lucida.scenes.art;

/** From linear light to the 8 bits of sRGB. */
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

  /** The byte for an amount of light; what is below 0 or above 1 is clipped. */
  static byte encode(double light) {
    return ENCODED[(int) (STEPS * Math.clamp(light, 0, 1) + 0.5)];
  }
}
