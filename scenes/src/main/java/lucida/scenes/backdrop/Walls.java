package lucida.scenes.backdrop;

import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Patterns;
import lucida.scenes.art.Pen;
import lucida.scenes.art.ValueNoise;

/** Indoor and urban backdrops. */
final class Walls {
  private static final Outline EVERYTHING = Landscapes.EVERYTHING;

  private Walls() {}

  static void tiles(Pen pen, Tones tones, Chance chance) {
    double step = chance.between(0.14, 0.26);
    long seed = chance.bits();
    boolean arcs = chance.happens(0.5);
    Affine turned = Affine.turn(chance.happens(0.5) ? 0 : chance.between(0.2, 1.3), 0.5, 0.5);
    pen.flat(EVERYTHING, tones.paint(0, -0.09, 1, 0.1, Patterns.checks(step, seed).through(turned)));
    if (!arcs) return;
    for (int i = -4; i < 12; i++)
      for (int j = -4; j < 12; j++) {
        double x = step * j;
        double y = step * i;
        if (x < -0.4 || x > 1.4 || y < -0.4 || y > 1.4) continue;
        double r = 0.32 * step;
        pen.at(turned.inverse()).flat(Outline.polygon(x, y - r, x + r, y, x, y + r, x - r, y),
            tones.paint(0.5, ValueNoise.hash(i, j, seed) < 0.5 ? 0.16 : -0.16));
      }
  }

  static void bricks(Pen pen, Tones tones, Chance chance) {
    double high = chance.between(0.09, 0.15);
    double wide = high * chance.between(1.8, 2.4);
    double gap = 0.12 * high;
    pen.flat(EVERYTHING, tones.paint(0.5, chance.sign() * 0.14));
    for (int i = 0; i * high < 1.1; i++)
      for (int j = -1; j * wide < 1.1; j++) {
        double x = wide * (j + 0.5 * (i & 1));
        pen.flat(Outline.box(x + gap, i * high + gap - 0.03, x + wide - gap, (i + 1) * high - gap - 0.03),
            tones.paint(chance.between(0, 1), chance.between(-0.06, 0.06)));
      }
  }

  static void planks(Pen pen, Tones tones, Chance chance) {
    int boards = chance.count(4, 7);
    Pen side = chance.happens(0.5) ? pen : pen.at(Affine.turn(Math.PI / 2, 0.5, 0.5));
    side.flat(EVERYTHING, tones.paint(0, -0.2));
    for (int i = 0; i < boards; i++) {
      double x = (double) i / boards;
      long seed = chance.bits();
      double lighter = chance.between(-0.06, 0.06);
      side.at(Affine.move(x, 0)).flat(Outline.box(0, -0.1, 1.0 / boards - 0.014, 1.1),
          tones.paint(chance.between(0, 1), lighter, 0.5, lighter - 0.1, (u, v) -> {
            double rings = 26 * u + 5 * ValueNoise.value(4 * u, 2 * v, seed);
            double t = rings - Math.floor(rings);
            return ValueNoise.ease(2 * Math.abs(t - 0.5));
          }));
    }
  }

  static void wallpaper(Pen pen, Tones tones, Chance chance) {
    double high = chance.between(0.6, 0.85);
    double depth = chance.between(0.06, 0.14);
    pen.flat(EVERYTHING, tones.paint(0, 0.04, 0.4, 0.04 - depth, Patterns.any(chance, chance.between(0.09, 0.2))));
    if (chance.happens(0.6)) {
      pen.flat(Outline.box(-0.1, high, 1.1, 1.1), tones.paint(1, -0.12, 1, -0.2, Patterns.any(chance, chance.between(0.08, 0.16))));
      pen.flat(Outline.box(-0.1, high - 0.025, 1.1, high + 0.01), tones.paint(0.5, 0.18));
    }
  }

  static void lights(Pen pen, Tones tones, Chance chance) {
    pen.flat(EVERYTHING, tones.paint(0, -0.12, 1, 0.05, Patterns.gradient(chance.between(0, 1), 0, chance.between(0, 1), 1)));
    int n = chance.count(14, 26);
    for (int i = 0; i < n; i++)
      pen.flat(Outline.disc(chance.between(0, 1), chance.between(0, 1), chance.between(0.03, 0.12)),
          tones.paint(chance.between(0, 1), -0.1 + 0.22 * i / n));
  }
}
