package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/** Operators on whole numbers that are known at import: how exporters write the shape that a Reshape wants. */
final class Folding {
  private static final int MOST = 1 << 20;
  private static final Set<String> MOVING = Set.of("Gather", "Unsqueeze", "Squeeze", "Concat", "Slice", "Reshape", "Transpose",
      "Expand", "Flatten");
  private static final Set<String> COUNTING = Set.of("Shape", "Size", "Constant", "ConstantOfShape", "Cast", "Add", "Sub", "Mul",
      "Div", "Mod", "Min", "Max", "Neg", "Identity", "Range", "ReduceProd", "Floor", "Ceil");

  private Folding() {}

  static boolean folds(String op) { return MOVING.contains(op) || COUNTING.contains(op); }

  static Set<String> names() { return COUNTING; }

  /** The result, if this operator can be folded; inputs that are left out are empty. */
  static Optional<AffineIntegers> fold(OnnxNode node, long opset, List<Optional<AffineIntegers>> in) {
    if (MOVING.contains(node.op())) return Optional.of(moved(node, opset, in));
    AffineIntegers a = in.getFirst().orElseThrow();
    AffineIntegers b = in.getLast().orElse(a);
    return switch (node.op()) {
      case "Identity", "Floor", "Ceil" -> Optional.of(a);
      case "Cast" -> Optional.of(cast(node, a));
      case "Neg" -> Optional.of(AffineIntegers.of(Shape.SCALAR, 0).with(a, (u, v) -> u - v, "Neg"));
      case "Add" -> both(a, b, Long::sum, "Add").map(y -> in32Bits(node, y));
      case "Sub" -> both(a, b, (u, v) -> u - v, "Sub").map(y -> in32Bits(node, y));
      case "Mul" -> both(a, b, (u, v) -> u * v, "Mul").map(y -> in32Bits(node, y));
      case "Div" -> both(a, b, (u, v) -> u / nonZero(v, node), "Div");
      case "Mod" -> both(a, b,
          (u, v) -> node.flag("fmod", false) ? u % nonZero(v, node) : Math.floorMod(u, nonZero(v, node)), "Mod");
      case "Min" -> both(a, b, Math::min, "Min");
      case "Max" -> both(a, b, Math::max, "Max");
      case "ReduceProd" -> Optional.of(product(node, opset, in));
      case "Range" -> Optional.of(range(node, in));
      default -> Optional.empty();
    };
  }

  static AffineIntegers cast(OnnxNode node, AffineIntegers a) {
    long to = node.number("to", 1);
    if (to == 9) return a.with(AffineIntegers.of(Shape.SCALAR, 0), (u, v) -> u != v ? 1 : 0, "Cast");
    if (OnnxTensors.isReal(to)) return a;
    return switch (Math.clamp(to, 0, 99)) {
      case 2 -> fitting(node, a, 0, 0xFF);
      case 3 -> fitting(node, a, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case 4 -> fitting(node, a, 0, 0xFFFF);
      case 5 -> fitting(node, a, Short.MIN_VALUE, Short.MAX_VALUE);
      case 6 -> in32Bits(node, a);
      case 7 -> a;
      case 12 -> fitting(node, a, 0, 0xFFFF_FFFFL);
      case 13 -> fitting(node, a, 0, Long.MAX_VALUE);
      default ->
        throw new WeightsException(node.title() + ": the attribute to = " + to + " is not read; read are real and whole numbers");
    };
  }

  private static AffineIntegers in32Bits(OnnxNode node, AffineIntegers y) {
    return fitting(node, y, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Numbers within their type: beyond it other tools wrap them round, in sums and products those of int32. */
  private static AffineIntegers fitting(OnnxNode node, AffineIntegers y, long least, long most) {
    for (long number : y.at(1))
      if (number < least || number > most)
        throw new WeightsException(
            node.title() + " gives the number " + number + ", and only those from " + least + " to " + most + " fit");
    return y;
  }

  /** Of a row of numbers, which has one axis. */
  private static AffineIntegers product(OnnxNode node, long opset, List<Optional<AffineIntegers>> in) {
    AffineIntegers a = in.getFirst().orElseThrow(() -> node.unmade(""));
    long[] axes = new OnnxCall(node, opset, 1, in.stream().map(v -> v.map(w -> (Known) new Known.Numbers(w))).toList(), _ -> {
      throw node.unmade("");
    }).numbers("axes", 1);
    if (axes.length == 0 && node.flag("noop_with_empty_axes", false)) return a;
    if (a.shape().rank() > 1) throw new WeightsException(node.title() + ": products are read of numbers in a row");
    return node.flag("keepdims", true) && a.shape().rank() == 1 ? product(a).reshape(Shape.of(1)) : product(a);
  }

  private static Optional<AffineIntegers> both(AffineIntegers a, AffineIntegers b, LongBinaryOperator f, String what) {
    return Optional.of(a.with(b, f, what));
  }

  private static long nonZero(long v, OnnxNode node) {
    if (v == 0) throw new WeightsException(node.title() + " divides by 0");
    return v;
  }

  /** The product of all. */
  static AffineIntegers product(AffineIntegers all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.pick(Shape.SCALAR, i)).reduce(AffineIntegers.of(Shape.SCALAR, 1),
        (a, b) -> a.with(b, (u, v) -> u * v, "ReduceProd"));
  }

  /** An operator that only moves cells: it is applied to the places of the cells, 0, 1, 2 …, and says where each result comes from. */
  private static AffineIntegers moved(OnnxNode node, long opset, List<Optional<AffineIntegers>> in) {
    Map<Expr, Tensor> given = new HashMap<>();
    List<Optional<Known>> known = new ArrayList<>();
    List<AffineIntegers> parts = new ArrayList<>();
    int first = 0;
    for (Optional<AffineIntegers> value : in) {
      if (known.isEmpty() || node.op().equals("Concat")) {
        AffineIntegers part = value.orElseThrow(() -> node.unmade(""));
        int from = first;
        Input places = Input.of("places" + from, part.shape());
        given.put(places, Tensor.filled(part.shape(), Precision.FLOAT64, i -> from + i));
        known.add(Optional.of(new Known.Computed(places)));
        parts.add(part);
        first += part.size();
      } else known.add(value.map(Known.Numbers::new));
    }
    Expr made = new OnnxCall(node, opset, 1, known, _ -> {
      throw new WeightsException(node.title() + ": whole numbers are moved by whole numbers only");
    }).write().getFirst();
    if (made.shape().size() > MOST) throw new WeightsException(node.title() + ": more than " + MOST + " whole numbers");
    Tensor places = Executor.definition().value(made, given);
    return AffineIntegers.joined(parts).pick(made.shape(), Arrays.stream(places.toDoubles()).mapToInt(v -> (int) v).toArray());
  }

  private static AffineIntegers range(OnnxNode node, List<Optional<AffineIntegers>> in) {
    long[] of = in.stream().mapToLong(v -> v.filter(w -> w.size() == 1).orElseThrow(() -> node.unmade("a number")).at(1)[0])
        .toArray();
    if (of.length != 3 || of[2] == 0 || Math.abs(of[0]) > MOST || Math.abs(of[1]) > MOST)
      throw new WeightsException(node.title() + ": the range " + Arrays.toString(of) + " is not read");
    long[] values = LongStream.iterate(of[0], i -> of[2] > 0 ? i < of[1] : i > of[1], i -> Math.addExact(i, of[2])).toArray();
    return AffineIntegers.of(Shape.of(values.length), values);
  }
}
