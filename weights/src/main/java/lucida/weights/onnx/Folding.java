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
import lucida.weights.Dtype;
import lucida.weights.WeightsException;

/** Operators on whole numbers that are known at import: how exporters write the shape that a Reshape wants. */
final class Folding {
  private static final int MOST = 1 << 20;
  private static final Set<String> MOVING = Set.of("Gather", "Unsqueeze", "Squeeze", "Concat", "Slice", "Reshape", "Transpose",
      "Expand", "Flatten", "Tile", "Where", "ScatterND", "GatherElements");
  private static final Set<String> COUNTING = Set.of("Shape", "Size", "Constant", "ConstantOfShape", "Cast", "Add", "Sub", "Mul",
      "Div", "Mod", "Min", "Max", "Neg", "Identity", "Range", "ReduceProd", "Floor", "Ceil", "Equal", "Greater", "Less",
      "GreaterOrEqual", "LessOrEqual", "Not", "And", "Or", "If");

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
      case "Neg" -> both(node, AffineIntegers.of(Shape.SCALAR, 0).as(a.type()), a, Math::subtractExact);
      case "Add" -> both(node, a, b, Math::addExact);
      case "Sub" -> both(node, a, b, Math::subtractExact);
      case "Mul" -> both(node, a, b, Math::multiplyExact);
      case "Div" -> both(node, a, b, (u, v) -> Math.divideExact(u, nonZero(v, node)));
      case "Mod" -> both(node, a, b,
          (u, v) -> node.flag("fmod", false) ? u % nonZero(v, node) : Math.floorMod(u, nonZero(v, node)));
      case "Min" -> all(node, in, Math::min);
      case "Max" -> all(node, in, Math::max);
      case "Equal" -> compared(node, a, b, (u, v) -> u == v);
      case "Greater" -> compared(node, a, b, (u, v) -> u > v);
      case "Less" -> compared(node, a, b, (u, v) -> u < v);
      case "GreaterOrEqual" -> compared(node, a, b, (u, v) -> u >= v);
      case "LessOrEqual" -> compared(node, a, b, (u, v) -> u <= v);
      case "Not" -> compared(node, a, a, (u, _) -> u == 0);
      case "And" -> compared(node, a, b, (u, v) -> u != 0 && v != 0);
      case "Or" -> compared(node, a, b, (u, v) -> u != 0 || v != 0);
      case "ReduceProd" -> Optional.of(product(node, opset, in));
      case "Range" -> Optional.of(range(node, in));
      default -> Optional.empty();
    };
  }

  static AffineIntegers cast(OnnxNode node, AffineIntegers a) {
    long to = node.number("to", 1);
    Dtype type = OnnxTensors.dtype(to).orElseThrow(() -> new WeightsException(
        node.title() + ": the attribute to = " + to + " is not read; read are real and whole numbers"));
    if (type.isFloat()) return a;
    return type == Dtype.BOOL
        ? a.with(AffineIntegers.of(Shape.SCALAR, 0).as(a.type()), (u, v) -> u != v ? 1 : 0, "Cast").as(type)
        : fitting(node, a.as(type));
  }

  /** Numbers within their type: beyond it other tools wrap them round. */
  private static AffineIntegers fitting(OnnxNode node, AffineIntegers y) {
    int unused = Long.SIZE - Byte.SIZE * y.type().bytes();
    boolean signed = switch (y.type()) {
      case I64, I32, I16, I8 -> true;
      case U64, U32, U16, U8, BOOL, F64, F32, F16, BF16 -> false;
    };
    long least = signed ? Long.MIN_VALUE >> unused : 0;
    long most = y.type() == Dtype.BOOL ? 1 : signed || unused == 0 ? Long.MAX_VALUE >> unused : -1L >>> unused;
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
    AffineIntegers y = fitting(node, product(a));
    return node.flag("keepdims", true) && a.shape().rank() == 1 ? y.reshape(Shape.of(1)) : y;
  }

  private static Optional<AffineIntegers> both(OnnxNode node, AffineIntegers a, AffineIntegers b, LongBinaryOperator f) {
    return Optional.of(fitting(node, a.with(b, f, node.op())));
  }

  /** Two numbers compared cell by cell: 1 for true, 0 for false. */
  private interface Comparison {
    boolean of(long u, long v);
  }

  private static Optional<AffineIntegers> compared(OnnxNode node, AffineIntegers a, AffineIntegers b, Comparison is) {
    return Optional.of(a.with(b, (u, v) -> is.of(u, v) ? 1 : 0, node.op()).as(Dtype.BOOL));
  }

  private static Optional<AffineIntegers> all(OnnxNode node, List<Optional<AffineIntegers>> in, LongBinaryOperator f) {
    return in.stream().map(value -> value.orElseThrow(() -> node.unmade(""))).reduce((a, b) -> a.with(b, f, node.op()));
  }

  private static long nonZero(long v, OnnxNode node) {
    if (v == 0) throw new WeightsException(node.title() + " divides by 0");
    return v;
  }

  /** The product of all. */
  static AffineIntegers product(AffineIntegers all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.pick(Shape.SCALAR, i)).reduce(
        AffineIntegers.of(Shape.SCALAR, 1).as(all.type()),
        (a, b) -> a.with(b, Math::multiplyExact, "ReduceProd"));
  }

  /** An operator that only moves cells: it is applied to the places of the cells, 0, 1, 2 …, and says where each result comes from. */
  private static AffineIntegers moved(OnnxNode node, long opset, List<Optional<AffineIntegers>> in) {
    Map<Expr, Tensor> given = new HashMap<>();
    List<Optional<Known>> known = new ArrayList<>();
    List<AffineIntegers> parts = new ArrayList<>();
    int first = 0;
    for (int input = 0; input < in.size(); input++) {
      Optional<AffineIntegers> value = in.get(input);
      if (holdsCells(node.op(), input)) {
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

  /** Whether the cells of an input may stand in the result. */
  private static boolean holdsCells(String op, int input) {
    return switch (op) {
      case "Concat" -> true;
      case "Where" -> input > 0;
      case "ScatterND" -> input != 1;
      default -> input == 0;
    };
  }

  private static AffineIntegers range(OnnxNode node, List<Optional<AffineIntegers>> in) {
    long[] of = in.stream().mapToLong(v -> v.filter(w -> w.size() == 1).orElseThrow(() -> node.unmade("a number")).at(1)[0])
        .toArray();
    if (of.length != 3 || of[2] == 0 || Math.abs(of[0]) > MOST || Math.abs(of[1]) > MOST)
      throw new WeightsException(node.title() + ": the range " + Arrays.toString(of) + " is not read");
    long[] values = LongStream.iterate(of[0], i -> of[2] > 0 ? i < of[1] : i > of[1], i -> Math.addExact(i, of[2])).toArray();
    return AffineIntegers.of(Shape.of(values.length), values).as(in.getFirst().orElseThrow().type());
  }
}
