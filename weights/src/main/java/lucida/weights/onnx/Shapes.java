package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators that give the same cells another shape or order. */
final class Shapes {
  private Shapes() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Flatten", OnnxOperator.one(Shapes::flatten)),
        Map.entry("Reshape", OnnxOperator.one(Shapes::reshape)), Map.entry("Transpose", OnnxOperator.one(Shapes::transpose)),
        Map.entry("Squeeze", OnnxOperator.one(Shapes::squeeze)), Map.entry("Unsqueeze", OnnxOperator.one(Shapes::unsqueeze)),
        Map.entry("Expand", OnnxOperator.one(Shapes::expand)), Map.entry("DepthToSpace", OnnxOperator.one(Shapes::depthToSpace)),
        Map.entry("SpaceToDepth", OnnxOperator.one(Shapes::spaceToDepth)));
  }

  private static Expr flatten(OnnxCall c) {
    Shape shape = c.x(0).shape();
    long axis = c.node().number("axis", 1);
    int at = c.within("axis", axis < 0 ? axis + shape.rank() : axis, 0, shape.rank());
    int outer = IntStream.range(0, at).map(shape::extent).reduce(1, Math::multiplyExact);
    return c.x(0).reshape(outer, IntStream.range(at, shape.rank()).map(shape::extent).reduce(1, Math::multiplyExact));
  }

  /** 0 takes over an extent, −1 is what is left. A model exported for one picture names a batch of 1: it is taken for the batch. */
  private static Expr reshape(OnnxCall c) {
    Expr x = c.x(0);
    int[] wanted = c.within("an extent", c.numbers("shape", 1), -1, Integer.MAX_VALUE);
    int[] extents = new int[wanted.length];
    int open = -1;
    long known = 1;
    for (int i = 0; i < extents.length; i++) {
      extents[i] = wanted[i] == 0 && !c.node().flag("allowzero", false) ? x.shape().extent(c.axis(i, x.shape().rank())) : wanted[i];
      if (extents[i] == -1 && open >= 0) throw c.refused("more than one extent is left open: " + Arrays.toString(wanted));
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
    return c.x(0).permute(c.within("an axis", order, 0, rank - 1));
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

  private static Expr expand(OnnxCall c) {
    Shape wanted = Shape.of(c.within("an extent", c.numbers(1), 0, Integer.MAX_VALUE));
    return Broadcast.to(c.x(0), Broadcast.shape(List.of(c.x(0).shape(), wanted)));
  }

  private static int blocksize(OnnxCall c, Shape x) {
    if (x.rank() != 4) throw c.refused("the input is " + x + ", read are pictures [N, C, H, W]");
    return c.whole("blocksize", 1, 1 << 12);
  }

  private static Expr depthToSpace(OnnxCall c) {
    Shape x = c.x(0).shape();
    int b = blocksize(c, x);
    if (x.extent(1) % (b * b) != 0) throw c.refused("blocksize = " + b + " does not divide the channels of " + x);
    int C = x.extent(1) / (b * b);
    Expr blocks = c.text("mode", "DCR", "DCR", "CRD").equals("DCR")
        ? c.x(0).reshape(x.extent(0), b, b, C, x.extent(2), x.extent(3)).permute(0, 3, 4, 1, 5, 2)
        : c.x(0).reshape(x.extent(0), C, b, b, x.extent(2), x.extent(3)).permute(0, 1, 4, 2, 5, 3);
    return blocks.reshape(x.extent(0), C, x.extent(2) * b, x.extent(3) * b);
  }

  private static Expr spaceToDepth(OnnxCall c) {
    Shape x = c.x(0).shape();
    int b = blocksize(c, x);
    if (x.extent(2) % b != 0 || x.extent(3) % b != 0) throw c.refused("blocksize = " + b + " does not divide the picture " + x);
    return c.x(0).reshape(x.extent(0), x.extent(1), x.extent(2) / b, b, x.extent(3) / b, b).permute(0, 3, 5, 1, 2, 4)
        .reshape(x.extent(0), x.extent(1) * b * b, x.extent(2) / b, x.extent(3) / b);
  }
}
