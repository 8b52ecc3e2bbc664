package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A turtle from the side: a domed shell of plates, a head on a neck, stout legs. */
public record Turtle() implements Motif {
  @Override
  public String name() { return "turtle"; }

  @Override
  public List<String> parts() { return List.of("shell", "head", "legs", "tail"); }

  @Override
  public double turn() { return 0.35; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double dome = chance.between(-0.73, -0.55);
    double stride = chance.between(-0.3, 0.3);
    pen.part("tail").fill(Outline.polygon(-0.7, 0.2, -1.14, 0.46, -0.66, 0.44), look.trim().plain());
    head(pen.at(Affine.turn(chance.between(-0.3, 0.3), 0.6, 0.2).after(Affine.move(chance.between(-0.1, 0.12), 0))).part("head"),
        look);
    leg(pen.part("legs"), look, -0.45, stride);
    leg(pen.part("legs"), look, 0.4, -stride);
    Path left = Path.from(-0.86, 0.42).curl(-0.86, dome + 0.15, -0.3, dome, 0, dome);
    pen.part("shell").fill(left.curl(0.3, dome, 0.8, dome + 0.15, 0.8, 0.42).closed(), look.coat());
    plates(pen.part("shell"), look, 0.5 * dome + 0.18);
    pen.part("shell").fill(Outline.round(-0.94, 0.3, 0.88, 0.48, 0.09), look.accent());
  }

  private static void head(Pen pen, Look look) {
    Path nape = Path.from(0.4, 0.4).curl(0.66, 0.36, 0.66, 0.1, 0.7, -0.04).curl(0.76, -0.3, 1.2, -0.28, 1.2, 0.02);
    pen.fill(nape.curl(1.2, 0.2, 1.02, 0.2, 0.92, 0.22).curl(0.86, 0.4, 0.7, 0.5, 0.4, 0.5).closed(), look.trim().plain());
    Eye.round(pen, look, 0.98, -0.07, 0.1, 0.4, 0);
    pen.ink(Outline.stroke(0.04, 0.03, 1.02, 0.1, 1.1, 0.11, 1.18, 0.07));
  }

  private static void plates(Pen pen, Look look, double y) {
    Outline middle = Outline.polygon(-0.24, y - 0.2, 0.2, y - 0.2, 0.32, y + 0.08, 0.16, y + 0.3, -0.2, y + 0.3, -0.34, y + 0.08);
    pen.flat(middle, look.accent());
    pen.flat(Outline.polygon(-0.44, y - 0.12, -0.48, y + 0.1, -0.36, y + 0.32, -0.7, y + 0.32, -0.68, y + 0.1), look.accent());
    pen.flat(Outline.polygon(0.4, y - 0.12, 0.46, y + 0.1, 0.32, y + 0.32, 0.66, y + 0.32, 0.62, y + 0.08), look.accent());
  }

  private static void leg(Pen pen, Look look, double x, double turn) {
    Path front = Path.from(x - 0.18, 0.3).line(x + 0.18, 0.3).curl(x + 0.16, 0.6, x + 0.24, 0.74, x + 0.24, 0.82);
    pen.at(Affine.turn(turn, x, 0.3)).fill(front.line(x - 0.18, 0.82).closed(), look.trim().plain());
  }
}
