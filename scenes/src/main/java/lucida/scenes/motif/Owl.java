package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** An owl from the front: large eyes, a small beak, wings at its sides. */
public record Owl() implements Motif {
  @Override
  public String name() { return "owl"; }

  @Override
  public List<String> parts() { return List.of("eyes", "beak", "wings", "feet"); }

  @Override
  public double turn() { return 0.3; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double tuft = chance.between(0.0, 0.2);
    double wide = chance.between(0.62, 0.72);
    feet(pen.part("feet"), look);
    Path head = Path.from(0, -0.72).bend(0.3, -0.72, 0.52, -0.78 - tuft).curl(0.62, -0.5, wide, 0, wide, 0.25);
    pen.fill(head.curl(wide, 0.75, 0.4, 0.94, 0, 0.94).mirrored(), look.coat());
    belly(pen, look);
    wing(pen, look, wide, chance.between(0, 0.5));
    wing(pen.at(Affine.scale(-1, 1)), look, wide, chance.between(0, 0.5));
    eyes(pen.part("eyes"), look, chance.between(-1, 1), chance.between(-1, 1));
    pen.part("beak").fill(Path.from(0, -0.24).bend(0.06, -0.24, 0.1, -0.2).bend(0.07, 0, 0, 0.08).mirrored(), look.accent());
  }

  private static void feet(Pen pen, Look look) {
    for (int side = -1; side <= 1; side += 2)
      for (int toe = -1; toe <= 1; toe++)
        pen.fill(Outline.stroke(0.11, 0.09, 0.24 * side, 0.86, 0.24 * side + 0.1 * toe, 1.0), look.accent());
  }

  private static void belly(Pen pen, Look look) {
    pen.flat(Outline.ellipse(0, 0.48, 0.38, 0.4), look.glow());
    for (int k = -1; k <= 1; k++) {
      chevron(pen, look, 0.22 * k, 0.3);
      chevron(pen, look, 0.22 * k, 0.49);
    }
    chevron(pen, look, 0, 0.68);
  }

  private static void chevron(Pen pen, Look look, double x, double y) {
    Path upper = Path.from(x - 0.09, y - 0.05).line(x, y + 0.03).line(x + 0.09, y - 0.05);
    pen.flat(upper.line(x + 0.09, y + 0.01).line(x, y + 0.09).line(x - 0.09, y + 0.01).closed(), look.shade());
  }

  private static void wing(Pen pen, Look look, double x, double lift) {
    Path outer = Path.from(x - 0.12, -0.12).curl(x + 0.2, 0.1, x + 0.1, 0.6, x - 0.16, 0.84);
    Outline wing = outer.curl(x - 0.3, 0.5, x - 0.3, 0.2, x - 0.12, -0.12).closed();
    pen.at(Affine.turn(-lift, x - 0.06, -0.05)).part("wings").fill(wing, look.trim());
  }

  private static void eyes(Pen pen, Look look, double gazeX, double gazeY) {
    for (int side = -1; side <= 1; side += 2) {
      pen.fill(Outline.disc(0.27 * side, -0.34, 0.28), look.trim().plain().tinted(look.bright(), 0.35));
      Eye.round(pen, look, 0.26 * side, -0.34, 0.19, gazeX, gazeY);
    }
  }
}
