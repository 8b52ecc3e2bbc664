package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A snail from the side: a coiled shell, a long foot, eyes on stalks. */
public record Snail() implements Motif {
  @Override
  public String name() { return "snail"; }

  @Override
  public List<String> parts() { return List.of("shell", "body", "stalks"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    Pen stalks = pen.at(Affine.turn(chance.between(-0.12, 0.14), 0.5, 0.5)).part("stalks");
    stalk(stalks, look, 0.72, 0.78, -0.5);
    double apart = chance.between(0.22, 0.38);
    stalk(stalks, look, 0.72 + apart, 0.88 + apart, -0.44);
    Path back = Path.from(-1.12, 0.78).curl(-0.8, 0.5, -0.2, 0.5, 0.3, 0.5).curl(0.5, 0.4, 0.48, 0.1, 0.62, -0.02);
    Path face = back.curl(0.8, -0.14, 1.06, -0.06, 1.04, 0.18).curl(1.02, 0.5, 0.9, 0.8, 0.6, 0.8);
    pen.part("body").fill(face.line(-1.12, 0.8).closed(), look.trim().plain());
    pen.part("body").ink(Outline.stroke(0.04, 0.03, 0.82, 0.22, 0.9, 0.26, 0.99, 0.2));
    double grown = chance.between(0.92, 1.08);
    Pen shell = pen.at(Affine.move(-0.2, 0.1).after(Affine.scale(grown, grown))).part("shell");
    shell.fill(Outline.disc(0, 0, 0.62), look.coat());
    shell.fill(coil(), look.accent());
  }

  private static void stalk(Pen pen, Look look, double x, double tip, double top) {
    pen.fill(Outline.stroke(0.1, 0.08, 0.78, -0.02, x, -0.25, tip, top), look.trim().plain());
    Eye.round(pen, look, tip, top - 0.06, 0.11, 0.5, 0);
  }

  private static Outline coil() {
    double[] points = new double[2 * 15];
    for (int i = 0; i < 15; i++) {
      double r = 0.5 - 0.031 * i;
      points[2 * i] = r * StrictMath.cos(0.75 * i + 0.6);
      points[2 * i + 1] = r * StrictMath.sin(0.75 * i + 0.6);
    }
    return Outline.stroke(0.11, 0.07, points);
  }
}
