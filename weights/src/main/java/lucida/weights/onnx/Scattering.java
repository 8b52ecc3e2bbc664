package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators that put cells in places that are known at import, as gatherings from all that may stand there. */
final class Scattering {
  private Scattering() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("ScatterND", OnnxOperator.one(Scattering::scatter), "Trilu", OnnxOperator.one(Scattering::triangle), "Tile",
        OnnxOperator.one(Scattering::tile), "GatherElements", OnnxOperator.one(Scattering::elements));
  }

  /** Slices of the data are replaced by those of the updates; the last that names a place stays. */
  private static Expr scatter(OnnxCall c) {
    c.text("reduction", "none", "none");
    Shape data = c.shape(0), index = c.shape(1);
    if (index.rank() == 0) throw c.refused("its indices have no axis");
    int axes = c.within("the length of an index", index.extent(index.rank() - 1), 0, data.rank());
    Shape outer = data.without(IntStream.range(axes, data.rank()).toArray());
    int slices = outer.size(), each = data.size() / Math.max(1, slices);
    long[] numbers = c.numbers(1);
    int updates = numbers.length / Math.max(1, axes);
    List<Integer> from = new ArrayList<>(IntStream.range(0, slices).boxed().toList());
    for (int u = 0; u < updates; u++) {
      int[] at = new int[axes];
      for (int a = 0; a < axes; a++) {
        long i = numbers[u * axes + a];
        at[a] = c.within("an index", i < 0 ? i + data.extent(a) : i, 0, data.extent(a) - 1);
      }
      from.set(outer.cell(at), slices + u);
    }
    return Expr.concat(0, List.of(c.x(0).reshape(slices, each), c.x(2).reshape(updates, each))).gather(0, from).reshape(data);
  }

  /** The cells on one side of a diagonal of the last two axes, 0 on the other. */
  private static Expr triangle(OnnxCall c) {
    Expr x = c.x(0);
    Shape shape = x.shape();
    if (shape.rank() < 2) throw c.refused("the input is " + shape + ", read are matrices");
    int columns = shape.extent(shape.rank() - 1), rows = shape.extent(shape.rank() - 2);
    long k = c.has(1) ? c.numbers(1)[0] : 0;
    boolean upper = c.node().flag("upper", true);
    List<Integer> from = IntStream.range(0, shape.size()).mapToObj(cell -> {
      long above = cell % columns - cell / columns % rows - k;
      return (upper ? above >= 0 : above <= 0) ? cell : shape.size();
    }).toList();
    return Expr.concat(0, List.of(x.reshape(shape.size()), Constant.zero(Shape.of(1)))).gather(0, from).reshape(shape);
  }

  private static Expr tile(OnnxCall c) {
    Expr y = c.x(0);
    int[] times = c.within("a number of repeats", c.numbers(1), 0, 1 << 16);
    if (times.length != y.shape().rank())
      throw c.refused(Arrays.toString(times) + " repeats are for another rank than that of " + y.shape());
    for (int axis = 0; axis < times.length; axis++) {
      int extent = y.shape().extent(axis);
      if (times[axis] != 1)
        y = y.gather(axis, IntStream.range(0, Math.multiplyExact(extent, times[axis])).mapToObj(i -> i % extent).toList());
    }
    return y;
  }

  /** Each cell from its own place along an axis. */
  private static Expr elements(OnnxCall c) {
    Shape data = c.shape(0), to = c.shape(1);
    int axis = c.axis(c.node().number("axis", 0), data.rank());
    if (to.rank() != data.rank()) throw c.refused("its indices are " + to + ", its data " + data);
    long[] index = c.numbers(1);
    List<Integer> from = IntStream.range(0, to.size()).mapToObj(cell -> {
      int[] at = to.index(cell);
      at[axis] = c.axis(index[cell], data.extent(axis));
      return data.cell(at);
    }).toList();
    return c.x(0).reshape(data.size()).gather(0, from).reshape(to);
  }
}
