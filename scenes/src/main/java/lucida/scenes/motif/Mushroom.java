package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A mushroom: a spotted cap on a stem with a ring. */
public record Mushroom() implements Motif {
  @Override
  public String name() { return "mushroom"; }

  @Override
  public List<String> parts() { return List.of("cap", "gills", "stem"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double thick = chance.between(0.2, 0.34);
    stem(pen.part("stem"), look, thick, thick + chance.between(0.04, 0.16));
    Pen cap = pen.at(Affine.turn(chance.between(-0.2, 0.2))).part("cap");
    double tall = chance.between(-1.0, -0.7);
    double wide = chance.between(0.85, 1.05);
    cap.part("gills").fill(Outline.ellipse(0, 0.02, 0.86 * wide, 0.2), look.shade());
    Path dome = Path.from(0, tall).curl(0.55 * wide, tall, wide, 0.7 * tall, wide, 0.02);
    cap.fill(dome.bend(0.9 * wide, 0.14, 0.7 * wide, 0.06).bend(0.35 * wide, -0.04, 0, -0.04).mirrored(), look.coat());
    spots(cap, look, wide, tall, chance);
  }

  private static void stem(Pen pen, Look look, double thick, double foot) {
    Path side = Path.from(0, 0).line(thick, 0).curl(thick - 0.06, 0.4, foot, 0.6, foot, 0.8);
    pen.fill(side.bend(foot, 1.0, 0, 1.0).mirrored(), look.trim().plain().tinted(look.bright(), 0.4));
    Path ring = Path.from(0, 0.21).bend(0.5 * thick, 0.21, thick - 0.04, 0.16).bend(thick, 0.16, thick + 0.08, 0.36);
    pen.fill(ring.bend(0.5 * thick, 0.43, 0, 0.43).mirrored(), look.trim().plain().tinted(look.bright(), 0.6));
  }

  private static void spots(Pen pen, Look look, double wide, double tall, Chance chance) {
    for (int i = 0; i < 5; i++) {
      double x = wide * (-0.62 + 0.31 * i) + chance.between(-0.06, 0.06);
      double y = tall * (i % 2 == 0 ? 0.36 : 0.7) - 0.04 + chance.between(-0.05, 0.05);
      double r = chance.between(0.1, 0.16);
      pen.flat(Outline.ellipse(x, y, r, 0.85 * r), look.white());
    }
  }
}
