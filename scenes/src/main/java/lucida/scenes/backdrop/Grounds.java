package lucida.scenes.backdrop;

import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;
import lucida.scenes.art.ValueNoise;

/** Backdrops made of many small things. */
final class Grounds {
  private static final Outline EVERYTHING = Landscapes.EVERYTHING;

  private Grounds() {}

  static void foliage(Pen pen, Tones tones, Chance chance) {
    pen.flat(EVERYTHING, tones.paint(0, -0.12));
    double length = chance.between(0.1, 0.17);
    double slim = chance.between(0.2, 0.42);
    double lean = chance.between(0, 2 * Math.PI);
    int leaves = (int) (1.5 / (length * length * 2 * slim));
    for (int i = 0; i < leaves; i++) {
      double l = length * chance.between(0.8, 1.3);
      double w = slim * l;
      Pen leaf = pen.at(Affine.move(chance.between(-0.05, 1.05), chance.between(-0.05, 1.05))
          .after(Affine.turn(lean + chance.between(-1.2, 1.2))));
      leaf.flat(Path.from(-l, 0).bend(-0.2 * l, -1.6 * w, l, 0).bend(-0.2 * l, 1.6 * w, -l, 0).closed(),
          tones.paint(chance.between(0, 1), -0.12 + 0.2 * i / leaves + chance.between(-0.03, 0.03)));
    }
  }

  static void pebbles(Pen pen, Tones tones, Chance chance) {
    pen.flat(EVERYTHING, tones.paint(0, -0.2));
    double step = chance.between(0.11, 0.18);
    int n = (int) (1.2 / step) + 1;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        double x = step * (j + 0.5 * (i & 1) + chance.between(-0.2, 0.2)) - 0.1;
        double y = step * 0.9 * (i + chance.between(-0.2, 0.2)) - 0.05;
        double r = step * chance.between(0.4, 0.56);
        pen.at(Affine.move(x, y).after(Affine.turn(chance.between(0, 3)))).flat(
            Outline.smooth(r, 0, 0.6 * r, 0.7 * r, -0.4 * r, 0.75 * r, -1.1 * r, 0.1 * r, -0.5 * r, -0.75 * r, 0.5 * r, -0.8 * r),
            tones.paint(chance.between(0, 1), chance.between(-0.08, 0.1)));
      }
  }

  static void marble(Pen pen, Tones tones, Chance chance) {
    double size = chance.between(0.16, 0.4);
    long seed = chance.bits();
    double veins = chance.between(2, 5);
    pen.flat(EVERYTHING, tones.paint(0, -0.1, 1, 0.12, (x, y) -> {
      double warp = 2 * ValueNoise.value(x / size, y / size, seed + 9);
      double v = veins * ValueNoise.cloud(x / size + warp, y / size, seed);
      return ValueNoise.ease(2 * Math.abs(v - Math.floor(v) - 0.5));
    }));
  }

  static void facets(Pen pen, Tones tones, Chance chance) {
    int n = chance.count(5, 8);
    double step = 1.0 / n;
    long seed = chance.bits();
    for (int i = -1; i <= n; i++)
      for (int j = -1; j <= n; j++) {
        double[] p = new double[8];
        for (int k = 0; k < 4; k++) {
          int ci = i + k / 2;
          int cj = j + k % 2;
          p[2 * k] = step * (cj + 0.7 * (ValueNoise.hash(ci, cj, seed) - 0.5));
          p[2 * k + 1] = step * (ci + 0.7 * (ValueNoise.hash(ci, cj, seed + 1) - 0.5));
        }
        pen.flat(Outline.polygon(p[0], p[1], p[2], p[3], p[6], p[7], p[4], p[5]),
            tones.paint(chance.between(0, 1), chance.between(-0.1, 0.1)));
        pen.flat(Outline.polygon(p[0], p[1], p[2], p[3], p[4], p[5]), tones.paint(chance.between(0, 1), chance.between(-0.1, 0.1)));
      }
  }
}
