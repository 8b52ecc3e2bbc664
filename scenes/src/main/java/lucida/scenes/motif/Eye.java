package lucida.scenes.motif;

import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Pen;

/** Draws eyes. */
final class Eye {
  private Eye() {}

  /** A bright eye with a round pupil that looks along (gazeX, gazeY), each −1 … 1, and a glint. */
  static void round(Pen pen, Look look, double x, double y, double r, double gazeX, double gazeY) {
    pen.fill(Outline.disc(x, y, r), Paint.flat(look.bright()));
    double px = x + 0.32 * r * gazeX;
    double py = y + 0.32 * r * gazeY;
    pen.flat(Outline.disc(px, py, 0.6 * r), Paint.flat(look.dark()));
    pen.flat(Outline.disc(px - 0.18 * r, py - 0.24 * r, 0.22 * r), Paint.flat(look.bright()));
  }

  /** A dark button with a glint. */
  static void button(Pen pen, Look look, double x, double y, double r) {
    pen.flat(Outline.disc(x, y, r), Paint.flat(look.dark()));
    pen.flat(Outline.disc(x - 0.3 * r, y - 0.35 * r, 0.34 * r), Paint.flat(look.bright()));
  }
}
