package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Backward rules at the marked ReLU layers against the same net taken down cut by cut: with R what arrives at r = relu(c), gradient
 * [c > 0] R, DeconvNet [R > 0] R, guided [c > 0] [R > 0] R (BP 1 to BP 3). Both do the same products in the same order: no rounding.
 */
class RuleTest {
  private final SmallNet net = new SmallNet();
  private final Expr c1 = net.x.convolve(net.w1, 1, 1);
  private final Expr r1 = c1.relu();
  private final Expr c2 = r1.convolve(net.w2, 1, 0);
  private final Expr r2 = c2.relu();
  private final Expr pooled = r2.maxPool(Windows.square(2));
  private final Point point = net.point;
  private final Expr S = pooled.times(point.normal("u", pooled.shape())).sum();

  private double[] ruled(Rule rule, Expr... marked) {
    Map<Expr, Rule> rules = new LinkedHashMap<>();
    for (Expr each : marked) rules.put(each, rule);
    return point.values(Reverse.pullback(S, Constant.one(S.shape()), List.of(net.x), rules).getFirst());
  }

  /** c and R to what goes on below, in plain numbers at each of the two layers. */
  private double[] cutByCut(BinaryOperator<double[]> send) {
    double[] R2 = point.values(Differential.gradient(S, r2));
    double[] below2 = send.apply(point.values(c2), R2);
    Input arrived2 = point.of("R2", c2.shape(), below2);
    double[] R1 = point.values(Differential.vjp(c2, arrived2, r1));
    Input arrived1 = point.of("R1", c1.shape(), send.apply(point.values(c1), R1));
    return point.values(Differential.vjp(c1, arrived1, net.x));
  }

  private static double[] each(double[] c, double[] R, DoubleBinaryOperator f) {
    return IntStream.range(0, c.length).mapToDouble(i -> f.applyAsDouble(c[i], R[i])).toArray();
  }

  @Test
  void rulesAreTheNetTakenDownCutByCut() {
    double[] gradient = point.values(Differential.gradient(S, net.x));
    Residual.within(0, "BP 1 as a rule against the gradient", ruled(Rule.GRADIENT, r1, r2), gradient);
    Residual.within(0, "BP 1 cut by cut against the gradient", cutByCut((c, R) -> each(c, R, (a, b) -> a > 0 ? b : 0)), gradient);
    double[] guided = ruled(Rule.GUIDED, r1, r2);
    double[] deconv = ruled(Rule.DECONVNET, r1, r2);
    Residual.within(0, "BP 2, DeconvNet, against cut by cut", deconv, cutByCut((c, R) -> each(c, R, (_, b) -> Math.max(b, 0))));
    Residual.within(0, "BP 3, guided, against cut by cut", guided,
        cutByCut((c, R) -> each(c, R, (a, b) -> a > 0 ? Math.max(b, 0) : 0)));
    Residual.atLeast(0.01, "guided against the gradient", Residual.of(guided, gradient));
    Residual.atLeast(0.01, "DeconvNet against the gradient", Residual.of(deconv, gradient));
    Residual.atLeast(0.01, "guided against DeconvNet", Residual.of(guided, deconv));
  }

  /** Marking one layer leaves the other its adjoint; marking none is the gradient. */
  @Test
  void onlyMarkedLayersFollowTheRule() {
    double[] gradient = point.values(Differential.gradient(S, net.x));
    Residual.within(0, "no layer marked", ruled(Rule.GUIDED), gradient);
    double[] R2 = point.values(Differential.gradient(S, r2));
    Input arrived = point.of("R2", c2.shape(), each(point.values(c2), R2, (c, R) -> c > 0 ? Math.max(R, 0) : 0));
    Residual.within(0, "only the upper layer marked", ruled(Rule.GUIDED, r2), point.values(Differential.vjp(c2, arrived, net.x)));
    Residual.atLeast(0.01, "only the lower layer marked, against both",
        Residual.of(ruled(Rule.GUIDED, r1), ruled(Rule.GUIDED, r1, r2)));
    Residual.within(0, "derivatives do not follow rules given to another sweep", point.values(Differential.gradient(S, net.x)),
        gradient);
  }

  /** With nonnegative weights above, what arrives is nowhere negative, and guided backprop is the gradient. */
  @Test
  void guidedIsTheGradientWhereNothingNegativeArrives() {
    Expr c = r1.convolve(net.w2.abs(), 1, 0);
    Expr s = c.relu().maxPool(Windows.square(2)).sum();
    Expr guided = Reverse.pullback(s, Constant.one(s.shape()), List.of(net.x), Map.of(r1, Rule.GUIDED)).getFirst();
    Residual.within(0, "guided under |w₂| against the gradient", point.values(guided),
        point.values(Differential.gradient(s, net.x)));
  }

  /** What a rule sends is a formula: it can be derived again, and a rule does not reach into that derivative. */
  @Test
  void guidedBackpropCanBeDerived() {
    Expr guided = Reverse.pullback(S, Constant.one(S.shape()), List.of(net.x), Map.of(r1, Rule.GUIDED, r2, Rule.GUIDED)).getFirst();
    Expr energy = guided.square().sum();
    Input v = point.normal("v", net.w1.shape());
    double slope = point.value(Differential.along(energy, net.w1, v));
    double h = 1e-5;
    double[] w = point.cells(net.w1);
    double[] V = point.cells(v);
    double up = point.give(net.w1, each(w, V, (a, b) -> a + h * b)).value(energy);
    double down = point.give(net.w1, each(w, V, (a, b) -> a - h * b)).value(energy);
    Residual.within(1e-8, "derivative of guided backprop by w₁ against a central difference of step 1e-5", new double[]{slope},
        new double[]{(up - down) / (2 * h)});
  }

  @Test
  void isRefusedForWhatIsNoReluLayer() {
    for (Expr wrong : List.of(c1, pooled, c1.tanh(), c1.leakyRelu(0.1), c1.abs(), c1.gate(c1.scale(2)), net.x))
      assertTrue(message(wrong).startsWith("A backward rule is for a ReLU layer, not for "), message(wrong));
    assertEquals("A backward rule is for a ReLU layer, not for maxpool of shape [1, 2, 5, 5]", message(pooled));
    assertEquals("A backward rule is for a ReLU layer, not for x of shape [1, 2, 12, 12]", message(net.x));
  }

  private String message(Expr marked) {
    return String.valueOf(assertThrows(IllegalArgumentException.class,
        () -> Reverse.pullback(S, Constant.one(S.shape()), List.of(net.x), Map.of(marked, Rule.GUIDED))).getMessage());
  }
}
