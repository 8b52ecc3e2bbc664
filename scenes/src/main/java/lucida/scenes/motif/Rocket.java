package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A rocket in flight: nose, portholes, fins, a flame. */
public record Rocket() implements Motif {
  @Override
  public String name() { return "rocket"; }

  @Override
  public List<String> parts() { return List.of("nose", "window", "fins", "flame"); }

  @Override
  public double turn() { return 0.9; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double wide = chance.between(0.28, 0.36);
    flame(pen.part("flame"), look, chance.between(0.95, 1.25), chance.between(-0.12, 0.12));
    double fin = chance.between(0.28, 0.4);
    fin(pen.part("fins"), look, wide, fin);
    fin(pen.at(Affine.scale(-1, 1)).part("fins"), look, wide, fin);
    Path side = Path.from(0, -1.15).curl(0.9 * wide, -0.85, wide + 0.06, -0.4, wide, 0.1).bend(wide - 0.02, 0.4, wide - 0.12, 0.64);
    pen.fill(side.line(0, 0.64).mirrored(), look.coat());
    Path cone = Path.from(0, -1.15).bend(0.6 * wide, -0.9, 0.78 * wide, -0.68).bend(0.4 * wide, -0.63, 0, -0.63);
    pen.part("nose").flat(cone.mirrored(), look.trim().plain());
    pen.part("window").fill(Outline.disc(0, -0.32, 0.19), look.trim().plain());
    pen.part("window").flat(Outline.disc(0, -0.32, 0.13), look.white());
    if (chance.happens(0.5)) pen.part("window").fill(Outline.disc(0, 0.1, 0.12), look.white());
    pen.part("fins").fill(Outline.stroke(0.1, 0.1, 0, 0.36, 0, 0.76), look.trim().plain());
  }

  private static void flame(Pen pen, Look look, double burn, double lick) {
    Path outer = Path.from(-0.18, 0.6).curl(-0.3, 0.85, -0.1, 0.95, lick, burn);
    pen.fill(outer.curl(0.1, 0.95, 0.3, 0.85, 0.18, 0.6).closed(), look.accent());
    Path inner = Path.from(-0.09, 0.6).curl(-0.14, 0.75, -0.05, 0.82, 0.6 * lick, burn - 0.2);
    pen.flat(inner.curl(0.05, 0.82, 0.14, 0.75, 0.09, 0.6).closed(), look.white());
  }

  private static void fin(Pen pen, Look look, double x, double reach) {
    Path edge = Path.from(x - 0.06, 0.1).curl(x + 0.1, 0.16, x + reach, 0.4, x + reach, 0.78);
    pen.fill(edge.bend(x + 0.16, 0.56, x - 0.12, 0.6).closed(), look.trim());
  }
}
