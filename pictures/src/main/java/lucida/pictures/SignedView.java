package lucida.pictures;

import java.util.function.IntToDoubleFunction;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/** The usual ways to look at a map with a sign per colour, [3, H, W], such as a gradient or Guided Backprop. */
public final class SignedView {
  private SignedView() {}

  /** Σ_c |x_c|, [H, W]: how strong, whatever the sign. To be shown in grey up to a percentile. */
  public static Tensor magnitude(Tensor x) {
    int size = pixels(x);
    return perPixel(x, p -> Math.abs(x.cell(p)) + Math.abs(x.cell(size + p)) + Math.abs(x.cell(2 * size + p)));
  }

  /** max_c |x_c|, [H, W], as Simonyan, Vedaldi and Zisserman (2013) show gradients. */
  public static Tensor strongest(Tensor x) {
    int size = pixels(x);
    return perPixel(x, p -> Math.max(Math.abs(x.cell(p)), Math.max(Math.abs(x.cell(size + p)), Math.abs(x.cell(2 * size + p)))));
  }

  /** Σ_c x_c, [H, W]: for or against, to be shown in diverging colours on a symmetric scale. */
  public static Tensor sum(Tensor x) {
    int size = pixels(x);
    return perPixel(x, p -> x.cell(p) + x.cell(size + p) + x.cell(2 * size + p));
  }

  /**
   * Grey for 0, brighter and darker channel by channel: sample = 255 · (½ + x / 2m), m the absolute value that {@code percent} % do not exceed.
   * Where a channel has no value (NaN) there is the chequered grey of {@link ColourMap#paint}.
   */
  public static Picture colours(Tensor x, ChannelOrder order, double percent) {
    int size = pixels(x), w = x.shape().extent(2);
    ColourScale scale = scale(x, percent);
    return Picture.painted(w, x.shape().extent(1), (column, row) -> {
      int rgb = 0;
      for (int colour = 0; colour < 3; colour++) {
        double value = x.cell(order.channel(colour) * size + row * w + column);
        if (Double.isNaN(value)) return ColourMap.GREY.colour(value, column, row);
        rgb = rgb << 8 | sample(scale, value);
      }
      return rgb;
    });
  }

  /** The scale of {@link #colours}: from −m, which is black, to m, which is the full colour. */
  public static ColourScale scale(Tensor x, double percent) {
    return ColourScale.symmetric(x, percent);
  }

  private static int sample(ColourScale scale, double value) {
    return scale.high() == 0 ? 128 : Math.clamp(Math.round(255 * scale.at(value)), 0, 255);
  }

  private static Tensor perPixel(Tensor x, IntToDoubleFunction value) {
    return Tensor.filled(Shape.of(x.shape().extent(1), x.shape().extent(2)), x.precision(), value);
  }

  private static int pixels(Tensor x) {
    if (x.shape().rank() != 3 || x.shape().extent(0) != 3)
      throw new ShapeException("A map with a sign per colour has the shape [3, H, W], not " + x.shape());
    return x.shape().extent(1) * x.shape().extent(2);
  }
}
