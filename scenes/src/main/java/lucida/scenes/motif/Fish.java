package lucida.scenes.motif;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/**
 * A fish from the side. Only the tail fin depends on the tails it may have.
 *
 * @param tails the shapes its tail fin is chosen from
 */
public record Fish(List<Tail> tails) implements Motif {
  /** The shape of a tail fin. */
  public enum Tail {
    /** Two lobes with a deep notch. */
    FORKED("forked"),
    /** A round fan. */
    ROUND("round"),
    /** One long point. */
    POINTED("pointed"),
    /** Three points. */
    TRIDENT("three-pointed");

    private final String word;

    Tail(String word) { this.word = word; }
  }

  /** A fish whose tail fin has one shape. */
  public static Fish with(Tail tail) { return new Fish(List.of(tail)); }

  @Override
  public String name() { return tails.size() > 1 ? "fish" : "fish with a " + tails.getFirst().word + " tail"; }

  @Override
  public List<String> parts() { return List.of("tail", "fins", "eye"); }

  @Override
  public double turn() { return 0.5; }

  @Override
  public void draw(Pen pen, Look look, Chance chance) {
    double deep = chance.between(0.4, 0.56);
    fins(pen.part("fins"), look, deep, deep + chance.between(0.12, 0.34));
    pen.at(Affine.turn(chance.between(-0.3, 0.3), -0.55, 0)).part("tail").fill(tail(chance.oneOf(tails)), look.trim());
    body(pen, look, deep);
    Eye.round(pen.part("eye"), look, 0.6, -0.12, 0.13, 0.5, 0);
    Path lower = Path.from(0.22, 0.06).curl(0.0, 0.0, -0.2, 0.14, -0.24, 0.3);
    Pen side = pen.at(Affine.turn(chance.between(-0.4, 0.5), 0.2, 0.1)).part("fins");
    side.fill(lower.curl(-0.05, 0.36, 0.15, 0.3, 0.22, 0.06).closed(), look.accent());
  }

  private static void fins(Pen pen, Look look, double deep, double crest) {
    Path back = Path.from(-0.3, 0.12 - deep).bend(-0.2, -crest, 0.1, 0.02 - crest);
    pen.fill(back.bend(0.3, -deep - 0.1, 0.42, 0.16 - deep).closed(), look.trim());
    Path belly = Path.from(-0.25, deep - 0.1).bend(-0.2, deep + 0.2, -0.35, deep + 0.24);
    pen.fill(belly.bend(0.0, deep + 0.24, 0.15, deep - 0.05).closed(), look.trim());
  }

  private static void body(Pen pen, Look look, double deep) {
    Path back = Path.from(0.92, 0.03).curl(0.75, -0.8 * deep, 0.35, -deep, 0.05, -deep).curl(-0.3, -deep, -0.5, -0.14, -0.66, -0.1);
    Path belly = back.line(-0.66, 0.1).curl(-0.5, 0.14, -0.3, deep, 0.05, deep).curl(0.35, deep, 0.8, 0.7 * deep, 0.92, 0.03);
    pen.fill(belly.closed(), look.coat());
    pen.ink(Outline.stroke(0.045, 0.03, 0.42, -0.55 * deep, 0.34, 0, 0.42, 0.55 * deep));
    pen.ink(Outline.stroke(0.05, 0.04, 0.64, 0.13, 0.74, 0.2, 0.87, 0.13));
  }

  /** The outline of a tail fin; all have about the same extent. */
  private static Outline tail(Tail tail) {
    Path upper = Path.from(-0.55, -0.1);
    return switch (tail) {
      case FORKED -> upper.bend(-0.8, -0.2, -1.2, -0.56).bend(-1.02, -0.16, -0.8, 0).bend(-1.02, 0.16, -1.2, 0.56)
          .bend(-0.8, 0.2, -0.55, 0.1).closed();
      case ROUND -> upper.curl(-0.66, -0.2, -0.72, -0.46, -0.9, -0.46).curl(-1.3, -0.46, -1.3, 0.46, -0.9, 0.46)
          .curl(-0.72, 0.46, -0.66, 0.2, -0.55, 0.1).closed();
      case POINTED -> upper.curl(-0.6, -0.3, -0.68, -0.34, -0.76, -0.32).bend(-0.96, -0.1, -1.34, 0).bend(-0.96, 0.1, -0.76, 0.32)
          .curl(-0.68, 0.34, -0.6, 0.3, -0.55, 0.1).closed();
      case TRIDENT -> upper.bend(-0.72, -0.3, -1.16, -0.56).line(-0.88, -0.17).line(-1.3, 0).line(-0.88, 0.17).line(-1.16, 0.56)
          .bend(-0.72, 0.3, -0.55, 0.1).closed();
    };
  }
}
