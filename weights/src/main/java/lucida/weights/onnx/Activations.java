package lucida.weights.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;

/** Activations and softmax. */
final class Activations {
  private Activations() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Relu", OnnxOperator.unary(Expr::relu)),
        Map.entry("LeakyRelu", OnnxOperator.one(c -> c.x(0).leakyRelu(c.node().real("alpha", 0.01)))),
        Map.entry("PRelu", OnnxOperator.one(Activations::prelu)),
        Map.entry("Elu", OnnxOperator.one(c -> ActivationFunctions.elu(c.x(0), c.node().real("alpha", 1)))),
        Map.entry("Selu",
            OnnxOperator.one(c -> ActivationFunctions.elu(c.x(0), c.node().real("alpha", 1.6732631921768188))
                .scale(c.node().real("gamma", 1.0507010221481323)))),
        Map.entry("Sigmoid", OnnxOperator.unary(Expr::sigmoid)), Map.entry("Tanh", OnnxOperator.unary(Expr::tanh)),
        Map.entry("HardSigmoid",
            OnnxOperator
                .one(c -> ActivationFunctions.hardSigmoid(c.x(0), c.node().real("alpha", 0.2), c.node().real("beta", 0.5)))),
        Map.entry("HardSwish", OnnxOperator.unary(ActivationFunctions::hardSwish)),
        Map.entry("Softplus", OnnxOperator.unary(Expr::softplus)),
        Map.entry("Mish", OnnxOperator.unary(x -> x.times(x.softplus().tanh()))),
        Map.entry("Gelu",
            OnnxOperator.one(
                c -> c.text("approximate", "none", "none", "tanh").equals("tanh")
                    ? ActivationFunctions.geluTanh(c.x(0))
                    : ActivationFunctions.gelu(c.x(0)))),
        Map.entry("Clip",
            OnnxOperator.one(c -> c.x(0).clip(c.real("min", 1, -Double.MAX_VALUE), c.real("max", 2, Double.MAX_VALUE)))),
        Map.entry("Softmax", OnnxOperator.one(c -> softmax(c, false))),
        Map.entry("LogSoftmax", OnnxOperator.one(c -> softmax(c, true))));
  }

  /** Slopes are broadcast from the last axis on; before version 7 a row of them is one for each channel. */
  private static Expr prelu(OnnxCall c) {
    Shape x = c.x(0).shape();
    boolean ofChannels = c.opset() < 7 && x.rank() > 1 && c.x(1).shape().equals(Shape.of(x.extent(1)));
    return ActivationFunctions.prelu(c.x(0), ofChannels ? c.x(1).expandAlong(x, 1) : Broadcast.to(c.x(1), x));
  }

  /** Along one axis since version 13; before, over all axes from one on taken together. */
  private static Expr softmax(OnnxCall c, boolean logarithm) {
    Expr x = c.x(0);
    Shape shape = x.shape();
    int axis = c.axis(c.node().number("axis", c.opset() >= 13 ? -1 : 1), shape.rank());
    if (c.opset() >= 13) return apply(x, axis, logarithm);
    int outer = Arrays.stream(shape.extents()).limit(axis).reduce(1, Math::multiplyExact);
    int inner = IntStream.range(axis, shape.rank()).map(shape::extent).reduce(1, Math::multiplyExact);
    return apply(x.reshape(outer, inner), 1, logarithm).reshape(shape);
  }

  private static Expr apply(Expr x, int axis, boolean logarithm) {
    return logarithm ? Softmax.logSoftmax(x, axis) : Softmax.softmax(x, axis);
  }
}
