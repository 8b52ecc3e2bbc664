package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A flower on a stem with two leaves. */
public record Flower() implements Motif {
  @Override
  public String name() { return "flower"; }

  @Override
  public List<String> parts() { return List.of("petals", "centre", "stem", "leaves"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double bow = chance.between(-0.22, 0.22);
    pen.part("stem").fill(Outline.stroke(0.11, 0.13, 0, -0.3, bow, 0.4, 0.1 * bow, 1.1), look.trim().plain());
    leaf(pen, look, 0.6 * bow, 0.72, chance.between(-0.5, 0.1));
    leaf(pen.at(Affine.scale(-1, 1)), look, -0.6 * bow, 0.62, chance.between(-0.5, 0.1));
    Pen blossom = pen.at(Affine.move(0, -0.4));
    petals(blossom.part("petals"), look, chance);
    blossom.part("centre").fill(Outline.disc(0, 0, 0.23), look.accent());
  }

  private static void petals(Pen pen, Look look, Chance chance) {
    int n = chance.count(5, 8);
    double start = chance.between(0, 1);
    double w = chance.between(0.8, 1.05) * (n < 7 ? 0.3 : 0.22);
    double blunt = 0.6 * w * chance.between(0, 1);
    Path side = Path.from(0, -0.72).bend(0.5 * blunt, -0.72, blunt, -0.66).curl(1.2 * w, -0.46, 0.8 * w, -0.2, 0, 0.05);
    Outline petal = side.mirrored();
    for (int i = 0; i < n; i++) pen.at(Affine.turn(2 * Math.PI * (i + start) / n)).fill(petal, look.coat());
  }

  private static void leaf(Pen pen, Look look, double x, double y, double lift) {
    Path upper = Path.from(x, y).bend(x + 0.2, y - 0.3, x + 0.62, y - 0.22);
    pen.at(Affine.turn(lift, x, y)).part("leaves").fill(upper.bend(x + 0.42, y + 0.12, x, y).closed(), look.trim());
  }
}
