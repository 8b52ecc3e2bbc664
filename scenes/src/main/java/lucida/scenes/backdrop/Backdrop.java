package lucida.scenes.backdrop;

import java.util.Locale;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Pen;

/** The background of a scene. */
public enum Backdrop {
  /** Hills under a sky. */
  HILLS(Landscapes::hills),
  /** Waves under a sky. */
  SEA(Landscapes::sea),
  /** A night with stars. */
  NIGHT(Landscapes::night),
  /** Overlapping leaves. */
  FOLIAGE(Grounds::foliage),
  /** Pebbles. */
  PEBBLES(Grounds::pebbles),
  /** Stone with veins. */
  MARBLE(Grounds::marble),
  /** Triangles. */
  FACETS(Grounds::facets),
  /** Tiles with a pattern. */
  TILES(Walls::tiles),
  /** Bricks. */
  BRICKS(Walls::bricks),
  /** Boards. */
  PLANKS(Walls::planks),
  /** Wallpaper. */
  WALLPAPER(Walls::wallpaper),
  /** Lights out of focus. */
  LIGHTS(Walls::lights);

  private final Painter painter;

  Backdrop(Painter painter) { this.painter = painter; }

  @FunctionalInterface
  private interface Painter {
    void paint(Pen pen, Tones tones, Chance chance);
  }

  /** Paints it over the unit square. */
  public void paint(Pen pen, Tones tones, Chance chance) {
    painter.paint(pen, tones, chance);
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
