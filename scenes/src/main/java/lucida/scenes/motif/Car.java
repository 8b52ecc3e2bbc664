package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A car from the side: wheels, windows, lights. */
public record Car() implements Motif {
  @Override
  public String name() { return "car"; }

  @Override
  public List<String> parts() { return List.of("wheels", "windows", "lights"); }

  @Override
  public double turn() { return 0.25; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double wheel = chance.between(0.22, 0.27);
    cabin(pen, look, chance.between(-0.62, -0.48), chance.between(0.3, 0.5), chance.between(-0.8, -0.5));
    body(pen, look);
    pen.part("lights").fill(Outline.ellipse(0.98, 0.12, 0.09, 0.1), look.accent().tinted(look.bright(), 0.5));
    pen.part("lights").fill(Outline.box(-1.09, 0.04, -0.97, 0.18), look.accent());
    wheel(pen.part("wheels"), look, -0.56, wheel);
    wheel(pen.part("wheels"), look, 0.58, wheel);
  }

  private static void cabin(Pen pen, Look look, double roof, double front, double rear) {
    Path back = Path.from(rear - 0.2, -0.06).bend(rear, roof, rear + 0.28, roof).line(front - 0.22, roof);
    pen.fill(back.bend(front, roof, front + 0.24, -0.06).closed(), look.trim().plain());
    double pillar = 0.5 * (rear + front) + 0.05;
    double top = roof + 0.1;
    Path behind = Path.from(rear - 0.02, -0.08).bend(rear + 0.1, top + 0.02, rear + 0.26, top).line(pillar - 0.05, top);
    pen.part("windows").flat(behind.line(pillar - 0.05, -0.08).closed(), look.white());
    Path before = Path.from(pillar + 0.05, -0.08).line(pillar + 0.05, top).line(front - 0.24, top);
    pen.part("windows").flat(before.bend(front - 0.1, top + 0.02, front + 0.06, -0.08).closed(), look.white());
  }

  private static void body(Pen pen, Look look) {
    Path bonnet = Path.from(-1.06, 0.3).curl(-1.12, 0.0, -1.04, -0.1, -0.86, -0.12).line(0.56, -0.12).curl(0.9, -0.08, 1.08, 0.02,
        1.1, 0.3);
    Path sill = bonnet.bend(1.1, 0.42, 1.0, 0.42).line(-0.98, 0.42).bend(-1.06, 0.42, -1.06, 0.3);
    pen.fill(sill.closed(), look.coat());
    pen.ink(Outline.stroke(0.045, 0.045, 0.02, 0.08, 0.16, 0.08));
  }

  private static void wheel(Pen pen, Look look, double x, double r) {
    pen.fill(Outline.disc(x, 0.44, r), look.black());
    pen.flat(Outline.disc(x, 0.44, 0.55 * r), look.white());
    pen.flat(Outline.disc(x, 0.44, 0.2 * r), look.black());
  }
}
