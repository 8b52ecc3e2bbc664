package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Pad: with zeros, a number, or cells of the picture. */
final class Padding {
  private Padding() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Pad", OnnxOperator.one(Padding::pad)));
  }

  private static Expr pad(OnnxCall c) {
    int[][] widths = widths(c, c.x(0).shape().rank());
    Expr x = cut(c.x(0), widths[0], widths[1]);
    int[] before = Arrays.stream(widths[0]).map(width -> Math.max(0, width)).toArray();
    int[] after = Arrays.stream(widths[1]).map(width -> Math.max(0, width)).toArray();
    String mode = c.node().text("mode", "constant");
    if (!mode.equals("constant")) return mirrored(c, x, mode, before, after);
    double value = c.real("value", 2, 0);
    if (Double.isNaN(value)) throw c.refused("it pads with NaN");
    return value == 0 ? x.pad(boxed(before), boxed(after)) : bordered(x, value, before, after);
  }

  private static List<Integer> boxed(int[] widths) {
    return Arrays.stream(widths).boxed().toList();
  }

  /** The cells stay what they are: a value added and taken off again would round them away, and −∞ would leave NaN. */
  private static Expr bordered(Expr x, double value, int[] before, int[] after) {
    Expr y = x;
    for (int axis = 0; axis < before.length; axis++) {
      Shape shape = y.shape();
      if (before[axis] > 0 || after[axis] > 0)
        y = Expr.concat(axis, List.of(new Constant(value, shape.with(axis, before[axis])), y,
            new Constant(value, shape.with(axis, after[axis]))));
    }
    return y;
  }

  /** How many cells come before and after each axis: an attribute, then an input, since version 18 perhaps of some axes only. */
  private static int[][] widths(OnnxCall c, int rank) {
    long[] pads = c.numbers("pads", 1, c.node().numbers("paddings"));
    long[] axes = c.has(3) ? c.numbers(3) : IntStream.range(0, rank).asLongStream().toArray();
    if (pads.length != 2 * axes.length)
      throw c.refused(
          "pads has " + pads.length + " numbers, wanted are " + 2 * axes.length + ", two for each of " + axes.length + " axes");
    c.axes(axes, rank); // each once
    int[][] widths = new int[2][rank];
    for (int i = 0; i < axes.length; i++)
      for (int side = 0; side < 2; side++)
        widths[side][c.axis(axes[i], rank)] = Sizes.bounded(c, "padding", (double) pads[side * axes.length + i], 1 << 16);
    return widths;
  }

  /** Negative padding cuts cells off. */
  private static Expr cut(Expr x, int[] before, int[] after) {
    Expr y = x;
    for (int axis = 0; axis < before.length; axis++)
      y = y.slice(axis, Math.max(0, -before[axis]), x.shape().extent(axis) + Math.min(0, after[axis]));
    return y;
  }

  private static Expr mirrored(OnnxCall c, Expr x, String mode, int[] before, int[] after) {
    Expr y = x;
    for (int axis = 0; axis < before.length; axis++) {
      int extent = x.shape().extent(axis);
      if (before[axis] == 0 && after[axis] == 0) continue;
      y = y.gather(axis, IntStream.range(-before[axis], extent + after[axis]).map(i -> switch (mode) {
        case "edge" -> Math.clamp(i, 0, extent - 1);
        case "reflect" -> extent - 1 - Math.abs(extent - 1 - Math.floorMod(i, Math.max(1, 2 * extent - 2)));
        case "wrap" -> Math.floorMod(i, extent);
        default -> throw c.refused("the mode '" + mode + "' is not read; read are constant, reflect, edge and wrap");
      }).boxed().toList());
    }
    return y;
  }
}
