package lucida.scenes.motif;

import java.util.ArrayList;
import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A tree: a conifer in tiers, or a trunk with boughs and a crown of many puffs. */
public record Tree() implements Motif {
  @Override
  public String name() { return "tree"; }

  @Override
  public List<String> parts() { return List.of("crown", "trunk"); }

  @Override
  public double turn() { return 0.2; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    if (chance.happens(0.4)) conifer(pen, look, chance);
    else broadleaf(pen, look, chance);
  }

  private static void conifer(Pen pen, Look look, Chance chance) {
    double wide = chance.between(0.55, 0.75);
    pen.part("trunk").fill(Outline.polygon(-0.13, 0.6, 0.13, 0.6, 0.17, 1.05, -0.17, 1.05), look.trim().plain());
    for (int tier = 2; tier >= 0; tier--) {
      double w = wide * (0.5 + 0.25 * tier);
      double top = -1.08 + 0.46 * tier;
      double base = top + 0.78;
      Path side = Path.from(0, top).bend(0.3 * w, base - 0.3, w, base).bend(0.5 * w, base + 0.1, 0.33 * w, base);
      pen.part("crown").fill(side.bend(0.15 * w, base + 0.07, 0, base + 0.07).mirrored(), look.coat());
    }
  }

  private static void broadleaf(Pen pen, Look look, Chance chance) {
    Pen trunk = pen.part("trunk");
    trunk.fill(Outline.stroke(0.13, 0.08, -0.02, 0.62, -0.3, 0.3, -0.42, 0.05), look.trim().plain());
    trunk.fill(Outline.stroke(0.13, 0.08, 0.02, 0.56, 0.28, 0.3, 0.4, 0.05), look.trim().plain());
    Path side = Path.from(0, 0.1).line(0.14, 0.1).curl(0.12, 0.6, 0.16, 0.9, 0.34, 1.05);
    trunk.fill(side.line(0, 1.05).mirrored(), look.trim().plain());
    Pen crown = pen.at(Affine.move(chance.between(-0.12, 0.12), -0.42)).part("crown");
    crown(crown, look, chance);
    if (chance.happens(0.5)) fruit(crown, look);
    else leaves(crown, look);
  }

  /** Puffs around a central one: first all with ink, then all without, so that they merge into one crown. */
  private static void crown(Pen pen, Look look, Chance chance) {
    int puffs = chance.count(5, 8);
    List<Outline> all = new ArrayList<>(List.of(Outline.ellipse(0, 0, 0.6, 0.5)));
    for (int i = 0; i < puffs; i++) {
      double angle = 2 * Math.PI * (i + chance.between(-0.2, 0.2)) / puffs;
      all.add(Outline.disc(0.52 * StrictMath.cos(angle), 0.36 * StrictMath.sin(angle), chance.between(0.3, 0.4)));
    }
    for (Outline puff : all) pen.fill(puff, look.coat());
    for (Outline puff : all) pen.flat(puff, look.coat());
  }

  private static void fruit(Pen pen, Look look) {
    for (int i = 0; i < 6; i++) {
      double r = 0.5 + 0.1 * i;
      pen.flat(Outline.disc(0.55 * r * StrictMath.cos(2.4 * i), 0.45 * r * StrictMath.sin(2.4 * i), 0.085), look.accent());
    }
  }

  private static void leaves(Pen pen, Look look) {
    for (int i = 0; i < 3; i++) {
      double x = 0.32 * (i - 1);
      double y = i % 2 == 0 ? -0.06 : 0.14;
      pen.flat(Outline.stroke(0.05, 0.05, x - 0.13, y, x, y + 0.1, x + 0.14, y), look.shade());
    }
  }
}
