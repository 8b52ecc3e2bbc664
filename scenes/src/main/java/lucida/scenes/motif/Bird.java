package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A small bird from the side: beak, wing, tail, two thin legs. */
public record Bird() implements Motif {
  @Override
  public String name() { return "bird"; }

  @Override
  public List<String> parts() { return List.of("head", "beak", "wing", "tail", "legs"); }

  @Override
  public double turn() { return 0.35; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    legs(pen.part("legs"), look, chance.between(-0.08, 0.08));
    Outline tail = Path.from(-0.35, -0.06).line(-1.16, -0.04).line(-1.06, 0.12).line(-1.18, 0.26).line(-0.35, 0.3).closed();
    pen.at(Affine.turn(chance.between(-0.35, 0.3), -0.5, 0.1)).part("tail").fill(tail, look.trim());
    body(pen, look);
    head(pen.at(Affine.turn(chance.between(-0.25, 0.2), 0.4, -0.25)).part("head"), look);
    wing(pen.part("wing"), look, chance.happens(0.4) ? chance.between(1.7, 2.3) : chance.between(-0.2, 0.25));
  }

  private static void legs(Pen pen, Look look, double stance) {
    for (double x : new double[]{-0.08, 0.14}) {
      pen.fill(Outline.stroke(0.07, 0.06, x, 0.5, x + stance, 0.98), look.accent());
      pen.fill(Outline.stroke(0.06, 0.06, x + stance - 0.1, 1.0, x + stance + 0.14, 1.0), look.accent());
    }
  }

  private static void body(Pen pen, Look look) {
    Path back = Path.from(-0.68, 0.02).curl(-0.4, -0.3, 0.05, -0.42, 0.4, -0.3);
    pen.fill(back.curl(0.66, 0.0, 0.5, 0.6, -0.02, 0.62).curl(-0.4, 0.62, -0.66, 0.3, -0.68, 0.02).closed(), look.coat());
    Path breast = Path.from(0.52, 0.02).curl(0.62, 0.4, 0.2, 0.66, -0.1, 0.58);
    pen.flat(breast.curl(0.2, 0.5, 0.4, 0.3, 0.52, 0.02).closed(), look.glow());
  }

  private static void head(Pen pen, Look look) {
    pen.part("beak").fill(Outline.polygon(0.74, -0.62, 1.14, -0.42, 0.72, -0.32), look.accent());
    pen.fill(Outline.ellipse(0.48, -0.46, 0.36, 0.34), look.coat());
    Eye.round(pen, look, 0.58, -0.52, 0.11, 0.4, 0);
  }

  private static void wing(Pen pen, Look look, double lift) {
    Path front = Path.from(0.26, -0.06).curl(0.2, -0.26, -0.2, -0.24, -0.84, 0.14);
    Path feathers = front.line(-0.62, 0.2).line(-0.62, 0.3).line(-0.42, 0.28).line(-0.36, 0.38);
    pen.at(Affine.turn(lift, 0.18, -0.05)).fill(feathers.curl(0.05, 0.4, 0.28, 0.2, 0.26, -0.06).closed(), look.trim());
  }
}
