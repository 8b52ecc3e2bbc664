package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A house with a gable: roof, windows, a door, a chimney. */
public record House() implements Motif {
  @Override
  public String name() { return "house"; }

  @Override
  public List<String> parts() { return List.of("roof", "windows", "door", "chimney"); }

  @Override
  public double turn() { return 0.15; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double wide = chance.between(0.68, 0.9);
    double peak = chance.between(-1.05, -0.8);
    double eaves = chance.between(-0.28, -0.12);
    double door = chance.between(-0.4, 0.4) * wide;
    chimney(pen.part("chimney"), look, chance.sign() * chance.between(0.3, 0.46), peak, eaves);
    pen.fill(Path.from(0, peak + 0.2).line(wide, eaves - 0.1).line(wide, 0.95).line(0, 0.95).mirrored(), look.coat());
    Path roof = Path.from(0, peak).line(wide + 0.24, eaves).line(wide + 0.14, eaves + 0.17).line(0, peak + 0.3);
    pen.part("roof").fill(roof.mirrored(), look.trim());
    pen.part("door").fill(Outline.round(door - 0.16, 0.34, door + 0.16, 0.95, 0.1), look.accent());
    pen.part("door").flat(Outline.disc(door + 0.09, 0.66, 0.035), look.black());
    window(pen.part("windows"), look, door > 0 ? -0.45 * wide : 0.45 * wide, 0.42, 0.17);
    window(pen.part("windows"), look, 0, peak + 0.62, 0.15);
  }

  private static void chimney(Pen pen, Look look, double x, double peak, double eaves) {
    pen.fill(Outline.box(x - 0.11, peak + 0.08, x + 0.11, eaves), look.trim().plain());
    pen.fill(Outline.box(x - 0.15, peak, x + 0.15, peak + 0.13), look.trim().plain());
  }

  private static void window(Pen pen, Look look, double x, double y, double r) {
    pen.fill(Outline.box(x - r, y - r, x + r, y + r), look.white());
    pen.ink(Outline.stroke(0.05, 0.05, x, y - r, x, y + r));
    pen.ink(Outline.stroke(0.05, 0.05, x - r, y, x + r, y));
  }
}
