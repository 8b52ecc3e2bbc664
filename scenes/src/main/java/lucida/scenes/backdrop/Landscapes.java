package lucida.scenes.backdrop;

import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Patterns;
import lucida.scenes.art.Pen;

/** Outdoor backdrops. */
final class Landscapes {
  static final Outline EVERYTHING = Outline.box(-0.1, -0.1, 1.1, 1.1);

  private Landscapes() {}

  static void hills(Pen pen, Tones tones, Chance chance) {
    sky(pen, tones, chance);
    int layers = chance.count(2, 4);
    double horizon = chance.between(0.35, 0.6);
    for (int k = 0; k < layers; k++) {
      double y = horizon + (1 - horizon) * k / layers;
      double rise = 0.12 - 0.02 * k;
      Outline ridge = Outline.smooth(
          -0.2, y + rise * chance.between(-1, 1), 0.1, y + rise * chance.between(-1, 1), 0.37, y + rise * chance.between(-1, 1),
          0.63,
          y + rise * chance.between(-1, 1), 0.9, y + rise * chance.between(-1, 1), 1.2, y + rise * chance.between(-1, 1), 1.4, 1.3,
          -0.4, 1.3);
      double lighter = -0.05 - 0.05 * k;
      pen.flat(ridge,
          tones.paint(1, lighter, 1, lighter - chance.between(0.04, 0.1), Patterns.any(chance, chance.between(0.07, 0.14))));
    }
  }

  static void sea(Pen pen, Tones tones, Chance chance) {
    sky(pen, tones, chance);
    int layers = chance.count(5, 7);
    double horizon = chance.between(0.3, 0.55);
    for (int k = 0; k < layers; k++) {
      double y = horizon + (1.05 - horizon) * k / layers;
      double length = chance.between(0.1, 0.2);
      double shift = chance.between(0, 1);
      double[] crest = new double[2 * 30];
      for (int i = 0; i < 28; i++) {
        double x = -0.2 + 0.05 * i;
        crest[2 * i] = x;
        crest[2 * i + 1] = y + 0.022 * StrictMath.sin(2 * Math.PI * (x / length + shift)) * (k == 0 ? 0.2 : 1);
      }
      crest[56] = 1.3;
      crest[57] = 1.4;
      crest[58] = -0.3;
      crest[59] = 1.4;
      pen.flat(Outline.smooth(crest), tones.paint(1, -0.02 - 0.03 * k + (k % 2 == 0 ? 0.05 : 0)));
    }
  }

  static void night(Pen pen, Tones tones, Chance chance) {
    pen.flat(EVERYTHING, tones.paint(0, -0.1, 1, 0.08, Patterns.gradient(0, 0, chance.between(-0.4, 0.4), 1)));
    pen.flat(EVERYTHING, tones.paint(0, -0.1, 1, 0.1, Patterns.clouds(chance.between(0.2, 0.5), chance.bits())));
    int stars = chance.count(12, 30);
    for (int i = 0; i < stars; i++) {
      Pen star = pen.at(Affine.move(chance.between(0, 1), chance.between(0, 1)).after(Affine.turn(chance.between(0, 1))));
      double r = chance.between(0.008, 0.024);
      star.flat(
          Outline.polygon(0, -r, 0.3 * r, -0.3 * r, r, 0, 0.3 * r, 0.3 * r, 0, r, -0.3 * r, 0.3 * r, -r, 0, -0.3 * r, -0.3 * r),
          tones.paint(chance.between(0, 1), 0.28));
    }
    pen.flat(Outline.disc(chance.between(0.1, 0.9), chance.between(0.08, 0.4), chance.between(0.06, 0.12)),
        tones.paint(0, 0.2, 0, 0.12, Patterns.spots(0.06, chance.bits())));
  }

  private static void sky(Pen pen, Tones tones, Chance chance) {
    pen.flat(EVERYTHING, tones.paint(0, 0.02, 0.5, 0.12, Patterns.gradient(0.5, 0, chance.between(0.2, 0.8), 0.7)));
    if (chance.happens(0.5))
      pen.flat(Outline.disc(chance.between(0.1, 0.9), chance.between(0.06, 0.3), chance.between(0.06, 0.11)),
          tones.paint(0.5, 0.2));
    int clouds = chance.count(0, 3);
    for (int i = 0; i < clouds; i++) cloud(pen, tones.paint(0.2, 0.15), chance);
  }

  private static void cloud(Pen pen, Paint paint, Chance chance) {
    double x = chance.between(0, 1);
    double y = chance.between(0.05, 0.4);
    double r = chance.between(0.04, 0.08);
    pen.flat(Outline.disc(x, y, r), paint);
    pen.flat(Outline.disc(x - 1.1 * r, y + 0.25 * r, 0.75 * r), paint);
    pen.flat(Outline.disc(x + 1.1 * r, y + 0.2 * r, 0.8 * r), paint);
    pen.flat(Outline.round(x - 1.9 * r, y, x + 1.9 * r, y + r, 0.5 * r), paint);
  }
}
