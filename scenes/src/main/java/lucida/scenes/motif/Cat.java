package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** The face of a cat: pointed ears, slit pupils, whiskers. */
public record Cat() implements Motif {
  @Override
  public String name() { return "cat"; }

  @Override
  public List<String> parts() { return List.of("ears", "eyes", "nose", "whiskers"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    Pen mirror = pen.at(Affine.scale(-1, 1));
    double cheek = chance.between(0.8, 0.95);
    ear(pen, look, chance.between(-0.2, 0.25));
    ear(mirror, look, chance.between(-0.2, 0.25));
    pen.fill(Outline.symmetric(0, -0.6, 0.42, -0.56, 0.74, -0.2, cheek, 0.22, 0.56, 0.62, 0, 0.76), look.coat());
    eyes(pen.part("eyes"), look, chance.between(0.25, 0.6), chance.between(-0.03, 0.03));
    snout(pen, look);
    whiskers(pen, chance.between(-0.12, 0.12));
    whiskers(mirror, chance.between(-0.12, 0.12));
  }

  private static void ear(Pen pen, Look look, double turn) {
    Pen ear = pen.at(Affine.turn(turn, 0.5, -0.4)).part("ears");
    ear.fill(Path.from(0.1, -0.5).bend(0.35, -1.0, 0.66, -1.14).bend(0.84, -0.7, 0.8, -0.05).closed(), look.coat());
    ear.flat(Path.from(0.3, -0.56).bend(0.45, -0.86, 0.62, -0.95).bend(0.72, -0.65, 0.68, -0.3).closed(), look.accent());
  }

  private static void eyes(Pen pen, Look look, double slit, double gaze) {
    for (int side = -1; side <= 1; side += 2) {
      double x = 0.36 * side;
      pen.fill(Outline.ellipse(x, -0.05, 0.2, 0.19), look.trim().plain().tinted(look.bright(), 0.55));
      pen.flat(Outline.ellipse(x + gaze, -0.05, 0.19 * slit, 0.17), Paint.flat(look.dark()));
      pen.flat(Outline.disc(x + gaze - 0.06, -0.13, 0.05), Paint.flat(look.bright()));
    }
  }

  private static void snout(Pen pen, Look look) {
    for (int side = -1; side <= 1; side += 2) pen.flat(Outline.ellipse(0.17 * side, 0.42, 0.22, 0.2), look.white());
    for (int side = -1; side <= 1; side += 2)
      pen.ink(Outline.stroke(0.05, 0.04, 0, 0.28, 0.02 * side, 0.44, 0.14 * side, 0.52, 0.28 * side, 0.46));
    pen.part("nose").flat(Path.from(0, 0.17).bend(0.07, 0.17, 0.13, 0.2).bend(0.08, 0.33, 0, 0.36).mirrored(),
        look.accent().plain());
  }

  private static void whiskers(Pen pen, double droop) {
    for (int i = -1; i <= 1; i++) {
      double y = 0.38 + 0.09 * i;
      pen.part("whiskers")
          .ink(Outline.stroke(0.05, 0.025, 0.36, y, 0.7, y - 0.04 + 0.08 * i + droop, 1.08, y + 0.02 + 0.15 * i + droop));
    }
  }
}
