package lucida.weights.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.kernel.Taps;

/** Resize and Upsample along the last two axes: nearest, linear or cubic, and from version 18 on also antialiased. */
final class Resizing {
  /** How an axis is resized, from {@code extent} cells to {@code results} cells; results = extent · scale up to rounding. */
  private record Axis(int extent, double scale, int results) {}

  private Resizing() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("Resize", OnnxOperator.one(Resizing::resize), "Upsample", OnnxOperator.one(Resizing::upsample));
  }

  /** Before version 11 the second input holds the scales; since then the inputs are the region of interest, the scales and the sizes. */
  private static Expr resize(OnnxCall c) {
    if (c.opset() < 11) return resample(c, c.has(1) ? c.reals(1) : new double[0], new long[0], "asymmetric");
    return resample(c, c.has(2) ? c.reals(2) : new double[0], c.has(3) ? c.numbers(3) : new long[0],
        c.node().text("coordinate_transformation_mode", "half_pixel"));
  }

  private static Expr upsample(OnnxCall c) {
    return resample(c, c.has(1) ? c.reals(1) : c.node().reals("scales"), new long[0], "asymmetric");
  }

  private static Expr resample(OnnxCall c, double[] scales, long[] sizes, String coordinates) {
    Axis[] axes = axes(c, scales, sizes);
    int rank = axes.length;
    for (int i = 0; i < rank - 2; i++)
      if (axes[i].results != axes[i].extent || axes[i].scale != 1) throw c.refused("it resizes axes other than the last two");
    if (rank < 2) throw c.refused("the input has " + rank + " axes, read are pictures");
    Taps[] taps = Arrays.stream(axes).skip(rank - 2).map(axis -> taps(c, axis, coordinates)).toArray(Taps[]::new);
    return c.x(0).resample(taps[0], taps[1]);
  }

  /** Scales or sizes are given for all axes, for those that the attribute axes names, or for the last two. */
  private static Axis[] axes(OnnxCall c, double[] scales, long[] sizes) {
    Shape x = c.x(0).shape();
    int rank = x.rank();
    int given = scales.length == 0 ? sizes.length : scales.length;
    int[] named = Arrays.stream(c.node().numbers("axes")).mapToInt(axis -> c.axis(axis, rank)).toArray();
    int[] at = named.length > 0 ? named : IntStream.range(given == 2 ? Math.max(0, rank - 2) : 0, rank).toArray();
    if (given != at.length) throw c.refused("there are " + given + " scales or sizes for " + at.length + " axes");
    Axis[] axes = Arrays.stream(x.extents()).mapToObj(extent -> new Axis(extent, 1, extent)).toArray(Axis[]::new);
    double[] by = scales.length > 0 ? scales : ratios(c, x, at, sizes);
    boolean stretched = policy(c).equals("stretch");
    for (int i = 0; i < at.length; i++) {
      int extent = x.extent(at[i]);
      double cells = scales.length > 0 ? Math.floor(extent * by[i]) : stretched ? sizes[i] : Math.floor(extent * by[i] + 0.5);
      if (!(by[i] > 0) || cells < 1) throw c.refused("a scale of " + by[i] + " leaves nothing of " + extent + " cells");
      axes[at[i]] = new Axis(extent, by[i], Sizes.bounded(c, "an extent", cells, 1 << 16));
    }
    return axes;
  }

  /** The scale of each axis by itself, or the smallest or largest of them for all, which keeps the picture's proportions. */
  private static double[] ratios(OnnxCall c, Shape x, int[] at, long[] sizes) {
    double[] ratios = IntStream.range(0, at.length).mapToDouble(i -> (double) sizes[i] / x.extent(at[i])).toArray();
    switch (policy(c)) {
      case "stretch" -> {}
      case "not_larger" -> Arrays.fill(ratios, Arrays.stream(ratios).min().orElse(1));
      case "not_smaller" -> Arrays.fill(ratios, Arrays.stream(ratios).max().orElse(1));
      default -> throw c.refused("the policy '" + policy(c) + "' is not read");
    }
    return ratios;
  }

  private static String policy(OnnxCall c) { return c.node().text("keep_aspect_ratio_policy", "stretch"); }

  private static Taps taps(OnnxCall c, Axis axis, String coordinates) {
    String mode = c.text("mode", "nearest", "nearest", "linear", "bilinear", "cubic");
    int last = axis.extent - 1;
    int[] first = new int[axis.results];
    double[][] weights = new double[axis.results][];
    for (int i = 0; i < axis.results; i++) {
      double at = source(c, i, axis, coordinates);
      if (mode.equals("nearest")) {
        first[i] = Math.clamp(nearest(c, at), 0, last);
        weights[i] = new double[]{1};
      } else {
        Curve curve = mode.equals("cubic") ? cubic(c, axis) : linear(c, axis);
        double inside = curve.width > 1 || mode.equals("cubic") ? at : Math.clamp(at, 0, (double) last);
        first[i] = Math.clamp((long) Math.floor(inside - curve.reach()) + 1, 0, last);
        weights[i] = curve.weights(inside, first[i], last);
      }
    }
    return new Taps(axis.extent, first, weights);
  }

  /** The width of the filter, in input cells: 1, or with antialiasing the distance between results where that is larger. */
  private static double width(OnnxCall c, Axis axis) {
    double width = c.node().flag("antialias", false) ? Math.max(1, 1 / axis.scale) : 1;
    if (width > 1 << 12) throw c.refused("a scale of " + axis.scale + " is not read with antialiasing");
    return width;
  }

  private static Curve linear(OnnxCall c, Axis axis) {
    return new Curve(v -> Math.max(0, 1 - v), width(c, axis), 1, c.node().flag("exclude_outside", false));
  }

  /** Keys' cubic convolution, IEEE Transactions on Acoustics, Speech, and Signal Processing, 1981. */
  private static Curve cubic(OnnxCall c, Axis axis) {
    double a = c.node().real("cubic_coeff_a", -0.75);
    return new Curve(v -> v <= 1 ? ((a + 2) * v - (a + 3)) * v * v + 1 : ((a * v - 5 * a) * v + 8 * a) * v - 4 * a, width(c, axis),
        2,
        c.node().flag("exclude_outside", false));
  }

  /**
   * The weight of a cell as a function of its distance.
   *
   * @param f of the distance in widths, from 0 to the radius
   * @param excludes whether cells outside the picture are left out; otherwise their weight goes to the cell at the edge
   */
  private record Curve(DoubleUnaryOperator f, double width, int radius, boolean excludes) {
    double reach() { return radius * width; }

    /** The weights of the cells from {@code first} on, normalised to sum to 1. */
    double[] weights(double at, int first, int last) {
      long from = (long) Math.floor(at - reach()) + 1;
      long to = (long) Math.ceil(at + reach()) - 1;
      double[] weights = new double[Math.clamp(to, first, last) - first + 1];
      for (long j = from; j <= to; j++)
        if (!excludes || j >= 0 && j <= last)
          weights[Math.clamp(j, first, last) - first] += f.applyAsDouble(Math.abs(j - at) / width);
      double sum = Arrays.stream(weights).sum();
      return Arrays.stream(weights).map(w -> w / sum).toArray();
    }
  }

  private static double source(OnnxCall c, int i, Axis axis, String coordinates) {
    int extent = axis.extent;
    int results = axis.results;
    double pixel = (i + 0.5) / axis.scale - 0.5;
    return switch (coordinates) {
      case "half_pixel" -> pixel;
      case "pytorch_half_pixel" -> results > 1 ? pixel : 0;
      case "asymmetric" -> i / axis.scale;
      case "align_corners" -> results == 1 ? 0 : i * (extent - 1.0) / (results - 1);
      case "half_pixel_symmetric" -> extent / 2.0 * (1 - results / (axis.scale * extent)) + pixel;
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
