package lucida.report;

import java.util.Optional;
import lucida.cam.SaliencyMap;
import lucida.core.Tensor;
import lucida.pictures.ChannelOrder;
import lucida.pictures.ColourBar;
import lucida.pictures.ColourMap;
import lucida.pictures.ColourScale;
import lucida.pictures.Filter;
import lucida.pictures.Opacity;
import lucida.pictures.Overlay;
import lucida.pictures.Picture;
import lucida.pictures.Resize;
import lucida.pictures.SignedView;

/**
 * How a map is shown. The usual view follows from the map: its sign, its axes, whether its method draws what a neuron saw, and whether there is anything to tell apart: a map that is the
 * same everywhere on a scale of one value is {@link Flat}.
 */
public sealed interface MapView {
  /** The colour scale ends at this percentile, so that a few extreme pixels do not darken all others. */
  double PERCENT = 99.5;

  /** Describes the view in a few words. */
  String look();

  /** Paints the map over the picture, at the size in which that is shown. */
  Picture over(Shown shown);

  /** Paints the map alone. */
  Picture alone(int width, int height);

  /** The colour key; empty where the scale is a single value or the map is a picture of its own. */
  default Optional<ColourBar> bar() {
    return Optional.empty();
  }

  /** Whether larger values are lighter, so that a stronger cell can cover more of the picture. */
  default boolean isLighterWhereStronger() {
    return false;
  }

  /** Whether the colours chosen for unsigned maps apply. */
  default boolean takesColours() { return false; }

  /** The usual view of a map; {@code colours} are for unsigned maps. */
  static MapView of(SaliencyMap map, ColourMap colours, ChannelOrder order) {
    Tensor L = map.map();
    if (!map.isOfPixels())
      return L.min() < 0 ? signed(L) : heat(L, colours, map.isRectified() ? ColourScale.max(L) : ColourScale.minMax(L));
    if (L.shape().extent(0) == 3 && drawsWhatWasSeen(map.origin().method())) return new Colours(L, order);
    return magnitude(L, colours);
  }

  /** Guided Backprop, DeconvNet and their products with a map are pictures of edges, to be seen in colour. */
  private static boolean drawsWhatWasSeen(String method) {
    return method.startsWith("guided") || method.startsWith("deconv");
  }

  /** An unsigned map laid over the picture, denser where it is stronger. */
  static MapView heat(Tensor map, ColourMap colours, ColourScale scale) {
    String look = scale.low() == 0 ? "0 to its maximum" : "its minimum to its maximum";
    return plane(look, map, new Overlay(colours, Overlay.DEFAULT.opacity()), scale);
  }

  /** A signed map over the picture, blue against and red for, the same scale on both sides of 0. */
  static MapView signed(Tensor map) {
    return plane("red for, blue against, the same scale on both sides of 0", map, Overlay.SIGNED, ColourScale.symmetric(map));
  }

  /** A map of pixels as the sum of its channels' magnitudes, without the picture, whose structure it already shows. */
  static MapView magnitude(Tensor map, ColourMap colours) {
    Tensor plane = map.abs().sum(0);
    return plane("magnitude, summed over channels", plane, new Overlay(colours, new Opacity.Even(1)),
        ColourScale.percentile(plane, PERCENT));
  }

  private static MapView plane(String look, Tensor map, Overlay overlay, ColourScale scale) {
    Level level = Level.of(map);
    if (level.isOne() && scale.low() == scale.high()) return new Flat(map);
    return new Plane(level.isOne() ? look + ": " + level.words() : look, map, overlay, scale);
  }

  /** A map [h, w] in colours. */
  record Plane(String look, Tensor map, Overlay overlay, ColourScale scale) implements MapView {
    @Override
    public Picture over(Shown shown) { return overlay.over(shown.picture(), shown.seen(), map, scale); }

    @Override
    public Picture alone(int width, int height) { return overlay.alone(width, height, map, scale); }

    @Override
    public Optional<ColourBar> bar() {
      return scale.low() == scale.high() ? Optional.empty() : Optional.of(new ColourBar(overlay.colours(), scale));
    }

    @Override
    public boolean takesColours() { return overlay.colours() != ColourMap.DIVERGING; }

    @Override
    public boolean isLighterWhereStronger() { return overlay.colours() == ColourMap.DAWN || overlay.colours() == ColourMap.GREY; }
  }

  /** A map [h, w] without anything to tell apart, as one of zeros: neither for nor against, in the neutral middle of the signed colours, and in words. */
  record Flat(Tensor map) implements MapView {
    private static final ColourScale AROUND_ZERO = new ColourScale(-1, 1);

    @Override
    public String look() { return Level.of(map).words(); }

    @Override
    public Picture over(Shown shown) { return Overlay.SIGNED.over(shown.picture(), shown.seen(), middle(), AROUND_ZERO); }

    @Override
    public Picture alone(int width, int height) { return Overlay.SIGNED.alone(width, height, middle(), AROUND_ZERO); }

    /** Cells without a value keep their chequers. */
    private Tensor middle() {
      return map.map(v -> Double.isFinite(v) ? 0 : v);
    }
  }

  /** A map [3, H, W] as a picture: grey for 0, each channel brighter and darker. It covers the part that the network saw. */
  record Colours(Tensor map, ChannelOrder order) implements MapView {
    @Override
    public String look() {
      double end = SignedView.scale(map, PERCENT).high();
      Level level = Level.of(map);
      return end == 0
          ? "each colour by itself, grey for 0" + (level.isOne() ? ": " + level.words() : "")
          : "each colour by itself: dark " + CardHtml.number(-end) + ", grey 0, bright " + CardHtml.number(end);
    }

    @Override
    public Picture over(Shown shown) {
      return Overlay.inside(shown.picture(), shown.seen(), SignedView.colours(map, order, PERCENT));
    }

    @Override
    public Picture alone(int width, int height) {
      return new Resize(width, height, Filter.BILINEAR).of(SignedView.colours(map, order, PERCENT));
    }
  }
}
