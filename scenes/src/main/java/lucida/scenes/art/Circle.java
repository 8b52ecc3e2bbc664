package lucida.scenes.art;

/** Sines and cosines of fractions of a full turn, from a table. */
final class Circle {
  private static final int TURN = 84;
  private static final double[] COS = new double[TURN];

  static {
    for (int i = 0; i < TURN; i++) COS[i] = StrictMath.cos(2 * Math.PI * i / TURN);
  }

  private Circle() {}

  /** cos(2π i/n) for an n that divides 84 and i ≥ 0. */
  static double cos(int i, int n) { return COS[i * (TURN / n) % TURN]; }

  /** sin(2π i/n) for an n that divides 84 and i ≥ 0. */
  static double sin(int i, int n) {
    return COS[(i * (TURN / n) + TURN - TURN / 4) % TURN];
  }
}
