package lucida.weights.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;

/** Pad: with zeros, a number, or cells of the picture. */
final class Padding {
  private Padding() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Pad", OnnxOperator.one(Padding::pad)));
  }

  private static Expr pad(OnnxCall c) {
    Expr x = c.x(0);
    int rank = x.shape().rank();
    String mode = c.node().text("mode", "constant");
    long[] pads = c.numbers("pads", 1, c.node().numbers("paddings"));
    long[] axes = c.has(3) ? c.numbers(3) : IntStream.range(0, rank).asLongStream().toArray();
    int[] before = new int[rank];
    int[] after = new int[rank];
    for (int i = 0; i < axes.length; i++) {
      int axis = c.axis(axes[i], rank);
      before[axis] = Sizes.bounded(c, "padding", (double) pads[i], 1 << 16);
      after[axis] = Sizes.bounded(c, "padding", (double) pads[axes.length + i], 1 << 16);
    }
    for (int axis = 0; axis < rank; axis++) { // negative padding cuts
      x = x.slice(axis, Math.max(0, -before[axis]), x.shape().extent(axis) + Math.min(0, after[axis]));
      before[axis] = Math.max(0, before[axis]);
      after[axis] = Math.max(0, after[axis]);
    }
    double value = mode.equals("constant") ? c.real("value", 2, 0) : 0;
    return mode.equals("constant") ? zeros(x.plus(-value), before, after).plus(value) : mirrored(c, x, mode, before, after);
  }

  private static Expr zeros(Expr x, int[] before, int[] after) {
    return x.pad(Arrays.stream(before).boxed().toList(), Arrays.stream(after).boxed().toList());
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
