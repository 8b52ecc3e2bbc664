package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.SlowNetwork;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.Weights;
import lucida.layers.architecture.CifarResNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FullGradTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;
  /** The identity's: sums of ten thousands of terms of both signs that are some hundred times their total. */
  private static final double COMPLETE = 1e-10;

  /** [OT 12] The terms are R at the pixels times x, at z1 times b1, at z2 times b2, and at the scores b. */
  @Test
  void termsAreThePapersLoopByLoop() {
    Probe probe = Example.GAP.probe();
    double[] x = probe.x().toDoubles();
    SlowNetwork.Down R = SlowNetwork.GAP.sweep(x, 1, SlowNetwork.GRADIENT);
    FullGradTerms terms = new FullGrad().terms(probe);
    assertClose(Tensor.of(Shape.of(3, 12, 12), times(R.x(), x, 1)), terms.ofInput(), ROUNDING);
    assertEquals(List.of("conv1", "conv2", "fc"), terms.ofBiases().stream().map(FullGradTerms.OfBias::layer).toList());
    assertClose(Tensor.of(Shape.of(4, 12, 12), times(R.z1(), SlowNetwork.GAP.b1, 144)), terms.ofBiases().get(0).term(), ROUNDING);
    assertClose(Tensor.of(Shape.of(5, 6, 6), times(R.z2(), SlowNetwork.GAP.b2, 36)), terms.ofBiases().get(1).term(), ROUNDING);
    assertEquals(SlowNetwork.GAP.b[1], terms.ofBiases().get(2).term().sum(), ROUNDING);
    assertEquals(SlowNetwork.GAP.scores(x)[1], terms.score(), ROUNDING);
  }

  /** R ⊙ b, where b has one number for each so many cells. */
  private static double[] times(double[] R, double[] b, int cells) {
    double[] term = new double[R.length];
    for (int e = 0; e < R.length; e++) term[e] = R[e] * b[e / cells];
    return term;
  }

  /** [OT 12] ψ of each layer's terms: magnitudes from 0 to 1 over the whole layer, summed over channels, [6, 6] enlarged in loops. */
  @Test
  void mapIsThePapersLoopByLoop() {
    Probe probe = Example.GAP.probe();
    FullGradTerms terms = new FullGrad().terms(probe);
    double[] L = new double[144];
    for (Tensor f : List.of(terms.ofInput(), terms.ofBiases().get(0).term(), terms.ofBiases().get(1).term())) {
      double least = Double.POSITIVE_INFINITY, most = 0;
      for (double v : f.toDoubles()) {
        least = Math.min(least, Math.abs(v));
        most = Math.max(most, Math.abs(v));
      }
      int h = f.shape().extent(1);
      for (int i = 0; i < 12; i++)
        for (int j = 0; j < 12; j++)
          for (int c = 0; c < f.shape().extent(0); c++)
            for (int a = 0; a < h; a++)
              for (int b = 0; b < h; b++)
                L[i * 12 + j] += near(i, a, h) * near(j, b, h) * (Math.abs(f.at(c, a, b)) - least) / (most - least);
    }
    assertClose(Tensor.of(Shape.of(12, 12), L), new FullGrad().explain(probe).map(), ROUNDING);
  }

  /** How much cell a of h has in pixel i of 12, bilinearly. */
  private static double near(int i, int a, int h) {
    return Math.max(0, 1 - Math.abs(Math.clamp((i + 0.5) * h / 12 - 0.5, 0, h - 1) - a));
  }

  /** [OT 12] The terms sum to the score; those of the pixels alone do not. */
  @ParameterizedTest
  @EnumSource(value = Example.class, names = {"GAP", "DENSE"})
  void termsSumToTheScore(Example example) {
    for (int c = 0; c < Example.CLASSES; c++) isComplete(example.subject().probe(Example.picture(c), Target.ofClass(c)));
    isComplete(example.subject().probe(Example.picture(0),
        Target.ofScores("S^0 - 2 S^3 + 5", S -> S.at(1, 0).minus(S.at(1, 3).scale(2)).plus(5))));
  }

  /** [OT 12] With batch norms, whose bias is −μγ/σ + β, and shortcuts. */
  @Test
  void termsSumToTheScoreOfAResNet() {
    Network net = CifarResNet.of(8, 4);
    Probe probe = Subject.of(random(net), "layer3", Executor.float64())
        .probe(RandomStream.of(Example.SEED).stream("picture").gaussian(Shape.of(3, 32, 32), Precision.FLOAT64, 0.2, 1),
            Target.ofClass(2));
    isComplete(probe);
    List<String> layers = new FullGrad().terms(probe).ofBiases().stream().map(FullGradTerms.OfBias::layer).toList();
    assertEquals(
        List.of("bn1", "layer1.0.bn1", "layer1.0.bn2", "layer2.0.bn1", "layer2.0.bn2", "layer3.0.bn1", "layer3.0.bn2", "linear"),
        layers);
  }

  /** [OT 12] With a clip, which adds 6 where it is closed: many cells of a picture ten times as bright lie beyond. */
  @Test
  void termsSumToTheScoreOfAClip() {
    Probe clipped = Rules.with(Activation.RELU6);
    isComplete(clipped.about(clipped.x().scale(10)));
  }

  /** Weights, factors, means and variances that are nowhere 0 or 1. */
  private static Model random(Network net) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    net.parameters().forEach((name, shape) -> {
      RandomStream draws = RandomStream.of(Example.SEED).stream(name);
      tensors.put(name, name.endsWith("running_var")
          ? draws.uniform(shape, Precision.FLOAT64, 0.5, 2)
          : draws.gaussian(shape, Precision.FLOAT64, shape.rank() > 1 ? 0 : 0.5,
              shape.rank() > 1 ? Math.sqrt(2.0 * shape.extent(0) / shape.size()) : 0.5));
    });
    return new Model(net, new Weights(tensors));
  }

  private static void isComplete(Probe probe) {
    FullGradTerms terms = new FullGrad().terms(probe);
    double S = probe.value(Score.LOGIT);
    assertEquals(S, terms.score(), ROUNDING * Math.abs(S));
    assertEquals(S, terms.total(), COMPLETE * Math.abs(S));
    assertTrue(Math.abs(terms.ofInput().sum() - S) > 1e-3 * Math.abs(S), "the biases have nothing in " + S);
  }

  /**
   * What is added is found wherever it is written; one parameter may be a factor here and a term there. h = p ⊙ x + p, S^c = mean of
   * channel c: the term is p/Z.
   */
  @Test
  void readsBiasesOffTheGraph() {
    Layer scaleAndShift = new Layer() {
      @Override
      public Expr write(List<Expr> in, Scope scope) {
        Expr p = scope.parameter("p").expandAlong(in.getFirst().shape(), 1);
        return in.getFirst().times(p).plus(p);
      }

      @Override
      public SequencedMap<String, Shape> parameters() {
        return new LinkedHashMap<>(Map.of("p", Shape.of(3)));
      }
    };
    NetworkBuilder net = new NetworkBuilder("own", Shape.of(3, 12, 12));
    net.add("own", scaleAndShift);
    net.add("gap", new GlobalAveragePool());
    Probe probe = Subject.of(random(net.build()), "own", Executor.float64()).probe(Example.picture(0), Target.ofClass(1));
    isComplete(probe);
    double p = probe.subject().model().weights().tensors().get("own.p").cell(1);
    FullGradTerms.OfBias bias = new FullGrad().terms(probe).ofBiases().getFirst();
    assertEquals("own", bias.layer());
    assertClose(Tensor.filled(Shape.of(3, 12, 12), Precision.FLOAT64, e -> e / 144 == 1 ? p / 144 : 0), bias.term(), ROUNDING);
  }

  @Test
  void isRefusedWithTheFirstLayerThatIsNotPiecewiseLinear() {
    String reason = assertThrows(NotApplicableException.class, () -> new FullGrad().explain(Example.SMOOTH.probe())).getMessage();
    assertTrue(reason.endsWith("layer 'tanh' is not piecewise linear"), reason);
    Probe squared = Example.GAP.subject().probe(Example.picture(0), Target.ofScores("square", S -> S.at(1, 0).square()));
    reason = assertThrows(NotApplicableException.class, () -> new FullGrad().explain(squared)).getMessage();
    assertTrue(reason.endsWith("the target is not piecewise linear"), reason);
  }

  @Test
  void tellsHowCompleteItIs() {
    SaliencyMap map = new FullGrad().explain(Example.GAP.probe());
    assertEquals(List.of(), map.flags());
    String text = map.facts().getOrDefault("completeness", "");
    assertTrue(text.startsWith("the terms of the pixels and of 3 biases sum to "), text);
  }

  /** A bias for each channel, then ReLU, on values [N, K, h, w] or on the same values with the channels last. */
  private static SaliencyMap biased(boolean last) {
    NetworkBuilder net = new NetworkBuilder("biased", Shape.of(3, 8, 6));
    net.add("conv", Conv2d.of(3, 5, 3, 1, 1));
    net.add("bias", (in, _) -> {
      Expr bias = Expr.concat(0, IntStream.range(0, 5).mapToObj(k -> (Expr) new Constant(0.3 * k - 0.5, Shape.of(1))).toList());
      if (!last) return in.getFirst().plus(bias.expandAlong(in.getFirst().shape(), 1));
      Expr y = in.getFirst().permute(0, 2, 3, 1);
      return y.plus(bias.expandAlong(y.shape(), 3));
    });
    net.add("relu", Activation.RELU);
    net.add("first", (in, _) -> last ? in.getFirst().permute(0, 3, 1, 2) : in.getFirst());
    net.add("pool", new GlobalAveragePool());
    net.add("fc", new Dense(5, 4, true));
    Model model = new Model(net.build(), Initial.weights(net.build(), 4, Precision.FLOAT64));
    Tensor x = Tensor.filled(Shape.of(3, 8, 6), Precision.FLOAT64, i -> Math.sin(i));
    return new FullGrad().explain(Subject.of(model, "first", Executor.float64()).probe(x, Target.ofClass(2)));
  }

  /** Where the channels lie is no part of the network: the maps are the same. */
  @Test
  void channelsLast() {
    assertClose(biased(false).map(), biased(true).map(), ROUNDING);
  }

  /** Biases on rows and columns in one axis have no place on the picture that could be told. */
  @Test
  void biasesWithoutAPlace() {
    NetworkBuilder net = new NetworkBuilder("flat", Shape.of(3, 8, 6));
    net.add("conv", Conv2d.of(3, 5, 3, 1, 1));
    net.add("tokens", (in, _) -> in.getFirst().reshape(1, 5, 48).plus(0.5));
    net.add("mean", (in, _) -> in.getFirst().relu().mean(2));
    net.add("fc", new Dense(5, 4, true));
    Model model = new Model(net.build(), Initial.weights(net.build(), 4, Precision.FLOAT64));
    Probe probe = Subject.of(model, "conv", Executor.float64()).probe(Tensor.zeros(net.build().input(), Precision.FLOAT64),
        Target.ofClass(2));
    String message = assertThrows(NotApplicableException.class, () -> new FullGrad().explain(probe)).getMessage();
    assertEquals("FullGrad shows biases where they act, but the axes of layer 'tokens' mean [none, channel, mixed], not"
        + " [batch, channel, row, column]", message);
  }
}
