package lucida.weights.keras;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.weights.WeightsException;

/** Functions of tensors that a model calls without a layer: arithmetic, activations, means, slices. */
final class KerasOperations {
  private KerasOperations() {}

  /** A call of one, with every argument understood or refused. */
  static KerasRead read(KerasConfig.Entry entry, KerasCall call, int version) {
    KerasOperation op = KerasOperation.of(entry, call, version);
    KerasRead read = read(op);
    op.settings().finish();
    return read;
  }

  private static KerasRead read(KerasOperation op) {
    return switch (op.name()) {
      case "add", "bias_add" -> binary(op, Expr::plus);
      case "subtract", "sub" -> binary(op, Expr::minus);
      case "multiply", "mul" -> binary(op, Expr::times);
      case "truediv", "true_divide", "divide", "div" -> binary(op, Expr::over);
      case "maximum" -> binary(op, Expr::max);
      case "minimum" -> binary(op, Expr::min);
      case "negative", "neg" -> unary(op, Expr::negate);
      case "abs", "absolute" -> unary(op, Expr::abs);
      case "square" -> unary(op, Expr::square);
      case "sqrt" -> unary(op, Expr::sqrt);
      case "rsqrt" -> unary(op, x -> x.sqrt().reciprocal());
      case "reciprocal" -> unary(op, Expr::reciprocal);
      case "exp" -> unary(op, Expr::exp);
      case "log" -> unary(op, Expr::log);
      case "identity", "stop_gradient" -> unary(op, x -> x);
      case "cast" -> unary(op, x -> x); // settings refuse a dtype that is not floating point
      case "leaky_relu" -> leaky(op);
      case "gelu" -> gelu(op);
      case "softmax" -> softmax(op);
      case "mean", "reduce_mean" -> reduced(op, (x, axes) -> x.mean(axes));
      case "sum", "reduce_sum" -> reduced(op, (x, axes) -> x.sum(axes));
      case "max", "reduce_max", "amax" -> reduced(op, (x, axes) -> x.largest(axes));
      case "concat", "concatenate" -> joined(op);
      case "getitem", "get_item" -> KerasSlices.read(op);
      default -> activation(op);
    };
  }

  private static KerasRead activation(KerasOperation op) {
    return unary(op, KerasActivation.function(op.name(), op.settings().version())
        .orElseThrow(() -> new WeightsException(op.settings().layer() + " calls " + op.name() + ", which is not read")));
  }

  private static KerasRead binary(KerasOperation op, BinaryOperator<Expr> f) {
    check(op, 2);
    return KerasRead.merge(op.weights(), (in, scope) -> {
      if (in.stream().mapToInt(x -> x.shape().rank()).distinct().count() > 1)
        throw new ShapeException("one operand has fewer axes than the other");
      List<Expr> both = KerasAxes.alike(op.values(in, scope));
      return f.apply(both.getFirst(), both.getLast());
    });
  }

  private static KerasRead unary(KerasOperation op, UnaryOperator<Expr> f) {
    check(op, 1);
    return KerasRead.plain(f);
  }

  private static void check(KerasOperation op, int operands) {
    if (!op.takes(operands))
      throw new WeightsException(op.settings().layer() + " calls " + op.name() + " with " + op.operands().size() + " arguments "
          + op.operands() + "; read " + (operands == 1 ? "is one tensor" : "are " + operands + " tensors or numbers"));
  }

  /** TensorFlow calls the slope alpha, Keras negative_slope; both 0.2 where it is not said. */
  private static KerasRead leaky(KerasOperation op) {
    double slope = op.settings().number("negative_slope", op.settings().number("alpha", 0.2));
    return unary(op, x -> x.leakyRelu(slope));
  }

  /** Keras 3 approximates by tanh unless it is said otherwise, as {@code keras.ops.gelu}; TensorFlow does not. */
  private static KerasRead gelu(KerasOperation op) {
    boolean approximate = op.settings().flag("approximate", op.settings().version() >= 3);
    return unary(op, approximate ? ActivationFunctions::geluTanh : ActivationFunctions::gelu);
  }

  private static KerasRead softmax(KerasOperation op) {
    int axis = op.settings().count("axis", -1);
    return unary(op, x -> Softmax.softmax(x, KerasAxes.here(axis, x.shape().rank())));
  }

  private interface Reduction {
    Expr over(Expr x, int... axes);
  }

  private static KerasRead reduced(KerasOperation op, Reduction reduction) {
    int[] axes = op.settings().counts("axis");
    boolean kept = op.settings().flag("keepdims", false);
    if (axes.length == 0) throw op.settings().refused("axis", "axes other than the batch are read");
    return unary(op, x -> {
      int rank = x.shape().rank();
      int[] over = Arrays.stream(axes).map(axis -> KerasAxes.here(axis, rank)).sorted().toArray();
      Expr y = reduction.over(x, over);
      Shape shape = IntStream.of(over).boxed().reduce(x.shape(), (s, axis) -> s.with(axis, 1), (_, last) -> last);
      return kept ? y.reshape(shape) : without(y.reshape(shape), over);
    });
  }

  /** Without these axes of extent 1, in Keras' order of the others. */
  private static Expr without(Expr x, int... axes) {
    Shape there = KerasAxes.there(x.shape());
    int[] gone = IntStream.range(1, there.rank())
        .filter(a -> IntStream.of(axes).anyMatch(axis -> axis == KerasAxes.here(a, there.rank()))).toArray();
    return KerasAxes.here(KerasAxes.there(x).reshape(there.without(gone)));
  }

  private static KerasRead joined(KerasOperation op) {
    int axis = op.settings().count("axis", -1);
    if (!op.weights().isEmpty() || op.operands().stream().anyMatch(o -> !(o instanceof KerasOperation.Operand.Read)))
      throw new WeightsException(op.settings().layer() + " joins constants; outputs of layers are read");
    return KerasRead.merge(in -> KerasShapes.joined(in, axis));
  }
}
