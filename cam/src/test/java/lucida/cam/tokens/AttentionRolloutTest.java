package lucida.cam.tokens;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttentionRolloutTest {
  static List<SmallTransformer> networks() {
    return List.of(SmallTransformer.OF_CLASS_TOKEN, SmallTransformer.OF_TWO, SmallTransformer.OF_MEAN);
  }

  /** R = B_L … B_1 with B_l = norm(½(A_l + I)), A_l the mean of the heads: its rows sum to 1, and the map is the mean of those that are read. */
  @ParameterizedTest
  @MethodSource("networks")
  void isThePapersProduct(SmallTransformer network) {
    Probe probe = network.probe(Executor.float64(), 1);
    int T = network.tokens();
    double[][] R = identity(T);
    for (int l = 0; l < SmallTransformer.LAYERS; l++) {
      Tensor A = probe.fromPicture(List.of(probe.cut().forward().value(SmallTransformer.attention(l)))).getFirst();
      double[][] B = identity(T);
      for (int i = 0; i < T; i++) {
        for (int j = 0; j < T; j++)
          for (int h = 0; h < SmallTransformer.HEADS; h++) B[i][j] += A.at(h, i, j) / SmallTransformer.HEADS;
        double sum = 0;
        for (int j = 0; j < T; j++) sum += B[i][j] /= 2;
        for (int j = 0; j < T; j++) B[i][j] /= sum;
      }
      R = times(B, R);
    }
    for (double[] row : R) assertEquals(1, Arrays.stream(row).sum(), Slow.ROUNDING);
    SaliencyMap map = new AttentionRollout().explain(probe);
    assertMap(network, R, map, Slow.ROUNDING);
    assertTrue(map.map().max() > 1.05 * map.map().min(), "positions differ");
    String read = network.read() == 0 ? "6" : Integer.toString(network.read());
    assertEquals("3 layers of 2 heads over " + T + " tokens, " + read + " of which the scores read", map.facts().get("attention"));
  }

  static double[][] identity(int n) {
    double[][] I = new double[n][n];
    for (int i = 0; i < n; i++) I[i][i] = 1;
    return I;
  }

  static double[][] times(double[][] P, double[][] Q) {
    double[][] R = new double[P.length][Q[0].length];
    for (int i = 0; i < R.length; i++)
      for (int j = 0; j < R[i].length; j++) for (int k = 0; k < Q.length; k++) R[i][j] += P[i][k] * Q[k][j];
    return R;
  }

  /** The mean of the rows that are read, at the patches. */
  static void assertMap(SmallTransformer network, double[][] R, SaliencyMap map, double tolerance) {
    int rows = network.read() == 0 ? network.tokens() : network.read();
    double[][] L = new double[SmallTransformer.H][SmallTransformer.W];
    for (int p = 0; p < SmallTransformer.H * SmallTransformer.W; p++)
      for (int i = 0; i < rows; i++) L[p / SmallTransformer.W][p % SmallTransformer.W] += R[i][network.before() + p] / rows;
    Slow.assertClose(L, map.map(), tolerance);
  }

  /** Attention says nothing of classes: the same bits for each. */
  @Test
  void isTheSameForEveryClass() {
    Probe probe = SmallTransformer.OF_CLASS_TOKEN.probe(Executor.float64(), 0);
    assertTrue(
        new AttentionRollout().explain(probe).map().sameAs(new AttentionRollout().explain(probe.asking(Target.ofClass(3))).map()));
  }

  /**
   * Two tokens, the pixels x, without weights: t¹ = t⁰ + A_1 t⁰, t² = t¹ + A_2 t¹, S = t²_0.
   *
   * <p>A_1 = (¾ ¼; ½ ½) and A_2's first row (¼ ¾), so that the row of B_2 is (⅝ ⅜), those of B_1 are (⅞ ⅛; ¼ ¾) and
   * R's is ⅝ (⅞ ⅛) + ⅜ (¼ ¾) = (41/64 23/64).
   */
  @Test
  void twoTokensByHand() {
    assertArrayEquals(new double[]{41.0 / 64, 23.0 / 64}, map(new AttentionRollout(), 2, 1), 1e-15);
    assertArrayEquals(new double[]{41.0 / 64, 23.0 / 64}, map(new AttentionRollout(), 2, -1), 1e-15);
  }

  static double[] map(Method method, double... x) {
    NetworkBuilder net = new NetworkBuilder("two tokens", Shape.of(1, 1, 2));
    net.add("pixels", new Same());
    net.add("first", new Mixed(new double[]{3, 1, 1, 1}));
    net.add("second", new Mixed(new double[]{1, 3, 2, 1}));
    net.add("score", new First());
    Network network = net.build();
    Subject subject = Subject.of(new Model(network, Initial.weights(network, 0, Precision.FLOAT64)), "pixels", Executor.float64());
    return method.explain(subject.probe(Tensor.of(Shape.of(1, 1, 2), x), Target.ofClass(0))).map().toDoubles();
  }

  private record Same() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().scale(2).scale(0.5); }
  }

  /** t + A t, the rows of A in these proportions. */
  private record Mixed(double[] proportions) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr t = in.getFirst().reshape(1, 2, 1);
      List<Expr> logits = Arrays.stream(proportions)
          .mapToObj(p -> t.sum().scale(0).plus(Math.log(p)).reshape(1)).toList();
      return t.plus(Softmax.softmax(Expr.concat(0, logits).reshape(2, 2), 1).reshape(1, 2, 2).matmul(t)).reshape(1, 1, 1, 2);
    }
  }

  private record First() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().at(3, 0).reshape(1, 1); }
  }

  @Test
  void sameBitsWhateverTheThreads() {
    for (Method method : List.of(new AttentionRollout(), new GradientRollout()))
      for (Precision precision : Precision.values()) {
        Tensor one = method.explain(probe(precision, 1)).map();
        assertTrue(one.sameAs(method.explain(probe(precision, 2)).map()), method.name() + " " + precision);
        assertTrue(one.sameAs(method.explain(probe(precision, 1)).map()), method.name() + " " + precision);
      }
  }

  private static Probe probe(Precision precision, int threads) {
    return SmallTransformer.OF_CLASS_TOKEN.probe(Executor.of(precision, KernelChoice.named("vector", threads).kernels()), 1);
  }

  @Test
  void refusesNetworksWithoutAttention() {
    assertEquals("network gap has no attention between tokens, a softmax that multiplies values",
        assertThrows(NotApplicableException.class, () -> new AttentionRollout().explain(Example.GAP.probe())).getMessage());
    assertThrows(NotApplicableException.class, () -> new GradientRollout().explain(Example.SMOOTH.probe()));
  }

  /** Attention from one token to all, as classes are read in some networks, is no matrix [T, T]. */
  private record OneQuery() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr A = in.getFirst();
      int K = A.shape().extent(1), T = A.shape().extent(2) * A.shape().extent(3);
      Expr t = A.reshape(1, K, T).permute(0, 2, 1);
      return Softmax.softmax(t.mean(1).reshape(1, 1, K).matmulTransposed(t), 2).matmul(t).reshape(1, K);
    }
  }

  /** Windows of two tokens each, all of one softmax. */
  private record Windows() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr A = in.getFirst();
      int K = A.shape().extent(1), T = A.shape().extent(2) * A.shape().extent(3);
      Expr t = A.reshape(K, T).permute(1, 0).reshape(T / 2, 2, K);
      return Softmax.softmax(t.matmulTransposed(t), 2).matmul(t).reshape(1, T, K).mean(1);
    }
  }

  private static String refusal(Layer attention) {
    NetworkBuilder net = new NetworkBuilder("other", Shape.of(3, 12, 12));
    net.add("positions", Conv2d.of(3, 4, 3, 3, 0));
    net.add("attending", attention);
    net.add("fc", Dense.of(4, 3));
    Network network = net.build();
    Probe probe = Subject.of(new Model(network, Initial.weights(network, 1, Precision.FLOAT64)), "positions", Executor.float64())
        .probe(Example.picture(0), Target.ofClass(1));
    return assertThrows(NotApplicableException.class, () -> new AttentionRollout().explain(probe)).getMessage();
  }

  @Test
  void saysWhichAttentionCannotBeMultiplied() {
    assertEquals(
        "rollout multiplies attention from all tokens to all tokens; in network other that of layer 'attending' is from 1 to 16",
        refusal(new OneQuery()));
    assertEquals("the 2 tokens of network other are not the 4×4 positions of layer 'positions': where they lie is not known",
        refusal(new Windows()));
  }

  /** A softmax of scores multiplies no values, and one along columns is no attention's. */
  @Test
  void knowsASoftmaxThatIsNone() {
    Expr x = Input.of("x", Shape.of(1, 3, 3)), v = Input.of("v", Shape.of(1, 3, 2));
    assertEquals(1, TokenMixing.in(Softmax.softmax(x, 2).matmul(v)).size());
    assertEquals(1, TokenMixing.in(Softmax.softmax(x.reshape(3, 3), 1).reshape(1, 3, 3).matmul(v)).size());
    assertEquals(List.of(), TokenMixing.in(Softmax.softmax(x, 1).matmul(v)));
    assertEquals(List.of(), TokenMixing.in(Softmax.softmax(x, 2).times(Constant.one(x.shape()).plus(x)).matmul(v)));
    assertEquals(List.of(), TokenMixing.in(Softmax.softmax(x, 2).sum(1)));
    assertEquals(List.of(), TokenMixing.in(x.exp().times(x.exp().sum(2).reciprocal().expand(x.shape(), 2)).matmul(v)));
  }
}
