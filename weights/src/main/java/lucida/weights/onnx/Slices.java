package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators that join and cut. */
final class Slices {
  private Slices() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Concat", OnnxOperator.one(Slices::concat)), Map.entry("Split", Slices::split),
        Map.entry("Slice", OnnxOperator.one(Slices::slice)), Map.entry("Gather", OnnxOperator.one(Slices::gather)));
  }

  private static Expr concat(OnnxCall c) {
    if (c.count() == 0) throw c.refused("there is nothing to join");
    if (c.opset() >= 4 && !c.node().has("axis")) throw c.refused("the attribute axis is missing");
    int axis = c.axis(c.node().number("axis", 1), c.shape(0).rank());
    List<Expr> parts = IntStream.range(0, c.count()).mapToObj(i -> repeated(c, i, axis)).toList();
    return Expr.concat(axis, parts);
  }

  /** What is known and there once, as a class token, is repeated for each picture where the others have one each. */
  private static Expr repeated(OnnxCall c, int part, int axis) {
    Shape shape = c.shape(part);
    if (c.batch() == 1 || !c.isKnown(part)) return c.x(part);
    for (int i = 0; i < c.count(); i++) {
      Shape other = c.shape(i);
      for (int a = 0; a < Math.min(shape.rank(), other.rank()); a++)
        if (a != axis && shape.extent(a) == 1 && other.extent(a) == c.batch()) shape = shape.with(a, c.batch());
    }
    return Broadcast.to(c.x(part), shape);
  }

  private static List<Expr> split(OnnxCall c) {
    Expr x = c.x(0);
    int axis = c.axis(c.node().number("axis", 0), x.shape().rank());
    int parts = c.node().outputs().size();
    if (c.node().number("num_outputs", parts) != parts)
      throw c.refused("num_outputs is " + c.node().number("num_outputs", parts) + ", it has " + parts + " outputs");
    int each = (x.shape().extent(axis) + parts - 1) / parts;
    long[] sizes = c.numbers("split", 1,
        IntStream.range(0, parts).mapToLong(i -> Math.min(each, x.shape().extent(axis) - i * each)).toArray());
    if (sizes.length != parts || Arrays.stream(sizes).sum() != x.shape().extent(axis))
      throw c.refused(Arrays.toString(sizes) + " does not divide " + x.shape().extent(axis) + " into " + parts + " parts");
    List<Expr> result = new ArrayList<>();
    int from = 0;
    for (int size : c.within("a part", sizes, 0, x.shape().extent(axis))) {
      result.add(x.slice(axis, from, from + size));
      from += size;
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
    for (int i = 0; i < starts.length; i++) x = slice(c, x, c.axis(axes[i], x.shape().rank()), starts[i], ends[i], steps[i]);
    return x;
  }

  /** A step longer than the axis takes one cell, as a step of its length does. */
  private static Expr slice(OnnxCall c, Expr x, int axis, long start, long end, long step) {
    int extent = x.shape().extent(axis);
    long from = counted(start, extent);
    long to = counted(end, extent);
    int by = (int) Math.clamp(step, -extent - 1L, extent + 1L);
    if (by == 0) throw c.refused("a step of 0");
    return by > 0
        ? forwards(x, axis, Math.clamp(from, 0, extent), Math.clamp(to, 0, extent), by)
        : backwards(x, axis, Math.clamp(from, -1, extent - 1), Math.clamp(to, -1, extent - 1), by);
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
}
