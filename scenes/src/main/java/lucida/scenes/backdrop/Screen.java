package lucida.scenes.backdrop;

import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Path;
import lucida.scenes.art.Pen;

/** Occluders in front of an object. In the unit square. */
public enum Screen {
  /** Blades of grass from below. */
  GRASS {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double from = chance.between(-0.1, 0.6);
      int blades = chance.count(5, 9);
      double high = chance.between(0.2, 0.42);
      for (int i = 0; i < blades; i++) {
        double x = from + chance.between(0.05, 0.07) * i;
        double lean = chance.between(-0.1, 0.1);
        double top = 1 - high * chance.between(0.6, 1.1);
        pen.fill(Path.from(x - 0.025, 1.05).bend(x - 0.01, 0.5 * (1 + top), x + lean, top)
            .bend(x + 0.04, 0.5 * (1 + top), x + 0.025, 1.05).closed(), look.coat());
      }
    }
  },
  /** A twig with leaves from one side. */
  TWIG {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      Pen twig = pen.at(Affine.turn(chance.between(-0.5, 0.5) + (chance.happens(0.5) ? Math.PI : 0), 0.5, 0.5)
          .after(Affine.move(0, chance.between(-0.4, 0.4))));
      double reach = chance.between(0.3, 0.6);
      twig.fill(Outline.stroke(0.03, 0.015, -0.25, 0.5, 0.5 * reach - 0.1, 0.53, reach, 0.5), look.trim().plain());
      int leaves = (int) (reach / 0.09) + 2;
      for (int i = 0; i < leaves; i++) {
        Pen leaf = twig
            .at(Affine.move(reach - 0.09 * i, 0.51).after(Affine.turn((i % 2 == 0 ? 1 : -1) * chance.between(0.7, 1.1))));
        leaf.fill(Path.from(0, 0).bend(0.06, -0.07, 0.16, 0).bend(0.06, 0.07, 0, 0).closed(), look.coat());
      }
    }
  },
  /** A post. */
  POST {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double x = chance.between(0.1, 0.9);
      double w = chance.between(0.02, 0.036);
      pen.at(Affine.turn(chance.between(-0.5, 0.5), 0.5, 0.5)).fill(Outline.box(x - w, -0.5, x + w, 1.5), look.coat());
    }
  },
  /** A stone from below. */
  STONE {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double x = chance.between(0.1, 0.9);
      double r = chance.between(0.14, 0.24);
      pen.fill(Outline.smooth(x - 1.3 * r, 1.15, x - 1.1 * r, 1 - 0.5 * r, x - 0.3 * r, 1 - 1.1 * r, x + 0.5 * r, 1 - 0.9 * r,
          x + 1.2 * r, 1 - 0.2 * r, x + 1.3 * r, 1.15), look.coat());
    }
  },
  /** Two balls. */
  BALLS {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      for (int i = 0; i < 2; i++)
        pen.fill(Outline.disc(chance.between(0.05, 0.95), chance.between(0.05, 0.95), chance.between(0.06, 0.11)),
            i == 0 ? look.coat() : look.trim());
    }
  },
  /** A ribbon from one side to the other. */
  RIBBON {
    @Override
    public void draw(Pen pen, Look look, Chance chance) {
      double y = chance.between(0.15, 0.85);
      double w = chance.between(0.05, 0.08);
      pen.fill(Outline.stroke(w, w, -0.1, y + chance.between(-0.1, 0.1), 0.3, y + chance.between(-0.1, 0.1), 0.7,
          y + chance.between(-0.1, 0.1), 1.1, y + chance.between(-0.1, 0.1)), look.coat());
    }
  };

  /** Draws it. */
  public abstract void draw(Pen pen, Look look, Chance chance);
}
