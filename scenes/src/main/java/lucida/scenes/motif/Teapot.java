package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** A teapot: spout, handle, lid. */
public record Teapot() implements Motif {
  @Override
  public String name() { return "teapot"; }

  @Override
  public List<String> parts() { return List.of("spout", "handle", "lid"); }

  @Override
  public double turn() { return 0.4; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double top = 0.2 - chance.between(0.5, 0.68);
    double curve = chance.between(0.0, 0.14);
    Outline handle = Outline.stroke(0.17, 0.15, -0.5, -0.22, -0.95, -0.3, -1.02 - curve, 0.1, -0.8, 0.42, -0.42, 0.5);
    pen.part("handle").fill(handle, look.trim().plain());
    Path spout = Path.from(0.36, 0.5).curl(0.84, 0.46, 0.66, -0.1, 0.98 + curve, -0.42).line(1.22 + curve, -0.34);
    pen.part("spout").fill(spout.curl(0.98, -0.02, 1.02, 0.34, 0.48, 0.1).closed(), look.trim().plain());
    pen.fill(Outline.ellipse(0, 0.78, 0.4, 0.1), look.trim().plain());
    Path side = Path.from(0, top).line(0.4, top).curl(0.86, 0.16 + 0.7 * top, 0.8, 0.78, 0.36, 0.8);
    pen.fill(side.line(0, 0.8).mirrored(), look.coat());
    lid(pen.part("lid"), look, top, chance.between(0.08, 0.12));
    pen.flat(Outline.stroke(0.09, 0.03, -0.42, 0.28 + 0.3 * top, -0.48, 0.35, -0.42, 0.52), look.white());
  }

  private static void lid(Pen pen, Look look, double top, double knob) {
    pen.fill(Outline.disc(0, top - 0.34, knob), look.accent());
    pen.fill(Path.from(-0.46, top + 0.02).curl(-0.4, top - 0.3, 0.4, top - 0.3, 0.46, top + 0.02).closed(), look.trim());
  }
}
