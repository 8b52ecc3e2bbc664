package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A butterfly from above, its four wings more or less open. */
public record Butterfly() implements Motif {
  @Override
  public String name() { return "butterfly"; }

  @Override
  public List<String> parts() { return List.of("forewings", "hindwings", "body", "antennae"); }

  @Override
  public double turn() { return 0.9; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double open = chance.between(0.75, 1.05);
    double skew = chance.between(-0.12, 0.12);
    double sweep = chance.between(-0.15, 0.15);
    double reach = chance.between(0.9, 1.1);
    for (int side = -1; side <= 1; side += 2) {
      Pen half = pen.at(Affine.scale(side * open * (1 + side * skew), 1));
      hindwing(half.at(Affine.turn(sweep, 0, 0.1)).part("hindwings"), look);
      forewing(half.at(Affine.turn(-sweep)).part("forewings"), look, reach);
      antenna(pen.part("antennae"), side);
    }
    pen.part("body").fill(Outline.ellipse(0, 0.14, 0.1, 0.42), look.shade());
    pen.part("body").fill(Outline.disc(0, -0.36, 0.13), look.shade());
  }

  private static void forewing(Pen pen, Look look, double reach) {
    Path wing = Path.from(0.04, -0.12).curl(0.3, -0.7, 0.7, -0.96, 0.98 * reach, -0.84).curl(1.14 * reach, -0.5, 0.8, 0.1, 0.3,
        0.16);
    pen.fill(wing.curl(0.14, 0.16, 0.06, 0.1, 0.04, 0.06).closed(), look.coat());
    pen.flat(Outline.disc(0.74, -0.56, 0.14), look.accent());
  }

  private static void hindwing(Pen pen, Look look) {
    Path wing = Path.from(0.04, 0.02).curl(0.4, 0.0, 0.82, 0.2, 0.74, 0.56).curl(0.66, 0.9, 0.4, 0.98, 0.26, 0.86);
    pen.fill(wing.curl(0.14, 0.7, 0.06, 0.4, 0.04, 0.3).closed(), look.trim());
    pen.flat(Outline.ellipse(0.46, 0.52, 0.14, 0.16), look.accent());
  }

  private static void antenna(Pen pen, int side) {
    pen.ink(Outline.stroke(0.06, 0.05, 0.04 * side, -0.44, 0.1 * side, -0.7, 0.26 * side, -0.88));
    pen.ink(Outline.disc(0.28 * side, -0.9, 0.06));
  }
}
