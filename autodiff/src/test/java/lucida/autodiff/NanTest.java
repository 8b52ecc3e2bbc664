package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is computed from a NaN is NaN, and what is not is not: for x = (2, NaN, −1) a function of each cell gives a NaN at cell 1 alone. So
 * do its derivatives, which exist nowhere where x does not: by reverse mode, by jets along x + t·(1, 1, 1), in a batch of directions.
 */
class NanTest {
  private static final Shape THREE = Shape.of(3);
  private static final Tensor AT = Tensor.vector(2, Double.NaN, -1);
  private static final List<Executor> ALL = List.of(Executor.float32(), Executor.float64(),
      Executor.definition(),
      Executor.of(Precision.FLOAT32, KernelChoice.standard().kernels()));

  private static final Map<String, UnaryOperator<Expr>> SLOPES = Map.ofEntries(
      Map.entry("relu", Expr::relu), Map.entry("leaky relu", x -> x.leakyRelu(0.1)), Map.entry("abs", Expr::abs),
      Map.entry("relu6", ActivationFunctions::relu6), Map.entry("clip", x -> x.clip(-3, 4)),
      Map.entry("hard swish", ActivationFunctions::hardSwish),
      Map.entry("hard sigmoid", x -> ActivationFunctions.hardSigmoid(x, 0.2, 0.5)),
      Map.entry("elu", x -> ActivationFunctions.elu(x, 1)),
      Map.entry("prelu", x -> ActivationFunctions.prelu(x, Constant.one(x.shape()).scale(0.25))),
      Map.entry("silu", ActivationFunctions::silu), Map.entry("gelu", ActivationFunctions::gelu),
      Map.entry("softplus", Expr::softplus),
      Map.entry("sigmoid", Expr::sigmoid), Map.entry("tanh", Expr::tanh), Map.entry("exp", Expr::exp), Map.entry("erf", Expr::erf));

  private static void nanAtCellOne(String what, Tensor y) {
    for (int i = 0; i < 3; i++)
      assertEquals(i == 1, Double.isNaN(y.cell(i)), () -> what + " is " + y);
  }

  @TestFactory
  Stream<DynamicTest> aNanPassesFunctionsAndTheirDerivatives() {
    return SLOPES.entrySet().stream().map(f -> dynamicTest(f.getKey(), () -> {
      Input x = Input.of("x", THREE);
      Expr y = f.getValue().apply(x);
      Jet jet = Taylor.jet(y, x, Constant.one(THREE), 1);
      for (Executor each : ALL) {
        nanAtCellOne(f.getKey(), each.value(y, Map.of(x, AT)));
        nanAtCellOne("the gradient of " + f.getKey(), each.value(Reverse.gradient(y.sum(), x), Map.of(x, AT)));
        nanAtCellOne("the jet of " + f.getKey(), each.value(jet.coefficient(1), Map.of(x, AT)));
        assertTrue(Double.isNaN(new Diagonal(y.sum(), x, 1, 2).everywhere(each, Map.of(x, AT)).getFirst().cell(1)));
      }
    }));
  }

  /** The rules of backward sweeps: what arrives NaN leaves NaN, and a NaN activation lets nothing through unseen. */
  @Test
  void rulesAreGatesToo() {
    Input x = Input.of("x", THREE);
    Input above = Input.of("R", THREE);
    Expr y = x.relu();
    Map<Expr, Tensor> fromAbove = Map.of(x, Tensor.vector(2, 3, 4), above, AT);
    for (Rule rule : List.of(Rule.GRADIENT, Rule.DECONVNET, Rule.GUIDED))
      nanAtCellOne("from above", Executor.float64().value(rule.send(x, y, above), fromAbove));
    Map<Expr, Tensor> fromBelow = Map.of(x, AT, above, Tensor.vector(2, 3, 4));
    for (Rule rule : List.of(Rule.GRADIENT, Rule.GUIDED))
      nanAtCellOne("from below", Executor.float64().value(rule.send(x, y, above), fromBelow));
  }

  /** A NaN at (2, 3) of 4×6: every window that covers it, every softmax over it, the larger and the smaller of it and a number. */
  @Test
  void poolingSoftmaxAndTheLargerOfTwo() {
    Input x = Input.of("x", 1, 1, 4, 6);
    Tensor at = Tensor.filled(x.shape(), Precision.FLOAT64, i -> i == 2 * 6 + 3 ? Double.NaN : i);
    Windows two = Windows.square(2);
    for (Executor each : ALL) {
      for (Expr pooled : List.of(x.maxPool(two), Pooling.average(x, two), Pooling.adaptiveAverage(x, 2, 3)))
        for (int i = 0; i < 6; i++) assertEquals(i == 4, Double.isNaN(each.value(pooled, Map.of(x, at)).cell(i)));
      assertTrue(Double.isNaN(each.value(Pooling.globalAverage(x), Map.of(x, at)).cell(0)));
      Input v = Input.of("v", 1, 3);
      Tensor row = Tensor.of(v.shape(), 2, Double.NaN, -1);
      Input w = Input.of("w", 1, 3);
      Map<Expr, Tensor> both = Map.of(v, row, w, Tensor.of(w.shape(), 1, 1, 1));
      assertEquals(3, each.value(Softmax.softmax(v, 1), both).nonFinite());
      assertEquals(3, each.value(Softmax.logSoftmax(v, 1), both).nonFinite());
      for (Expr e : List.of(v.max(w), w.max(v), v.min(w), w.min(v))) nanAtCellOne(e.toString(), each.value(e, both));
    }
  }
}
