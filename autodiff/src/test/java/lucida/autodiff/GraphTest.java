package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.StopGradient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whether a formula is piecewise linear in x is read off the graph; and it is so exactly where the second coefficient of its jet is
 * literally 0, no number computed.
 */
class GraphTest {
  private final Input x = Input.of("x", 2, 3, 4, 4);
  private final Input w = Input.of("w", 5, 3, 3, 3);
  private final Input same = Input.of("same", x.shape());
  private final Input c = Input.of("c", 3);

  private Map<String, Expr> linear() {
    Map<String, Expr> y = new LinkedHashMap<>();
    y.put("x", x);
    y.put("a formula without x", same.tanh());
    y.put("relu", x.relu());
    y.put("leaky relu of abs", x.abs().leakyRelu(0.1));
    y.put("max pooling", x.maxPool(Windows.square(2)));
    y.put("average pooling, resizing", Pooling.bilinear(Pooling.average(x, Windows.square(2)), 5, 5));
    y.put("max, min and clip", x.max(same).min(x.scale(2)).clip(-1, 1));
    y.put("the largest", x.largest(1));
    y.put("convolution", x.convolve(w, 1, 1));
    y.put("product with a parameter, and with a nonlinear one", x.times(same).times(same.tanh()));
    y.put("matrix product", x.reshape(2, 48).matmul(Input.of("m", 48, 7)));
    y.put("batch norm in inference", Normalization.batchNorm(x, c, c, c, c.exp(), 1e-3));
    y.put("moving", Expr.concat(1, List.of(x, x.permute(0, 1, 3, 2).slice(1, 0, 2))).gather(1, List.of(4, 0)).sum(2)
        .expand(x.shape().with(1, 2), 2));
    y.put("x gated by tanh(x)", x.tanh().gate(x));
    y.put("a parameter gated by x", x.gate(same));
    y.put("x below 0 as a factor of a parameter", x.select(Gate.NOT_POSITIVE, x).times(same));
    y.put("frozen x times x: a derivative sees a number times x", x.stopGradient().times(x));
    y.put("the same in one selection", x.select(new StopGradient(), x));
    y.put("frozen tanh(x)", x.tanh().stopGradient());
    return y;
  }

  private Map<String, Expr> curved() {
    Map<String, Expr> y = new LinkedHashMap<>();
    y.put("tanh", x.tanh());
    y.put("softplus inside", x.relu().softplus().relu());
    y.put("tanh(x) gated by x", x.gate(x.tanh()));
    y.put("square", x.square());
    y.put("x times relu(x)", x.times(x.relu()));
    y.put("a product of two that depend on x, through a parameter's product", x.times(same).times(x));
    y.put("convolution with a filter made of x", x.convolve(x.slice(0, 0, 1), 1, 0));
    y.put("quotient by x", same.over(x));
    y.put("hard swish", ActivationFunctions.hardSwish(x));
    y.put("batch norm in training", Normalization.batchNorm(x, c, c, 1e-3));
    y.put("softmax", Softmax.softmax(x, 1));
    y.put("frozen x times tanh(x)", x.stopGradient().times(x.tanh()));
    return y;
  }

  @TestFactory
  Stream<DynamicTest> piecewiseLinearIsWhereTheSecondCoefficientIsLiterallyZero() {
    Input v = Input.of("v", x.shape());
    List<DynamicTest> tests = new ArrayList<>();
    linear().forEach((name, y) -> tests.add(dynamicTest(name, () -> {
      assertTrue(Graph.piecewiseLinear(y, x));
      assertTrue(Taylor.jet(y, x, v, 2).coefficient(2).isZero());
    })));
    curved().forEach((name, y) -> tests.add(dynamicTest("not: " + name, () -> {
      assertFalse(Graph.piecewiseLinear(y, x));
      assertFalse(Taylor.jet(y, x, v, 2).coefficient(2).isZero());
    })));
    return tests.stream();
  }

  /** In each of its parameters a convolution is linear, in all together it is not; the gradient by one is linear in the other. */
  @Test
  void parametersThatAreDifferentiatedDoNotConfuse() {
    Expr y = x.convolve(w, 1, 1).relu();
    Expr S = y.sum();
    assertTrue(Graph.piecewiseLinear(S, x));
    assertTrue(Graph.piecewiseLinear(S, w));
    assertTrue(Graph.piecewiseLinear(Differential.gradient(S, w), x));
    Input v = Input.of("v", w.shape());
    assertTrue(Graph.piecewiseLinear(Differential.along(S.exp().log(), w, v).stopGradient().times(S), x));
    assertFalse(Graph.piecewiseLinear(Differential.along(S.exp(), w, v), x));
    Expr shared = x.slice(0, 0, 1);
    assertTrue(Graph.piecewiseLinear(x.convolve(w.plus(Input.of("u", w.shape())), 1, 1), x));
    assertFalse(Graph.piecewiseLinear(x.convolve(shared, 1, 0), x));
    assertTrue(Graph.piecewiseLinear(x.convolve(shared.stopGradient(), 1, 0), x), "a frozen filter is a number");
  }

  /** Entered at a cut: what lies below it does not matter. */
  @Test
  void atACut() {
    Expr A = x.tanh();
    Expr S = A.relu().sum();
    assertTrue(Graph.piecewiseLinear(S, A));
    assertFalse(Graph.piecewiseLinear(S, x));
  }

  @Test
  void readsWhatDependsOnWhat() {
    Expr gate = x.gate(same);
    assertTrue(Graph.depends(gate, x), "a selector is looked at");
    assertEquals(Set.of(), Graph.paths(List.of(x), gate), "no derivative passes through it");
    assertEquals(List.of(same, gate), List.copyOf(Graph.paths(List.of(same), gate)));
    assertEquals(List.of(x, same, gate), List.copyOf(Graph.order(List.of(gate), Expr::inputs)));
    Expr d = x.plus(x).times(x);
    assertEquals(3, Graph.order(List.of(d, d, x), Expr::inputs).size());
  }
}
