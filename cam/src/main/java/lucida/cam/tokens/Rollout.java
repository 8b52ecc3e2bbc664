package lucida.cam.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Method;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Network;
import lucida.layers.score.TokenGrid;
import lucida.layers.score.Tokens;

/**
 * The layers of attention of a network, to be multiplied. Of the product R only the rows of the tokens that the scores read are wanted, v R with
 * v their mean: so v goes through the layers from the last to the first, and no two matrices are multiplied.
 *
 * @param layers from the first to the last, all over the same T tokens
 * @param grid where the tokens lie
 */
record Rollout(Forward forward, List<TokenMixing> layers, TokenGrid grid) {
  /** Tokens in front of the positions of a layer at most, where the network does not say how its tokens lie. */
  private static final int MOST_BEFORE = 8;

  /**
   * That of a network.
   *
   * @throws NotApplicableException if it has no attention, or attention that cannot be multiplied; the message says where
   */
  static Rollout of(Probe probe) {
    return probe.written(Rollout.class, Rollout.class, Score.LOGIT, () -> found(probe));
  }

  private static Rollout found(Probe probe) {
    Forward forward = probe.cut().forward();
    List<TokenMixing> layers = TokenMixing.in(forward.scores());
    if (layers.isEmpty())
      throw new NotApplicableException("network " + forward.network().name()
          + " has no attention between tokens, a softmax that multiplies values");
    int T = layers.getLast().to();
    for (TokenMixing layer : layers) {
      if (layer.from() != T || layer.to() != T) throw partial(layer, forward, "from " + layer.from() + " to " + layer.to());
      if (!readsPositions(layer, forward)) throw partial(layer, forward, "among the " + T + " of a window");
    }
    return new Rollout(forward, layers, Tokens.grid(forward.network()).orElseGet(() -> positions(probe, T)));
  }

  private static NotApplicableException partial(TokenMixing layer, Forward forward, String what) {
    String name = forward.network().nodes().stream().map(Network.Node::name)
        .filter(node -> Graph.depends(forward.value(node), layer.mixed())).findFirst().orElseThrow();
    return new NotApplicableException("rollout multiplies attention from all tokens to all tokens; in network "
        + forward.network().name() + " that of layer '" + name + "' is " + what);
  }

  /** Whether an attention reads tokens that are known to be the positions of the whole picture, where any are. */
  private static boolean readsPositions(TokenMixing layer, Forward forward) {
    List<String> known = Tokens.layers(forward.network());
    return known.isEmpty() || known.stream().anyMatch(read -> Graph.depends(layer.attention(), forward.value(read)));
  }

  /** Those of the explained layer, behind a few tokens more. */
  private static TokenGrid positions(Probe probe, int T) {
    Shape A = probe.cut().activations().shape();
    int first = T - A.extent(2) * A.extent(3);
    if (first < 0 || first > MOST_BEFORE)
      throw new NotApplicableException("the " + T + " tokens of network " + probe.cut().forward().network().name() + " are not the "
          + A.extent(2) + "×" + A.extent(3) + " positions of layer '" + probe.subject().layer() + "': where they lie is not known");
    return new TokenGrid(first, A.extent(2), A.extent(3), false);
  }

  /** v: 1/n for each of the n tokens whose mixture the scores read, 0 for the others, [1, T]. */
  Expr read() {
    Expr S = forward.scores();
    Expr g = Reverse.pullback(S, Constant.one(S.shape()), layers.getLast().mixed()).abs().sum(0, 2);
    Expr one = g.gate(Constant.one(g.shape()));
    return one.times(one.sum().reciprocal().expand(one.shape(), 0)).reshape(1, one.shape().size());
  }

  /** Ā of each layer, the mean over heads of (∂Y/∂A ⊙ A)⁺, [T, T]. */
  List<Expr> weighted(Expr Y) {
    List<Expr> A = layers.stream().map(TokenMixing::attention).toList();
    List<Expr> g = Reverse.pullback(Y, Constant.one(Y.shape()), A, Map.of());
    return IntStream.range(0, A.size()).mapToObj(l -> g.get(l).times(A.get(l)).relu().mean(0)).toList();
  }

  /**
   * What v becomes, at the positions.
   *
   * @param matrices one for each layer, [T, T]
   * @param step from v and a matrix to the next v
   */
  SaliencyMap map(Method method, Probe probe, Score score, Supplier<List<Expr>> matrices, BinaryOperator<Expr> step) {
    Executor.Compiled rolled = probe.written(Executor.Compiled.class, method, score, () -> {
      Expr read = read(), v = read;
      for (Expr A : matrices.get().reversed()) v = step.apply(v, A);
      return probe.compiled(Program.of(List.of(v, read)));
    });
    List<Tensor> v = rolled.run(probe.given());
    Tensor map = v.getFirst().select(0, 0).slice(0, grid.first(), grid.first() + grid.rows() * grid.columns());
    return SaliencyMap.signed(map.reshape(Shape.of(grid.rows(), grid.columns())), method, probe, List.of())
        .knowing(Map.of("attention", text(v.getLast())));
  }

  private String text(Tensor read) {
    Shape A = layers.getLast().attention().shape();
    return "%d layers of %d heads over %d tokens, %d of which the scores read".formatted(layers.size(), A.extent(0), A.extent(1),
        Arrays.stream(read.toDoubles()).filter(part -> part > 0).count());
  }
}
