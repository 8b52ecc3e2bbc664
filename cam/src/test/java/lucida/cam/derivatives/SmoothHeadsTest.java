package lucida.cam.derivatives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.ChannelScale;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.ScoreKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of smooth head, before scores of every kind: logits, exp(S), the probability of a class and of its opposite, by every route that applies. Adjoint jets [DS 7] are the way to all of them
 * but those with one smooth layer, whose score adds no other; jets [DS 4] and nested reverse sweeps [DS 5] say the same.
 */
class SmoothHeadsTest {
  /** Of the largest: sums of at most some hundred products through six layers and three orders, a norm between them. */
  private static final double ROUNDING = 1e-10;
  private static final int K = 4;
  private static final int CLASSES = 5;
  private static final Shape PICTURE = Shape.of(2, 3, 3);

  /** What is between A and the classifier. */
  enum Head {
    SILU(Activation.SILU, true),
    GELU(Activation.GELU, true),
    SIGMOID(Activation.SIGMOID, true),
    TANH(Activation.TANH, true),
    SOFTPLUS(Activation.SOFTPLUS, true),
    /** Each position weighed by a softmax over all. */
    SOFTMAX(new Written("softmax", x -> x.times(Softmax.softmax(x.reshape(K, 9), 1).reshape(x.shape()))), false),
    SQUEEZE_AND_EXCITE(Activation.SILU, false),
    LAYER_NORM(new Written("layer norm", x -> {
      int n = x.shape().size();
      return Normalization.layerNorm(x.reshape(1, n), one(n), zero(n), 1e-5).reshape(x.shape());
    }), false),
    /** With the statistics of the picture, as in training. */
    BATCH_NORM(new Written("batch norm", x -> Normalization.batchNorm(x, one(K), zero(K), 1e-5)), false),
    /** From position to position. */
    ATTENTION(new Written("attention", x -> {
      Expr rows = x.reshape(K, 9).transpose();
      return x.plus(Softmax.softmax(rows.matmulTransposed(rows).scale(0.5), 1).matmul(rows).transpose().reshape(x.shape()));
    }), false);

    private final Layer layer;
    private final boolean oneLayer;

    Head(Layer layer, boolean oneLayer) {
      this.layer = layer;
      this.oneLayer = oneLayer;
    }

    private Model model(ScoreKind kind) {
      NetworkBuilder net = new NetworkBuilder(name(), PICTURE);
      net.add("features", Conv2d.of(2, K, 3, 1, 1));
      if (this == SQUEEZE_AND_EXCITE) squeezeAndExcite(net);
      else net.add("mixed", oneLayer ? Conv2d.of(K, K, 3, 1, 1) : layer);
      if (oneLayer) net.add("sigma", layer);
      if (isCentred()) net.add("flatten", new Flatten());
      else net.add("gap", new GlobalAveragePool());
      net.add("classifier", Dense.of(isCentred() ? 9 * K : K, CLASSES));
      Network network = net.build().withScores(kind);
      return new Model(network, Initial.weights(network, 3, Precision.FLOAT64));
    }

    /** Whether its mean is no function of A. */
    private boolean isCentred() { return this == LAYER_NORM || this == BATCH_NORM; }

    private void squeezeAndExcite(NetworkBuilder net) {
      net.add("squeeze", new AdaptiveAveragePool(1, 1), "features");
      net.add("fc1", Conv2d.of(K, 2, 1, 1, 0));
      net.add("sigma", layer);
      net.add("fc2", Conv2d.of(2, K, 1, 1, 0));
      net.add("sigmoid", Activation.SIGMOID);
      net.add("scale", new ChannelScale(), "features", net.add("weights", new Flatten(), "sigmoid"));
    }

    private static Expr one(int n) { return Constant.one(Shape.of(n)); }

    private static Expr zero(int n) { return Constant.zero(Shape.of(n)); }
  }

  private record Written(String kind, UnaryOperator<Expr> formula) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return formula.apply(in.getFirst()); }
  }

  @ParameterizedTest
  @EnumSource
  void allRoutesAgree(Head head) {
    for (ScoreKind kind : List.of(ScoreKind.SOFTMAX, ScoreKind.SIGMOID)) {
      Subject subject = Subject.of(head.model(kind), "features", Executor.float64());
      Tensor x = RandomStream.of(5).gaussian(PICTURE, Precision.FLOAT64, 0, 2);
      agree(head, subject.probe(x, Target.ofClass(1)), Score.PROBABILITY);
      agree(head, subject.probe(x, Target.against(1)), Score.PROBABILITY);
      if (kind == ScoreKind.SIGMOID) continue; // logits know nothing of it
      agree(head, subject.probe(x, Target.ofClass(1)), Score.LOGIT);
      agree(head, subject.probe(x, Target.ofClass(1)), Score.EXP);
    }
  }

  private static void agree(Head head, Probe probe, Score score) {
    List<DerivativeRoute> routes = new ArrayList<>(DerivativeRoute.all(probe, score));
    boolean ofOneLayer = head.oneLayer && score != Score.PROBABILITY;
    assertEquals(ofOneLayer ? DerivativeRoute.HIDDEN_LAYER : DerivativeRoute.ADJOINT_JETS, routes.getFirst(), head + " " + score);
    ScoreDerivatives nested = routes.removeLast().derivatives(probe, score);
    assertTrue(nested.second().abs().max() > 1e-9 && nested.third().abs().max() > 1e-9, "it is curved");
    for (DerivativeRoute route : routes) {
      ScoreDerivatives D = route.derivatives(probe, score);
      String what = head + " " + probe.target() + " " + score + " by " + route;
      same(what + ": D1", nested.first(), D.first());
      same(what + ": D2", nested.second(), D.second());
      same(what + ": D3", nested.third(), D.third());
    }
  }

  private static void same(String what, Tensor expected, Tensor actual) {
    double difference = actual.minus(expected).abs().max();
    assertTrue(difference <= ROUNDING * expected.abs().max(),
        () -> what + " differs by " + difference + " of " + expected.abs().max());
  }
}
