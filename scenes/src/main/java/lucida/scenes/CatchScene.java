package lucida.scenes;

import java.util.List;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Colour;
import lucida.scenes.art.Mark;
import lucida.scenes.art.Outline;
import lucida.scenes.art.Paint;
import lucida.scenes.art.Painting;
import lucida.scenes.art.Patterns;
import lucida.scenes.art.Raster;

/**
 * A picture of a moment of {@link Catch}, with the truth of it: a ball and a paddle in front of a wall.
 *
 * @param size the number of pixels along a side
 * @param pixels [3, size, size], red first, each 0 … 255 in sRGB
 * @param ball the visible pixels of the ball
 * @param paddle the visible pixels of the paddle
 */
public record CatchScene(int size, byte[] pixels, Mask ball, Mask paddle) {
  /** Pixels along a side for a network: four for each column. */
  public static final int SIZE = 4 * Catch.SIDE;
  private static final int BALL = 0, PADDLE = 1, NOBODY = -1;
  private static final double CELL = 1.0 / Catch.SIDE;
  private static final Paint WALL = new Paint(Colour.of(0.36, 0.04, 0.74), Colour.of(0.26, 0.05, 0.78),
      Patterns.gradient(0.2, 0, 0.4, 1), 0);

  /** Draws it. */
  public static CatchScene of(Catch moment, int size) {
    double x = (moment.column() + 0.5) * CELL, y = (moment.row() + 0.5) * CELL, p = moment.paddle() * CELL;
    Painting painting = new Painting(List.of(
        mark(Outline.box(-0.1, -0.1, 1.1, 1.1), WALL, NOBODY),
        mark(Outline.round(p, 1 - 0.55 * CELL, p + CELL, 1 - 0.05 * CELL, 0.2 * CELL), Paint.of(Colour.of(0.84, 0.13, 0.42)),
            PADDLE),
        mark(Outline.disc(x, y, 0.46 * CELL), Paint.of(Colour.of(0.76, 0.17, 0.16)), BALL)), List.of());
    Raster raster = painting.raster(size);
    Truth truth = Truth.of(painting, raster);
    return new CatchScene(size, painting.develop(raster), truth.mask(BALL, -1), truth.mask(PADDLE, -1));
  }

  private static Mark mark(Outline outline, Paint paint, int owner) {
    return new Mark(outline, paint, Affine.IDENTITY, owner, 0);
  }
}
