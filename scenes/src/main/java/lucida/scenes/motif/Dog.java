package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** The face of a dog: hanging ears, a big nose on a muzzle, a tongue. */
public record Dog() implements Motif {
  @Override
  public String name() { return "dog"; }

  @Override
  public List<String> parts() { return List.of("ears", "eyes", "nose", "tongue"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    pen.fill(Outline.symmetric(0, -0.78, 0.4, -0.72, 0.62, -0.3, 0.58, 0.2, 0.46, 0.62, 0, 0.82), look.coat());
    if (chance.happens(0.4)) pen.flat(Outline.ellipse(0.27, -0.18, 0.24, 0.3), look.trim());
    for (int side = -1; side <= 1; side += 2) Eye.button(pen.part("eyes"), look, 0.27 * side, -0.16, 0.12);
    tongue(pen.part("tongue"), look, chance.between(0.86, 1.08), chance.between(-0.02, 0.02));
    pen.fill(Outline.symmetric(0, 0.08, 0.3, 0.14, 0.46, 0.42, 0.3, 0.68, 0.1, 0.66, 0, 0.62), look.white());
    pen.ink(Outline.stroke(0.05, 0.05, 0, 0.36, 0, 0.6));
    nose(pen.part("nose"), look);
    ear(pen, look, chance.between(-0.15, 0.7));
    ear(pen.at(Affine.scale(-1, 1)), look, chance.between(-0.15, 0.7));
  }

  private static void tongue(Pen pen, Look look, double length, double tip) {
    Path right = Path.from(-0.16, 0.6).line(0.16, 0.6).curl(0.2, length, 0.12, length + 0.1, tip, length + 0.08);
    pen.fill(right.curl(-0.12, length + 0.1, -0.2, length, -0.16, 0.6).closed(), look.accent());
  }

  private static void nose(Pen pen, Look look) {
    pen.flat(Outline.symmetric(0, 0.1, 0.17, 0.12, 0.22, 0.22, 0.1, 0.34, 0, 0.38), look.black());
    pen.flat(Outline.ellipse(-0.07, 0.17, 0.06, 0.035), look.white());
  }

  private static void ear(Pen pen, Look look, double lift) {
    Path outer = Path.from(0.3, -0.72).curl(0.6, -0.86, 0.86, -0.5, 0.95, -0.1);
    Path inner = outer.curl(1.02, 0.3, 0.86, 0.42, 0.74, 0.36).curl(0.56, 0.26, 0.56, -0.2, 0.36, -0.44);
    pen.at(Affine.turn(-lift, 0.42, -0.62)).part("ears").fill(inner.closed(), look.trim());
  }
}
