package lucida.pictures;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/** Colours for values t in 0..1. */
public final class ColourMap {
  private static final int ENTRIES = 1024;

  static final ColourPath DAWN_PATH = new ColourPath(0.30, 0.94, new double[][]{{0.16, 275}, {0.22, 320}, {0.40, -4}, {0.15, 104}});
  static final ColourPath BLUE_ARM = new ColourPath(0.97, 0.52, new double[][]{{0, 0}, {0.08, 240}, {0.17, 260}});
  static final ColourPath RED_ARM = new ColourPath(0.97, 0.52, new double[][]{{0, 0}, {0.12, 45}, {0.19, 28}});

  /**
   * The default: from night blue by magenta and orange to pale yellow, as a sky at dawn. Computed, not drawn: OKLab's lightness is linear
   * and all steps look alike (see {@link ColourPath}); it stays ordered for every kind of colour blindness and in greys.
   */
  public static final ColourMap DAWN = along("dawn", DAWN_PATH.colours(ENTRIES));

  /** For signed values, 0 in the middle: blue for the least, white, red for the greatest; both arms equally dark and uniform. */
  public static final ColourMap DIVERGING = along("diverging", arms(BLUE_ARM, RED_ARM));

  /** Black to white in equal steps of the stored samples. */
  public static final ColourMap GREY = computed("grey", t -> new double[]{t, t, t});

  /** The rainbow of old figures: uneven, and misleading where lightness falls; here because papers have used it. */
  public static final ColourMap JET = computed("jet",
      t -> new double[]{1.5 - Math.abs(4 * t - 3), 1.5 - Math.abs(4 * t - 2), 1.5 - Math.abs(4 * t - 1)});

  /** All of them. */
  public static final List<ColourMap> ALL = List.of(DAWN, DIVERGING, GREY, JET);

  private final String name;
  private final int[] colours;

  private ColourMap(String name, int[] colours) {
    this.name = name;
    this.colours = colours;
  }

  private static ColourMap along(String name, OkLab[] path) {
    return new ColourMap(name, IntStream.range(0, path.length).map(i -> packed(path[i].rgb())).toArray());
  }

  /** Backwards along one path to its beginning, then forwards along the other. */
  private static OkLab[] arms(ColourPath below, ColourPath above) {
    int half = ENTRIES / 2;
    OkLab[] down = below.colours(half), up = above.colours(half);
    return IntStream.range(0, ENTRIES).mapToObj(i -> i < half ? down[half - 1 - i] : up[i - half]).toArray(OkLab[]::new);
  }

  private static ColourMap computed(String name, DoubleFunction<double[]> colour) {
    return new ColourMap(name, IntStream.range(0, ENTRIES).map(i -> packed(colour.apply(i / (ENTRIES - 1.0)))).toArray());
  }

  private static int packed(double[] rgb) { return level(rgb[0]) << 16 | level(rgb[1]) << 8 | level(rgb[2]); }

  private static int level(double v) { return Math.clamp(Math.round(255 * v), 0, 255); }

  /**
   * The colour map with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static ColourMap named(String name) {
    return ALL.stream().filter(map -> map.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
        "There is no colour map " + name + "; there are " + ALL.stream().map(ColourMap::name).collect(Collectors.joining(", "))));
  }

  /** Its name. */
  public String name() { return name; }

  /** The colour 0xRRGGBB of a value; values outside 0..1 are taken to the nearest end. */
  public int rgb(double t) {
    return colours[Math.clamp(Math.round(t * (ENTRIES - 1)), 0, ENTRIES - 1)];
  }

  /** A map [h, w] as a picture of w×h pixels, one a cell. Where it has no value (NaN) there is a chequered grey. */
  public Picture paint(Tensor map, ColourScale scale) {
    if (map.shape().rank() != 2) throw new ShapeException("A map to paint has the shape [h, w], not " + map.shape());
    int w = map.shape().extent(1);
    return Picture.painted(w, map.shape().extent(0), (x, y) -> colour(scale.at(map.cell(y * w + x)), x, y));
  }

  /** The colour of a value at a pixel. */
  int colour(double t, int x, int y) {
    return Double.isNaN(t) ? (x / 4 + y / 4) % 2 == 0 ? 0x9A9A9A : 0xC4C4C4 : rgb(t);
  }

  @Override
  public String toString() { return name; }
}
