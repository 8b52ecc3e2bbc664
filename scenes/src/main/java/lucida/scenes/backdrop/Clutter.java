package lucida.scenes.backdrop;

import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** Distractors: painted as objects are, but resembling none of them. In their own coordinates, −1 … 1. */
public enum Clutter {
  /** A ball. */
  BALL {
    @Override
    public void draw(Pen pen, Look look, Chance chance) { pen.fill(Outline.disc(0, 0, 0.9), look.coat()); }
  },
  /** A ring. */
  RING {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double[] circle = new double[2 * 13];
      for (int i = 0; i < 13; i++) {
        circle[2 * i] = 0.8 * StrictMath.cos(i * Math.PI / 6);
        circle[2 * i + 1] = 0.8 * StrictMath.sin(i * Math.PI / 6);
      }
      pen.fill(Outline.stroke(0.4, 0.4, circle), look.coat());
    }
  },
  /** A star. */
  STAR {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(star(chance.count(5, 7), chance.between(0.4, 0.55)), look.coat());
    }
  },
  /** A triangle. */
  TRIANGLE {
    @Override
    public void draw(Pen pen, Look look, Chance chance) { pen.fill(Outline.polygon(0, -1, 0.9, 0.7, -0.9, 0.7), look.coat()); }
  },
  /** A box. */
  BOX {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double h = chance.between(0.5, 0.9);
      pen.fill(Outline.round(-0.9, -h, 0.9, h, 0.15), look.coat());
    }
  },
  /** A cross. */
  CROSS {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(Outline.polygon(-0.3, -1, 0.3, -1, 0.3, -0.3, 1, -0.3, 1, 0.3, 0.3, 0.3, 0.3, 1, -0.3, 1, -0.3, 0.3, -1, 0.3, -1,
          -0.3, -0.3, -0.3), look.coat());
    }
  },
  /** A crescent. */
  CRESCENT {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(Path.from(0.3, -1).curl(-1.1, -0.9, -1.1, 0.9, 0.3, 1).curl(-0.3, 0.5, -0.3, -0.5, 0.3, -1).closed(), look.coat());
    }
  },
  /** A drop. */
  DROP {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(Path.from(0, -1.1).curl(0.3, -0.4, 0.8, 0, 0.75, 0.4).curl(0.7, 1.05, -0.7, 1.05, -0.75, 0.4)
          .curl(-0.8, 0, -0.3, -0.4, 0, -1.1).closed(), look.coat());
    }
  },
  /** A zigzag. */
  ZIGZAG {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(Outline.polygon(-1, -0.5, -0.5, -0.1, 0, -0.5, 0.5, -0.1, 1, -0.5, 1, 0, 0.5, 0.4, 0, 0, -0.5, 0.4, -1, 0),
          look.coat());
    }
  },
  /** A gem. */
  GEM {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      pen.fill(Outline.polygon(-0.6, -0.7, 0.6, -0.7, 1, -0.2, 0, 1, -1, -0.2), look.coat());
      pen.flat(Outline.polygon(-0.4, -0.2, 0.4, -0.2, 0, 0.9), look.glow());
    }
  };

  /** Draws it. */
  public abstract void draw(Pen pen, Look look, Chance chance);

  private static Outline star(int rays, double inner) {
    double[] p = new double[4 * rays];
    for (int i = 0; i < 2 * rays; i++) {
      double r = i % 2 == 0 ? 1 : inner;
      p[2 * i] = r * StrictMath.sin(Math.PI * i / rays);
      p[2 * i + 1] = -r * StrictMath.cos(Math.PI * i / rays);
    }
    return new Outline(p);
  }
}
