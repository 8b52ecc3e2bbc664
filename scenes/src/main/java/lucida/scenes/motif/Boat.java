package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A sailing boat: a hull, a mast with a pennant, two sails. */
public record Boat() implements Motif {
  @Override
  public String name() { return "sailing boat"; }

  @Override
  public List<String> parts() { return List.of("sails", "hull", "mast"); }

  @Override
  public double turn() { return 0.35; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double flag = chance.between(0.2, 0.34);
    pen.part("mast").fill(Outline.stroke(0.08, 0.09, 0.04, -1.08, 0.04, 0.55), look.shade());
    pen.part("mast").fill(Outline.polygon(0.04, -1.1, 0.04 - flag, -1.0, 0.04, -0.9), look.accent());
    sails(pen.part("sails"), look, chance.between(-0.1, 0.25), chance);
    hull(pen.part("hull"), look);
  }

  private static void sails(Pen pen, Look look, double belly, Chance chance) {
    double boom = chance.between(0.3, 0.42);
    double main = chance.between(0.62, 0.82);
    double jib = chance.between(0.5, 0.72);
    double hoist = chance.between(-0.75, -0.4);
    pen.fill(Path.from(-0.05, -0.88).bend(-0.3 - belly, -0.1, -main, boom).bend(-0.3, boom + 0.06, -0.05, boom).closed(),
        look.coat());
    Path leech = Path.from(0.14, hoist).bend(0.5 + 0.5 * belly, -0.2, 0.14 + jib, boom - 0.02);
    pen.fill(leech.bend(0.4, boom + 0.04, 0.14, boom - 0.02).closed(), look.trim());
  }

  private static void hull(Pen pen, Look look) {
    Path bow = Path.from(-0.92, 0.5).line(1.06, 0.46).curl(0.94, 0.7, 0.8, 0.98, 0.5, 0.98);
    Paint paint = look.accent().tinted(look.coat().first(), 0.35);
    pen.fill(bow.line(-0.5, 0.98).curl(-0.76, 0.98, -0.88, 0.76, -0.92, 0.5).closed(), paint);
    pen.flat(Outline.polygon(-0.86, 0.62, 0.97, 0.6, 0.92, 0.7, -0.83, 0.72), look.white());
  }
}
