package lucida.weights.keras;

import java.util.Arrays;
import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;
import lucida.core.Shape;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Layers that move cells. Values are [N, C, H, W]; what becomes flat does so in Keras' order, channels last. */
final class KerasShapes {
  private static final int LARGEST_FACTOR = 256;

  private KerasShapes() {}

  static Expr padded(Expr x, JsonNode config) {
    int[][] p = KerasWindows.margins(config.path("padding"));
    return x.pad(List.of(0, 0, p[0][0], p[1][0]), List.of(0, 0, p[0][1], p[1][1]));
  }

  static Expr cropped(Expr x, JsonNode config) {
    int[][] p = KerasWindows.margins(config.path("cropping"));
    return x.slice(2, p[0][0], x.shape().extent(2) - p[0][1]).slice(3, p[1][0], x.shape().extent(3) - p[1][1]);
  }

  /** What a global pooling made of x, [N, C], or [N, C, 1, 1] if the axes are to be kept. */
  static Expr kept(Expr x, Expr y, JsonNode config) {
    return config.path("keepdims").asBoolean(false) ? y.reshape(x.shape().extent(0), x.shape().extent(1), 1, 1) : y;
  }

  /** A product of [N, C, H, W] and [N, C, 1, 1] repeats the second: squeeze-and-excitation. */
  static Expr multiplied(Expr a, Expr b) {
    if (a.shape().equals(b.shape())) return a.times(b);
    Expr large = a.shape().size() >= b.shape().size() ? a : b;
    Expr small = large.equals(a) ? b : a;
    Shape s = small.shape();
    return large.times(small.reshape(s.extent(0), s.without(0).size()).expand(large.shape(), 2, 3));
  }

  /** In the order of channels last, as the weights after it want it. */
  static Expr flattened(Expr x) {
    Expr last = x.shape().rank() == 4 ? x.permute(0, 2, 3, 1) : x;
    return last.reshape(x.shape().extent(0), x.shape().without(0).size());
  }

  static Expr reshaped(Expr x, JsonNode target) {
    Expr flat = flattened(x);
    int[] wanted = new int[target.size()];
    for (int i = 0; i < wanted.length; i++) wanted[i] = target.path(i).asInt(-1);
    int known = Arrays.stream(wanted).filter(extent -> extent > 0).reduce(1, Math::multiplyExact);
    int N = x.shape().extent(0);
    for (int i = 0; i < wanted.length; i++) if (wanted[i] < 0) wanted[i] = flat.shape().extent(1) / Math.max(1, known);
    return switch (wanted.length) {
      case 1 -> flat.reshape(N, wanted[0]);
      case 3 -> flat.reshape(N, wanted[0], wanted[1], wanted[2]).permute(0, 3, 1, 2);
      default -> throw new WeightsException("a Reshape to " + wanted.length + " axes is not read");
    };
  }

  static Expr upsampled(Expr x, JsonNode config) {
    int[] size = KerasWindows.pair(config.path("size"));
    if (size[0] < 1 || size[1] < 1 || size[0] > LARGEST_FACTOR || size[1] > LARGEST_FACTOR)
      throw new WeightsException("an UpSampling2D of " + size[0] + " × " + size[1] + " is not read");
    int height = x.shape().extent(2) * size[0];
    int width = x.shape().extent(3) * size[1];
    return config.path("interpolation").asString("nearest").equals("nearest")
        ? Pooling.nearest(x, height, width)
        : Pooling.bilinear(x, height, width);
  }
}
