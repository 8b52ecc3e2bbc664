package lucida.weights.keras;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Pooling;
import lucida.core.kernel.Taps;

/** Layers that give pictures another size. */
final class KerasResizing {
  private static final int LARGEST_FACTOR = 256;
  private static final int LARGEST = 1 << 13;

  private KerasResizing() {}

  static UnaryOperator<Expr> upsampled(KerasSettings settings) {
    int[] size = settings.pair("size", 2);
    if (Math.max(size[0], size[1]) > LARGEST_FACTOR)
      throw settings.refused("size", "factors up to " + LARGEST_FACTOR + " are read");
    boolean nearest = settings.oneOf("interpolation", "nearest", "bilinear").equals("nearest");
    return x -> to(x, x.shape().extent(2) * size[0], x.shape().extent(3) * size[1], nearest);
  }

  /** To a height and width, with what does not fit their ratio cut off first if it is said so. */
  static UnaryOperator<Expr> resized(KerasSettings settings) {
    int[] size = size(settings);
    boolean nearest = settings.oneOf("interpolation", "bilinear", "nearest").equals("nearest");
    boolean crop = settings.flag("crop_to_aspect_ratio", false);
    settings.only("pad_to_aspect_ratio", false);
    settings.only("antialias", false);
    settings.node("fill_mode"); // of padding
    settings.node("fill_value");
    return x -> to(crop ? toRatio(x, size) : x, size[0], size[1], nearest);
  }

  /** The middle of a picture; of one that is too small, what of its middle has the ratio, enlarged. */
  static UnaryOperator<Expr> centred(KerasSettings settings) {
    int[] size = size(settings);
    return x -> x.shape().extent(2) >= size[0] && x.shape().extent(3) >= size[1]
        ? middle(x, size[0], size[1])
        : to(toRatio(x, size), size[0], size[1], false);
  }

  private static int[] size(KerasSettings settings) {
    int[] size = {settings.count("height", 0), settings.count("width", 0)};
    for (int i = 0; i < 2; i++)
      if (size[i] < 1 || size[i] > LARGEST)
        throw settings.refused(i == 0 ? "height" : "width", "sizes from 1 to " + LARGEST + " are read");
    return size;
  }

  private static Expr middle(Expr x, int height, int width) {
    int top = (x.shape().extent(2) - height) / 2;
    int left = (x.shape().extent(3) - width) / 2;
    return x.slice(2, top, top + height).slice(3, left, left + width);
  }

  /** The largest middle part whose sides are as those of the size. */
  private static Expr toRatio(Expr x, int[] size) {
    int height = x.shape().extent(2);
    int width = x.shape().extent(3);
    int cropHeight = Math.clamp((long) ((double) width * size[0] / size[1]), 1, height);
    int cropWidth = Math.clamp((long) ((double) height * size[1] / size[0]), 1, width);
    return middle(x, cropHeight, cropWidth);
  }

  static Expr to(Expr x, int height, int width, boolean nearest) {
    return nearest
        ? x.resample(nearest(x.shape().extent(2), height), nearest(x.shape().extent(3), width))
        : Pooling.bilinear(x, height, width);
  }

  /** The cell nearest to the centre of a result: ⌊(i + ½)·extent/results⌋. */
  private static Taps nearest(int extent, int results) {
    double[][] weights = new double[results][];
    Arrays.fill(weights, new double[]{1});
    return new Taps(extent, IntStream.range(0, results).map(i -> (int) ((2L * i + 1) * extent / (2L * results))).toArray(),
        weights);
  }
}
