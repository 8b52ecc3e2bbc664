package lucida.weights.onnx;

import java.util.Map;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.kernel.Taps;

/** Resize and Upsample of the last two axes: by the nearest cell or bilinear. */
final class Resizing {
  private Resizing() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("Resize", OnnxOperator.one(Resizing::resize), "Upsample", OnnxOperator.one(Resizing::upsample));
  }

  /** Before version 11 the second input are scales; since then the region of interest, the scales, the sizes. */
  private static Expr resize(OnnxCall c) {
    if (c.opset() < 11) return upsample(c);
    return resample(c, c.has(2) ? c.reals(2) : new double[0], c.has(3) ? c.numbers(3) : new long[0],
        c.node().text("coordinate_transformation_mode", "half_pixel"));
  }

  private static Expr upsample(OnnxCall c) {
    return resample(c, c.has(1) ? c.reals(1) : c.node().reals("scales"), new long[0], "asymmetric");
  }

  private static Expr resample(OnnxCall c, double[] scales, long[] sizes, String coordinates) {
    Shape x = c.x(0).shape();
    int rank = x.rank();
    boolean bySize = scales.length == 0;
    int given = bySize ? sizes.length : scales.length;
    if (given != rank && given != 2 || rank < 2) throw c.refused("there are " + given + " scales or sizes for " + rank + " axes");
    Taps[] taps = new Taps[2];
    for (int i = 0; i < 2; i++) {
      int extent = x.extent(rank - 2 + i);
      double scale = bySize ? (double) sizes[given - 2 + i] / extent : scales[given - 2 + i];
      int results = Sizes.bounded(c, "an extent", bySize ? (double) sizes[given - 2 + i] : Math.floor(extent * scale), 1 << 16);
      taps[i] = taps(c, extent, results, scale, coordinates);
    }
    for (int i = 0; i < given - 2; i++)
      if (bySize ? sizes[i] != x.extent(i) : scales[i] != 1) throw c.refused("it resizes other axes than the last two");
    return c.x(0).resample(taps[0], taps[1]);
  }

  private static Taps taps(OnnxCall c, int extent, int results, double scale, String coordinates) {
    String mode = c.node().text("mode", "nearest");
    int[] first = new int[results];
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) {
      double at = source(c, i, extent, results, scale, coordinates);
      switch (mode) {
        case "nearest" -> {
          first[i] = Math.clamp(nearest(c, at), 0, extent - 1);
          weights[i] = new double[]{1};
        }
        case "linear", "bilinear" -> {
          double inside = Math.clamp(at, 0, extent - 1.0);
          first[i] = (int) inside;
          double second = inside - first[i];
          weights[i] = second == 0 ? new double[]{1} : new double[]{1 - second, second};
        }
        default -> throw c.refused("the mode '" + mode + "' is not read; read are nearest and linear");
      }
    }
    return new Taps(extent, first, weights);
  }

  private static double source(OnnxCall c, int i, int extent, int results, double scale, String coordinates) {
    return switch (coordinates) {
      case "half_pixel" -> (i + 0.5) / scale - 0.5;
      case "pytorch_half_pixel" -> results > 1 ? (i + 0.5) / scale - 0.5 : 0;
      case "asymmetric" -> i / scale;
      case "align_corners" -> results == 1 ? 0 : i * (extent - 1.0) / (results - 1);
      case "half_pixel_symmetric" -> {
        double adjusted = results / (scale * extent);
        yield extent / 2.0 * (1 - adjusted) + (i + 0.5) / scale - 0.5;
      }
      default -> throw c.refused("the coordinates '" + coordinates + "' are not read");
    };
  }

  private static int nearest(OnnxCall c, double at) {
    String mode = c.opset() < 11 ? "floor" : c.node().text("nearest_mode", "round_prefer_floor");
    return (int) switch (mode) {
      case "floor" -> Math.floor(at);
      case "ceil" -> Math.ceil(at);
      case "round_prefer_ceil" -> Math.floor(at + 0.5);
      case "round_prefer_floor" -> Math.ceil(at - 0.5);
      default -> throw c.refused("the rounding '" + mode + "' is not read");
    };
  }
}
