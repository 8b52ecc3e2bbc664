package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators that move, join and cut. */
final class Shapes {
  private Shapes() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Concat", OnnxOperator.one(Shapes::concat)), Map.entry("Split", Shapes::split),
        Map.entry("Slice", OnnxOperator.one(Shapes::slice)),
        Map.entry("Pad", OnnxOperator.one(Shapes::pad)), Map.entry("Flatten", OnnxOperator.one(Shapes::flatten)),
        Map.entry("Reshape", OnnxOperator.one(Shapes::reshape)),
        Map.entry("Transpose", OnnxOperator.one(Shapes::transpose)), Map.entry("Squeeze", OnnxOperator.one(Shapes::squeeze)),
        Map.entry("Unsqueeze", OnnxOperator.one(Shapes::unsqueeze)), Map.entry("Gather", OnnxOperator.one(Shapes::gather)),
        Map.entry("Expand", OnnxOperator.one(Shapes::expand)), Map.entry("DepthToSpace", OnnxOperator.one(Shapes::depthToSpace)),
        Map.entry("SpaceToDepth", OnnxOperator.one(Shapes::spaceToDepth)));
  }

  private static Expr concat(OnnxCall c) {
    List<Expr> parts = IntStream.range(0, c.count()).mapToObj(c::x).toList();
    return Expr.concat(c.axis(c.node().number("axis", 1), parts.getFirst().shape().rank()), parts);
  }

  private static List<Expr> split(OnnxCall c) {
    Expr x = c.x(0);
    int axis = c.axis(c.node().number("axis", 0), x.shape().rank());
    int parts = c.node().outputs().size();
    int each = (x.shape().extent(axis) + parts - 1) / parts;
    long[] sizes = c.numbers("split", 1,
        IntStream.range(0, parts).mapToLong(i -> Math.min(each, x.shape().extent(axis) - i * each)).toArray());
    List<Expr> result = new ArrayList<>();
    int from = 0;
    for (long size : sizes) {
      result.add(x.slice(axis, from, from + (int) size));
      from += (int) size;
    }
    return result;
  }

  /** Ends beyond the axis are its end; a negative step walks backwards. */
  private static Expr slice(OnnxCall c) {
    Expr x = c.x(0);
    long[] starts = c.numbers("starts", 1);
    long[] ends = c.numbers("ends", 2);
    long[] axes = c.numbers("axes", 3, IntStream.range(0, starts.length).asLongStream().toArray());
    long[] steps = c.has(4) ? c.numbers(4) : Arrays.stream(starts).map(_ -> 1).toArray();
    for (int i = 0; i < starts.length; i++) {
      int axis = c.axis(axes[i], x.shape().rank());
      int extent = x.shape().extent(axis);
      x = steps[i] > 0
          ? forwards(x, axis, Math.clamp(counted(starts[i], extent), 0, extent), Math.clamp(counted(ends[i], extent), 0, extent),
              (int) steps[i])
          : backwards(x, axis, Math.clamp(counted(starts[i], extent), -1, extent - 1),
              Math.clamp(counted(ends[i], extent), -1, extent - 1), (int) steps[i]);
    }
    return x;
  }

  private static long counted(long i, int extent) {
    return i < 0 ? Math.max(i, Integer.MIN_VALUE) + extent : Math.min(i, Integer.MAX_VALUE);
  }

  private static Expr forwards(Expr x, int axis, int from, int to, int step) {
    return x.slice(axis, from, Math.max(from, to), step);
  }

  private static Expr backwards(Expr x, int axis, int from, int to, int step) {
    return x.gather(axis, IntStream.iterate(from, i -> i > to, i -> i + step).boxed().toList());
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

  private static Expr flatten(OnnxCall c) {
    Shape shape = c.x(0).shape();
    long axis = c.node().number("axis", 1);
    int at = (int) (axis < 0 ? axis + shape.rank() : axis);
    int outer = IntStream.range(0, at).map(shape::extent).reduce(1, Math::multiplyExact);
    return c.x(0).reshape(outer, IntStream.range(at, shape.rank()).map(shape::extent).reduce(1, Math::multiplyExact));
  }

  /** 0 takes over an extent, −1 is what is left. A model exported for one picture names a batch of 1: it is taken for the batch. */
  private static Expr reshape(OnnxCall c) {
    Expr x = c.x(0);
    long[] wanted = c.numbers("shape", 1);
    int[] extents = new int[wanted.length];
    int open = -1;
    long known = 1;
    for (int i = 0; i < extents.length; i++) {
      extents[i] = wanted[i] == 0 && !c.node().flag("allowzero", false) ? x.shape().extent(i) : (int) wanted[i];
      if (extents[i] == -1) open = i;
      else known *= extents[i];
    }
    if (extents.length > 0 && extents[0] == 1 && c.batch() > 1 && x.shape().extent(0) == c.batch()) {
      extents[0] = c.batch();
      known *= c.batch();
    }
    if (open >= 0) extents[open] = (int) (x.shape().size() / Math.max(1, known));
    return x.reshape(extents);
  }

  private static Expr transpose(OnnxCall c) {
    int rank = c.x(0).shape().rank();
    long[] order = c.node().numbers("perm", IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray());
    return c.x(0).permute(Arrays.stream(order).mapToInt(i -> (int) i).toArray());
  }

  private static Expr squeeze(OnnxCall c) {
    Shape shape = c.x(0).shape();
    int[] axes = c.axes(c.numbers("axes", 1), shape.rank());
    int[] gone = axes.length > 0 ? axes : IntStream.range(0, shape.rank()).filter(axis -> shape.extent(axis) == 1).toArray();
    return c.x(0).reshape(shape.without(gone));
  }

  private static Expr unsqueeze(OnnxCall c) {
    Shape shape = c.x(0).shape();
    long[] axes = c.numbers("axes", 1);
    for (int axis : c.axes(axes, shape.rank() + axes.length)) shape = shape.insert(axis, 1);
    return c.x(0).reshape(shape);
  }

  private static Expr gather(OnnxCall c) {
    Expr x = c.x(0);
    int axis = c.axis(c.node().number("axis", 0), x.shape().rank());
    int extent = x.shape().extent(axis);
    List<Integer> index = Arrays.stream(c.numbers(1)).mapToObj(i -> c.axis(i, extent)).toList();
    Expr y = x.gather(axis, index);
    Shape before = x.shape().without(IntStream.range(axis, x.shape().rank()).toArray());
    Shape after = x.shape().without(IntStream.rangeClosed(0, axis).toArray());
    return y.reshape(before.append(c.shape(1)).append(after));
  }

  private static Expr expand(OnnxCall c) {
    Shape wanted = Shape.of(Arrays.stream(c.numbers(1)).mapToInt(i -> (int) i).toArray());
    return Broadcast.to(c.x(0), Broadcast.shape(List.of(c.x(0).shape(), wanted)));
  }

  private static Expr depthToSpace(OnnxCall c) {
    Shape x = c.x(0).shape();
    int b = (int) c.node().number("blocksize", 1);
    int C = x.extent(1) / (b * b);
    Expr blocks = c.node().text("mode", "DCR").equals("DCR")
        ? c.x(0).reshape(x.extent(0), b, b, C, x.extent(2), x.extent(3)).permute(0, 3, 4, 1, 5, 2)
        : c.x(0).reshape(x.extent(0), C, b, b, x.extent(2), x.extent(3)).permute(0, 1, 4, 2, 5, 3);
    return blocks.reshape(x.extent(0), C, x.extent(2) * b, x.extent(3) * b);
  }

  private static Expr spaceToDepth(OnnxCall c) {
    Shape x = c.x(0).shape();
    int b = (int) c.node().number("blocksize", 1);
    return c.x(0).reshape(x.extent(0), x.extent(1), x.extent(2) / b, b, x.extent(3) / b, b).permute(0, 3, 5, 1, 2, 4)
        .reshape(x.extent(0), x.extent(1) * b * b, x.extent(2) / b, x.extent(3) / b);
  }
}
