package lucida.pictures;

import lucida.core.ShapeException;
import lucida.core.Tensor;

/**
 * A map laid over a picture: resized bilinearly to the picture's pixels, coloured, and mixed with what is under it.
 *
 * @param colours of the map
 * @param opacity how much the map covers
 */
public record Overlay(ColourMap colours, Opacity opacity) {
  private static final double MISSING = 0.5;
  private static final double UNSEEN = 0.6;

  /** For maps without a sign: the default colours, the stronger the denser. */
  public static final Overlay DEFAULT = new Overlay(ColourMap.DAWN, new Opacity.Following(0.3, 0.8));

  /** For signed maps, on a symmetric scale: the picture stays itself where the map says nothing. */
  public static final Overlay SIGNED = new Overlay(ColourMap.DIVERGING, new Opacity.FollowingMagnitude(0.1, 0.85));

  /** A map [h, w] over all of a picture. */
  public Picture over(Picture picture, Tensor map, ColourScale scale) {
    return over(picture, Region.all(picture), map, scale);
  }

  /**
   * A map [h, w] over the part of a picture that it is a map of (see {@link Preprocessing#region}). The rest, which the network did not
   * see, is shown in pale grey.
   */
  public Picture over(Picture picture, Region region, Tensor map, ColourScale scale) {
    int[] columns = region.columns(picture.width()), rows = region.rows(picture.height());
    Field field = field(map, region, columns, rows);
    return Picture.painted(picture.width(), picture.height(), (x, y) -> {
      if (x < columns[0] || x >= columns[1] || y < rows[0] || y >= rows[1]) return unseen(picture.rgb(x, y));
      double t = scale.at(field.at(x - columns[0], y - rows[0]));
      return mixed(picture.rgb(x, y), colours.colour(t, x, y), Double.isNaN(t) ? MISSING : opacity.at(t));
    });
  }

  /** Another picture in place of the part that the network saw; the rest in pale grey, as around a map. */
  public static Picture inside(Picture picture, Region region, Picture part) {
    int[] columns = region.columns(picture.width()), rows = region.rows(picture.height());
    Picture fitting = new Resize(columns[1] - columns[0], rows[1] - rows[0], Filter.BILINEAR).of(part);
    return Picture.painted(picture.width(), picture.height(),
        (x, y) -> x < columns[0] || x >= columns[1] || y < rows[0] || y >= rows[1]
            ? unseen(picture.rgb(x, y))
            : fitting.rgb(x - columns[0], y - rows[0]));
  }

  /** The map alone, as it would cover the picture. */
  public Picture alone(int width, int height, Tensor map, ColourScale scale) {
    return new Overlay(colours, new Opacity.Even(1)).over(Picture.painted(width, height, (x, y) -> 0xFFFFFF), map, scale);
  }

  private static Field field(Tensor map, Region region, int[] columns, int[] rows) {
    if (map.shape().rank() != 2) throw new ShapeException("A map to lay over a picture has the shape [h, w], not " + map.shape());
    double across = map.shape().extent(1) / region.width(), down = map.shape().extent(0) / region.height();
    return Field.of(map,
        ResizeFilter.of(Filter.BILINEAR, map.shape().extent(1), -region.x() * across, across, columns[0], columns[1] - columns[0]),
        ResizeFilter.of(Filter.BILINEAR, map.shape().extent(0), -region.y() * down, down, rows[0], rows[1] - rows[0]));
  }

  private static int unseen(int rgb) {
    int grey = (int) Math.round(0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255));
    return mixed(grey << 16 | grey << 8 | grey, 0xFFFFFF, UNSEEN);
  }

  /** Each channel: (1 − part) of the one below and part of the one above. */
  private static int mixed(int below, int above, double part) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double v = (1 - part) * (below >> shift & 255) + part * (above >> shift & 255);
      rgb |= (int) Math.round(v) << shift;
    }
    return rgb;
  }
}
